#include "text/records.h"

#include <algorithm>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/line_start.h"
#include "text/starters.h"
#include "text/unicode.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// --- Lines that separate

constexpr ByteSet kRuler("-=*_~+|:# /");
constexpr ByteSet kStrokes("-=*_~+#");
constexpr ByteSet kFileName("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-/");
constexpr ByteSet kEmphasis("*_`\"'");

// ```, ~~~, {code}, {noformat}: with the name of a language at most.
bool is_fence(string_view line) {
  if (line[0] == '{') {
    const bool named =
        begins_with(line, 1, "code") || begins_with(line, 1, "noformat") || begins_with(line, 1, "quote");
    return named && line.find('}') == line.size() - 1;
  }
  size_t at = 0;
  while (at < line.size() && (line[at] == '`' || line[at] == '~')) ++at;
  if (at < 3) return false;
  const string_view language = line.substr(at);
  return std::all_of(language.begin(), language.end(), [](char c) { return is_word(c) || c == '-' || c == '+'; });
}

// ---, ===, +-----+, |---|---|; also a comment sign alone.
bool is_ruler(string_view line) {
  if (!std::all_of(line.begin(), line.end(), [](char c) { return kRuler.has(c); })) return false;
  const auto strokes = std::count_if(line.begin(), line.end(), [](char c) { return kStrokes.has(c); });
  return strokes >= 3 || line == "#" || line == "##" || line == "//";
}

string_view without_trailing_blanks(string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

// `line` without its decoration.
bool is_separator(string_view line) {
  if (line.empty()) return true;
  if (is_letter(line[0]) || is_digit(line[0])) return false;
  line = without_trailing_blanks(line);
  return line.empty() || is_fence(line) || is_ruler(line) || line == "-->";
}

// --- Lines that begin a record

// Marks around a whole line: bold, code, quotes.
size_t emphasis_length(string_view line) {
  size_t at = 0;
  while (at < line.size()) {
    if (kEmphasis.has(line[at])) {
      ++at;
      continue;
    }
    const size_t length = static_cast<unsigned char>(line[at]) < 0x80 ? 0 : utf8_sequence(line.substr(at));
    if (length == 0) break;
    const std::optional<Look> look = look_of(decode_utf8(line.substr(at, length)));
    if (look != Look::kQuote && look != Look::kApostrophe) break;
    at += length;
  }
  return at;
}

// A row whose first cell is empty is the rest of the row above, whose text was wrapped in its cell.
bool goes_on_in_table(string_view row) {
  const size_t at = behind_blanks(row, 1);
  return at > 1 && begins_with(row, at, "|");
}

// `line` without its decoration, with the prefix that it begins with.
bool speaks_first(string_view line, const LinePrefix& prefix) {
  if (line.empty()) return false;
  if (prefix.kind != PrefixKind::kNone || matches_starter(line)) return true;
  if (line[0] == '|') return is_table_row(line) && !goes_on_in_table(line);
  const size_t emphasis = emphasis_length(line);
  return emphasis != 0 && matches_starter(line.substr(emphasis));
}

template <typename... Ends>
bool ends_with_any(string_view line, const Ends&... ends) {
  return (line.ends_with(ends) || ...);
}

// Lines that would begin a record, did the line before not ask for them: a time inside of "current time
// 2025-06-12T13:23:58Z is after 2025-06-10...".
bool asks_for_time(string_view previous, string_view line) {
  return is_digit(line[0]) && ends_with_any(previous, "current time", "is after", "is before");
}

// "remote error: tls: internal error" of Go, "http error: ..." and "Original error: ..." of Kubernetes, "reason: ...,
// error: ..." of Flux and Argo CD.
bool asks_for_error(string_view previous, string_view line) {
  if (begins_with(line, 0, "error: ")) return ends_with_any(previous, " remote", " http", " Original", ",");
  return begins_with(line, 0, "reason: ") && ends_with_any(previous, ",");
}

// `error when creating "STDIN": ...`
bool asks_for_name(string_view previous, string_view line) {
  return line[0] == '"' && ends_with_any(previous, " when creating", " when patching", " when replacing");
}

bool asks_for(string_view previous, string_view line) {
  return asks_for_time(previous, line) || asks_for_error(previous, line) || asks_for_name(previous, line);
}

// --- Prefixes of both lines

bool same_prefix(const LinePrefix& one, const LinePrefix& other) {
  return one.kind != PrefixKind::kNone && one.kind == other.kind && one.name == other.name;
}

// Whether both lines begin as the lines of one log do, in whatever format: the same characters, and other digits where
// the one has digits (a time, a number). What was wrapped does not begin twice alike.
bool begin_alike(string_view one, string_view other) {
  constexpr size_t kBeginning = 12;
  constexpr size_t kDigits = 6;
  if (one.size() < kBeginning || other.size() < kBeginning) return false;
  size_t digits = 0;
  for (size_t i = 0; i < kBeginning; ++i) {
    const bool digit = is_digit(one[i]);
    if (digit != is_digit(other[i]) || (!digit && one[i] != other[i])) return false;
    digits += digit ? 1 : 0;
  }
  return digits >= kDigits;
}

// Whether both lines begin with the same words, three or more: whoever wrote them says it once more. A label has less
// words, or other characters in them.
bool begin_with_same_words(string_view one, string_view other) {
  constexpr size_t kWords = 3;
  constexpr size_t kBytes = 16;
  size_t words = 0;
  size_t i = 0;
  for (; i < one.size() && i < other.size() && one[i] == other[i]; ++i) {
    if (is_letter(one[i])) continue;
    if (i == 0 || !is_letter(one[i - 1])) break;
    ++words;
    if (one[i] != ' ') break;
  }
  return words >= kWords && i >= kBytes;
}

// Whether a record begins behind the names that both lines begin with, as stern, kubetail and kail have them in front
// of all they pass on: "kube-apiserver-cp1 kube-apiserver ", "[db-0 app] ", "web/db-0[app]: ". Names of pods that
// nobody generated are no shape of their own; two lines that both have them are.
bool speaks_behind_names(string_view previous, string_view line) {
  constexpr size_t kNames = 3;
  if (line.empty() || previous.empty() || line[0] != previous[0]) return false;
  size_t end = line.substr(0, kLineStart).find(' ');
  if (end == string_view::npos || line.substr(0, end).find_first_of("-/") == string_view::npos) return false;
  for (size_t name = 0; name < kNames && end != string_view::npos; ++name) {
    if (previous.substr(0, end + 1) != line.substr(0, end + 1)) return false;
    const string_view rest = line.substr(end + 1);
    if (rest.empty() || is_blank(rest[0])) return false;  // columns, not names
    if (speaks_first(rest, line_prefix(rest))) return true;
    end = line.substr(0, kLineStart).find(' ', end + 1);
  }
  return false;
}

// "Content-Length: 0": a header of HTTP, or its status line.
bool is_http_line(string_view line) {
  if (begins_with(line, 0, "HTTP/")) return true;
  size_t name = 0;
  while (name < line.size() && (is_letter(line[name]) || line[name] == '-')) ++name;
  return name > 0 && is_upper(line[0]) && begins_with(line, name, ": ");
}

// Behind a time that programs write once a record, a line continues the one before only if that one is visibly not
// at its end, or if both were written at the same moment and this one is indented or does not begin with a capital.
bool continues_record(string_view previous, string_view line, bool same_moment, bool indented) {
  constexpr size_t kShortestWrap = 10;  // shorter lines are words of their own
  const string_view before = without_trailing_blanks(previous);
  if (ends_with_any(before, ":", ",", "(", "=")) return true;
  // What begins as the line before began is said once more, not continued.
  constexpr size_t kSameBeginning = 12;
  if (line.substr(0, kSameBeginning) == before.substr(0, kSameBeginning)) return false;
  if (same_moment && is_http_line(before) && is_http_line(line)) return true;
  return indented || (same_moment && before.size() >= kShortestWrap && !is_upper(line[0]));
}

// A Markdown heading is one line. Not with a single #, which may be a comment.
bool is_heading(string_view line) {
  size_t sign = 0;
  while (sign < line.size() && line[sign] == '#') ++sign;
  return sign >= 2 && sign <= 6 && sign < line.size() && line[sign] == ' ';
}

// The number of a line, as editors, cat -n, less -N and grep -n have it, with the name of a file in front: "12\t",
// "app.log:12:". With one blank behind it only where numbers are `aligned`: "1 of 2". `length` 0: there is none.
struct LineNumber {
  string_view name;
  size_t number = 0;
  size_t length = 0;
};

LineNumber line_number(string_view line, bool aligned) {
  constexpr size_t kDigits = 7;
  size_t at = 0;
  while (at < line.size() && at < kLineStart && kFileName.has(line[at])) ++at;
  const bool named = at > 0 && !std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at), is_digit);
  if (named && !begins_with(line, at++, ":")) return {};
  LineNumber found{line.substr(0, named ? at : 0), 0, 0};
  size_t end = found.name.size();
  for (; end < line.size() && end - found.name.size() < kDigits && is_digit(line[end]); ++end)
    found.number = found.number * 10 + static_cast<size_t>(line[end] - '0');
  if (end == found.name.size() || end >= line.size()) return {};
  const bool column = aligned ? is_blank(line[end]) : line[end] == '\t' || begins_with(line, end, "  ");
  const bool ends = line[end] == ':' || (!named && column);
  found.length = ends ? end + 1 : 0;
  return found;
}

// Bytes of what two neighbours have in front that says nothing about records.
struct LabelPair {
  size_t previous = 0;
  size_t line = 0;  // 0: there is none
};

// Their numbers, if the second has the next.
LabelPair counted_labels(string_view one, string_view other, bool aligned) {
  const LineNumber next = line_number(other, aligned);
  if (next.length == 0) return {};
  const LineNumber before = line_number(one, aligned);
  const bool counts = before.length != 0 && before.name == next.name && before.number + 1 == next.number;
  return counts ? LabelPair{before.length, next.length} : LabelPair{};
}

// The label of a tool that no list knows: "remote: " of git, "stderr: ", "node-1: " of pdsh, "(node-1) ", "==> default:
// " of Vagrant, "JD> " of mail, "E   " of pytest, "? " where a console had no box, "+" of a patch. One line alone does
// not tell it from words; see labels().
size_t label_length(string_view line) {
  constexpr size_t kLongestName = 24;
  if (begins_with(line, 0, "? ")) return 2;
  if (line[0] == '+' && line.size() > 1 && line[1] != '+' && !is_blank(line[1])) return 1;
  const size_t arrow = begins_with(line, 0, "==> ") ? 4 : 0;
  const bool bracket = begins_with(line, arrow, "(");
  const size_t name = arrow + (bracket ? 1 : 0);
  size_t end = name;
  while (end < line.size() && end - name <= kLongestName &&
         (is_word(line[end]) || line[end] == '-' || line[end] == '.'))
    ++end;
  if (end == name || end - name > kLongestName || end + 1 >= line.size()) return 0;
  if (line.substr(0, end) == "E" && line[end] == ' ') return end + 1;
  const bool initials = name == 0 && end <= 3 && is_upper(line[0]) && line[end] == '>';
  if (line[end] != (bracket ? ')' : ':') && !initials) return 0;
  return line[end + 1] == ' ' ? end + 2 : 0;
}

// The same label in front of both.
LabelPair same_labels(string_view one, string_view other) {
  if (one[0] != other[0]) return {};
  const size_t length = label_length(other);
  if (length == 0 || one.substr(0, length) != other.substr(0, length) || matches_starter(other)) return {};
  return {length, length};
}

// The labels that both lines begin with, without their decoration. What begins a record is no label, and lines of a log
// that begin alike behind it, or say nothing there, are left as they are: what is said of the labelled line must hold
// of the line without its label, too.
LabelPair labels(string_view one, string_view other, bool program_time, bool aligned) {
  if (one.empty() || other.empty()) return {};
  if (const LabelPair counted = counted_labels(one, other, aligned); counted.line != 0)
    return begin_alike(one, other) ? LabelPair{} : counted;
  const LabelPair pair = program_time ? LabelPair{} : same_labels(one, other);
  if (pair.line == 0) return {};
  one.remove_prefix(pair.previous);
  other.remove_prefix(pair.line);
  one.remove_prefix(decoration_length(one));
  other.remove_prefix(decoration_length(other));
  const bool speak = !is_separator(one) && !is_heading(one) && !is_separator(other);
  return speak && line_prefix(other).kind == PrefixKind::kNone && !begin_alike(one, other) ? pair : LabelPair{};
}

// Two lines, read in step as far as their prefixes are the same.
class PrefixPair {
 public:
  PrefixPair(string_view previous, string_view line)
      : previous_(previous),
        line_(line),
        decoration_(decoration_length(line)),
        begin_(decoration_),
        line_at_(decoration_) {
    prefix_ = line_prefix(line_.substr(line_at_));
    previous_at_ = decoration_length(previous);
    while (step()) {
    }
    step_over_label();
  }

  [[nodiscard]] LineJoint joint() const {
    const string_view before = previous_.substr(previous_at_);
    const string_view rest = line_.substr(line_at_);
    LineJoint joint;
    joint.is_blank = is_separator(rest);
    joint.begins_record = joint.is_blank || is_separator(before) || is_heading(before) || begins_record(before, rest);
    joint.speaks_at = joint.begins_record ? begin_ : line_at_;
    return joint;
  }

 private:
  [[nodiscard]] bool begins_record(string_view before, string_view rest) const {
    const string_view end = without_trailing_blanks(previous_);
    if (ends_softly(end) || ends_with_any(end, "\\")) return false;  // said so
    const bool is_asked_for = asks_for(without_trailing_blanks(before), rest);
    const bool begins_anew = program_time_ ? !continues_record(before, rest, same_moment_, indented_)
                                           : begin_alike(before, rest) || begin_with_same_words(before, rest);
    // What speaks first is asked last, because it costs most.
    if (begins_anew && !is_asked_for) return true;
    if (speaks_first(rest, prefix_)) return !is_asked_for;
    return begins_anew || (!is_asked_for && speaks_behind_names(before, rest));
  }

  // A label goes in front of records, too: it does not show that one begins.
  // Behind a time that the program wrote only one that counts: those are lines of a log, which begin alike.
  void step_over_label() {
    if (prefix_.kind != PrefixKind::kNone) return;
    const LabelPair label =
        labels(previous_.substr(previous_at_), line_.substr(line_at_), program_time_, decoration_ > 0);
    if (label.line == 0) return;
    const bool alone = line_at_ == decoration_;  // behind a prefix it stays: that one shows that a record begins
    previous_at_ += label.previous;
    previous_at_ += decoration_length(previous_.substr(previous_at_));
    line_at_ += label.line;
    line_at_ += decoration_length(line_.substr(line_at_));
    if (alone) begin_ = line_at_;
    prefix_ = line_prefix(line_.substr(line_at_));
  }

  // Goes on behind a prefix that both lines have.
  bool step() {
    if (prefix_.kind == PrefixKind::kNone) return false;
    const LinePrefix one = line_prefix(previous_.substr(previous_at_));
    if (!same_prefix(one, prefix_)) return false;
    if (prefix_.kind == PrefixKind::kTime) {
      program_time_ = true;
      const string_view there = previous_.substr(previous_at_, one.length);
      const string_view here = line_.substr(line_at_, prefix_.length);
      same_moment_ = without_trailing_blanks(there) == without_trailing_blanks(here);
      constexpr size_t kBehindTime = 2;  // blanks that programs write in front of what they say
      const size_t blanks = here.size() - without_trailing_blanks(here).size();
      indented_ = same_moment_ && blanks > kBehindTime && here.size() >= there.size();
    }
    previous_at_ += one.length;
    previous_at_ += decoration_length(previous_.substr(previous_at_));
    line_at_ += prefix_.length;
    line_at_ += decoration_length(line_.substr(line_at_));
    prefix_ = line_prefix(line_.substr(line_at_));
    return true;
  }

  string_view previous_;
  string_view line_;
  size_t decoration_;  // in front of all prefixes
  size_t begin_;       // of what a record keeps: behind its decoration, and behind a label
  size_t line_at_;     // behind the shared prefixes and their decoration
  size_t previous_at_ = 0;
  LinePrefix prefix_;  // what `line` has at line_at_
  bool program_time_ = false;
  bool same_moment_ = false;
  bool indented_ = false;  // deeper than the line before, or as deep as a line that is part of something
};

// --- The window

// The nearest places, forwards and backwards, where no UTF-8 sequence is cut; at most three bytes away.
size_t boundary_after(string_view text, size_t at, size_t limit) {
  for (int i = 0; i < 3 && at < limit && is_utf8_continuation(text[at]); ++i) ++at;
  return at;
}
size_t boundary_before(string_view text, size_t at, size_t limit) {
  for (int i = 0; i < 3 && at > limit && at < text.size() && is_utf8_continuation(text[at]); ++i) --at;
  return at;
}

// One way of the window: from [begin, end) back to the start of its record, and on to its end.
class WindowFinder {
 public:
  WindowFinder(string_view text, size_t begin, size_t end, size_t reach, size_t known = 0)
      : text_(text),
        known_(known),
        begin_(begin),
        end_(end),
        floor_(begin > reach ? begin - reach : 0),
        ceiling_(text.size() - end > reach ? end + reach : text.size()) {}

  Window find() {
    const size_t begin = go_back();
    const size_t end = go_on(begin);
    return {begin, end, cut_};
  }

 private:
  // The start of the line that holds `at`; npos when it lies below the floor.
  [[nodiscard]] size_t line_start(size_t at) const {
    const size_t newline = find_last(text_.substr(floor_, at - floor_), '\n');
    if (newline != string_view::npos) return floor_ + newline + 1;
    return floor_ == 0 ? 0 : string_view::npos;
  }

  // The end of the line that holds `at`; npos when it lies above the ceiling.
  [[nodiscard]] size_t line_end(size_t at) const {
    const size_t newline = text_.substr(0, std::min(text_.size(), ceiling_ + 1)).find('\n', at);
    if (newline != string_view::npos) return newline;
    return ceiling_ == text_.size() ? text_.size() : string_view::npos;
  }

  // The line that begins at `start`, as far as the window may reach.
  [[nodiscard]] string_view line_at(size_t start) const {
    const size_t end = line_end(start);
    return text_.substr(start, (end == string_view::npos ? ceiling_ : end) - start);
  }

  size_t go_back() {
    size_t start = line_start(begin_);
    if (start == string_view::npos) return back_inside_line();
    while (start > 0 && start != known_) {
      const size_t previous = line_start(start - 1);
      if (previous == string_view::npos) return back_is_cut(start);
      const string_view before = text_.substr(previous, start - 1 - previous);
      if (begins_record(before, line_at(start))) break;
      start = previous;
    }
    return start;
  }

  // The line before `start` begins beyond reach. Nothing is cut if a record begins here all the same.
  size_t back_is_cut(size_t start) {
    return begins_record(text_.substr(floor_, start - 1 - floor_), line_at(start)) ? start : cut_at(start);
  }

  // Whether a record starts behind the escaped line end whose n stands at `letter`.
  [[nodiscard]] bool starts_behind(size_t letter) const {
    return begins_with(text_, letter, "n") && starts_record(text_.substr(letter + 1, kLineStart));
  }

  // No line end within reach: the last escaped one behind which a record starts, else as far as allowed. Goes from
  // run to run of backslashes; the last one of a run stands in front of the n.
  size_t back_inside_line() {
    string_view before = text_.substr(floor_, begin_ - floor_);
    for (size_t slash = find_last(before, '\\'); slash != string_view::npos; slash = find_last(before, '\\')) {
      const size_t letter = floor_ + slash + 1;
      if (letter < begin_ && starts_behind(letter)) return letter + 1;
      while (slash > 0 && before[slash - 1] == '\\') --slash;
      before = before.substr(0, slash);
    }
    return cut_at(boundary_after(text_, floor_, begin_));
  }

  size_t go_on(size_t window_begin) {
    size_t start = line_start(end_);
    if (start == string_view::npos || start < window_begin) start = window_begin;
    size_t end = line_end(end_);
    if (end == string_view::npos) return on_inside_line();
    while (end < text_.size()) {
      if (end + 1 >= ceiling_ && ceiling_ < text_.size()) return cut_at(end);
      const string_view before = text_.substr(start, end - start);
      if (end + 1 == text_.size() || begins_record(before, line_at(end + 1))) break;
      const size_t next = line_end(end + 1);
      if (next == string_view::npos) return cut_at(end);
      start = end + 1;
      end = next;
    }
    return end;
  }

  size_t on_inside_line() {
    const string_view reachable = text_.substr(0, ceiling_);
    for (size_t slash = reachable.find('\\', end_); slash != string_view::npos;) {
      size_t letter = slash;
      while (letter < reachable.size() && reachable[letter] == '\\') ++letter;
      if (starts_behind(letter)) return slash;
      slash = reachable.find('\\', letter);
    }
    return cut_at(boundary_before(text_, ceiling_, end_));
  }

  size_t cut_at(size_t place) {
    cut_ = true;
    return place;
  }

  string_view text_;
  size_t known_;
  size_t begin_;
  size_t end_;
  size_t floor_;
  size_t ceiling_;
  bool cut_ = false;
};

// The colon that the last line of `text` ends in: behind it may stand blanks, a <br>, or the rest of docker's envelope.
size_t announcing_colon(string_view text) {
  constexpr size_t kRest = 96;
  string_view end = text.substr(text.size() - std::min(text.size(), kRest));
  end.remove_prefix(find_last(end, '\n') + 1);
  end = without_trailing_blanks(end);
  const size_t log_end = end.find('\\') == string_view::npos ? string_view::npos : end.find(":\\n\",\"");
  if (log_end != string_view::npos) end = end.substr(0, log_end + 1);
  for (const string_view tag : {"<br>", "<br/>", "<br />"}) {
    if (end.ends_with(tag)) end.remove_suffix(tag.size());
  }
  if (!end.ends_with(':')) return string_view::npos;
  return static_cast<size_t>(end.data() - text.data()) + end.size() - 1;
}

}  // namespace

bool starts_record(string_view line) noexcept {
  line.remove_prefix(decoration_length(line));
  return speaks_first(line, line_prefix(line));
}

bool is_blank_line(string_view line) noexcept { return is_separator(line.substr(decoration_length(line))); }

bool ends_softly(string_view line) noexcept {
  constexpr size_t kShortest = 30;  // of 76; not every program breaks words, and marks in front may be gone
  return line.size() >= kShortest && line.back() == '=';
}

LineJoint join_lines(string_view previous, string_view line) noexcept { return PrefixPair(previous, line).joint(); }

bool begins_record(string_view previous, string_view line) noexcept { return join_lines(previous, line).begins_record; }

Window record_window(string_view text, size_t begin, size_t end, size_t reach, size_t known) noexcept {
  end = std::min(end, text.size());
  begin = std::min(begin, end);
  return WindowFinder(text, begin, end, reach, known).find();
}

size_t announced_from(string_view text, size_t begin, size_t reach) noexcept {
  if (begin < 2 || text[begin - 1] != '\n') return begin;
  const size_t colon = announcing_colon(text.substr(0, begin - 1));
  if (colon == string_view::npos) return begin;
  const Window announcing = WindowFinder(text, colon, colon, reach).find();
  return announcing.cut ? begin : announcing.begin;
}

}  // namespace telltale::internal
