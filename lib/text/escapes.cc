// Escapes: \" \n \u0022 and their like, as JSON, Go's %q, Python's repr and shells write them, and rsyslog's #012.
//
// The depth of nesting does not matter: a run of backslashes, however long, and the letter behind it are one escape,
// because JSON in JSON in YAML doubles the backslashes at each layer. What is undone too much costs little: message
// text has no backslashes anyway.
//
// Two places where a backslash is none of this:
// - a Windows path (C:\new, .\temp, also doubled as JSON has it): from the drive or the dots on, as long as the runs
//   are equally long. An \n behind which a record starts is a line end all the same: `.\iss.yml\nError from server`.
// - the string terminator of a terminal, ESC \.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/line_start.h"
#include "text/records.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

constexpr char kEscape = '\x1B';

std::size_t end_of_run(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == '\\') ++at;
  return at;
}

// Where lines end. The last answer is kept: many escapes of one long line ask for the same end.
class LineEnds {
 public:
  explicit LineEnds(std::string_view text) : text_(text) {}

  [[nodiscard]] std::size_t behind(std::size_t at) {
    if (at < from_ || at > end_) end_ = std::min(text_.find('\n', from_ = at), text_.size());
    return end_;
  }

 private:
  std::string_view text_;
  std::size_t from_ = 1;  // no place is between 1 and 0
  std::size_t end_ = 0;
};

// --- Windows paths

bool is_path_byte(char c) { return is_word(c) || std::string_view(".$~%-").find(c) != std::string_view::npos; }

// Whether a path can begin in front of the backslash at `at`: "C:", "." or ".." as a word of its own.
bool path_begins_before(std::string_view text, std::size_t at) {
  if (at >= 2 && text[at - 1] == ':' && is_letter(text[at - 2])) return at == 2 || !is_word(text[at - 3]);
  std::size_t begin = at;
  while (begin > 0 && at - begin < 3 && text[begin - 1] == '.') --begin;
  const std::size_t dots = at - begin;
  if (dots < 1 || dots > 2) return false;
  return begin == 0 || std::string_view(" \t\n\"'`(=,").find(text[begin - 1]) != std::string_view::npos;
}

// The end of the Windows path whose first separator stands at `at`; `at` when it is none.
std::size_t skip_path(std::string_view text, std::size_t at) {
  if (!path_begins_before(text, at)) return at;
  const std::size_t separator = end_of_run(text, at) - at;
  while (at < text.size() && text[at] == '\\') {
    std::size_t end = end_of_run(text, at);
    if (end - at != separator || end == text.size() || !is_path_byte(text[end])) break;
    if (text[end] == 'n' && starts_record(text.substr(end + 1))) break;
    while (end < text.size() && is_path_byte(text[end])) ++end;
    at = end;
  }
  return at;
}

// --- What stands behind a run of backslashes

// What an escape becomes, and where it ends in the text; `end` 0: it is none.
struct Escape {
  std::string bytes;  // short enough to live inside the string
  std::size_t end = 0;
};

Escape code_point(std::int64_t value, std::size_t end) {
  return {std::string(EncodedCodePoint(static_cast<char32_t>(value)).bytes()), end};
}

bool is_code_point(std::int64_t value) { return value >= 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

// \u0022 with a line end between its digits, as terminals wrap it.
Escape wrapped_escape(std::string_view text, std::size_t letter) {
  constexpr std::size_t kDigits = 4;
  std::string digits(text.substr(letter + 1, kDigits + 1));
  const std::size_t newline = digits.find('\n');
  if (newline == std::string::npos || newline > kDigits) return {};
  digits.erase(newline, 1);
  const std::int64_t value = parse_digits(digits, 0, kDigits, 16);
  return is_code_point(value) ? code_point(value, letter + 2 + kDigits) : Escape{};
}

// \u0022, \ud83d\ude00, \u{1b}, \U0001F600. A lone surrogate is left alone.
Escape unicode_escape(std::string_view text, std::size_t letter) {
  const std::size_t digits = text[letter] == 'U' ? 8 : 4;
  if (digits == 4 && text.substr(letter + 1, 1) == "{") {
    const std::size_t close = text.substr(0, letter + 9).find('}', letter);
    if (close == std::string_view::npos || close == letter + 2) return {};
    const std::int64_t value = parse_digits(text, letter + 2, close - letter - 2, 16);
    return is_code_point(value) ? code_point(value, close + 1) : Escape{};
  }
  if (digits == 4) {
    if (Escape wrapped = wrapped_escape(text, letter); wrapped.end != 0) return wrapped;
  }
  const std::int64_t value = parse_digits(text, letter + 1, digits, 16);
  const std::size_t end = letter + 1 + digits;
  if (is_code_point(value)) return code_point(value, end);
  const std::size_t next = end_of_run(text, end);
  if (value < 0xD800 || value >= 0xDC00 || next == end || text.substr(next, 1) != "u") return {};
  const std::int64_t low = parse_digits(text, next + 1, 4, 16);
  if (low < 0xDC00 || low > 0xDFFF) return {};
  return code_point(0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00), next + 5);
}

// One byte, as \x22 or \042, whose letter or first digit stands at `at`. The value, or -1.
std::int64_t byte_escape(std::string_view text, std::size_t at) {
  if (at >= text.size()) return -1;
  if (text[at] == 'x') return parse_digits(text, at + 1, 2, 16);
  if (text[at] >= '0' && text[at] <= '3') return parse_digits(text, at, 3, 8);
  return -1;
}

// Bytes of one UTF-8 character, each an escape of its own (Python's bytes, C, git); a byte that begins none is the
// code point of that number, as in Python's str.
Escape bytes_escape(std::string_view text, std::size_t at) {
  constexpr std::size_t kLength = 3;  // x22, 042
  std::string bytes;
  std::size_t end = at;
  for (std::size_t next = at; bytes.size() < 4; next = end_of_run(text, end)) {
    if (next == end && next != at) break;
    const std::int64_t value = byte_escape(text, next);
    if (value < 0) break;
    bytes.push_back(static_cast<char>(value));
    end = next + kLength;
    if (utf8_sequence(bytes) != 0) return {bytes, end};
  }
  if (bytes.empty()) return {};
  return code_point(static_cast<unsigned char>(bytes[0]), at + kLength);
}

// \r: dropped in front of a line end, else a line end (a progress line that was written over).
Escape carriage_return(std::string_view text, std::size_t end) {
  const std::size_t next = end_of_run(text, end);
  const bool newline_escape = next > end && text.substr(next, 1) == "n";
  const bool newline = text.substr(end, 1) == "\n";
  return {newline_escape || newline ? "" : "\n", end};
}

// A backslash at a line's end, of shells and of YAML: the line goes on behind the next one's indentation. What stands
// in front of that line and is no indentation is for the step that reads lines.
Escape continued_line(std::string_view text, std::size_t begin, LineEnds* ends) {
  const std::size_t at = behind_blanks(text, begin);
  const std::string_view line = text.substr(at, ends->behind(at) - at);
  const bool speaks = decoration_length(line) == 0 && line_prefix(line).kind == PrefixKind::kNone;
  return speaks ? Escape{"", at} : Escape{"\n", begin};
}

// Whether a run of backslashes in front of an n is that of a backslash and a line end: \\\n. One layer of JSON makes
// three of them, each further one twice as many; a line end alone has 1, 2, 4...
bool escapes_a_backslash(std::size_t run) {
  while (run > 3 && run % 2 == 0) run /= 2;
  return run == 3;
}

// What a line end behind a backslash means: the line goes on, or a terminal broke \u0022 behind its backslash.
Escape line_end_escape(std::string_view text, std::size_t at, LineEnds* ends) {
  if (text.substr(at + 1, 1) == "u") {
    if (Escape escape = unicode_escape(text, at + 1); escape.end != 0) return escape;
  }
  return continued_line(text, at + 1, ends);
}

// The escape whose letter, behind the backslashes, stands at `at`.
Escape escape_at(std::string_view text, std::size_t at, LineEnds* ends) {
  const char letter = text[at];
  switch (letter) {
    case '"':
    case '\'':
    case '`':
    case '/':
      return {std::string(1, letter), at + 1};
    case 'n':
      return {"\n", at + 1};
    case 't':
      return {" ", at + 1};
    case 'r':
      return carriage_return(text, at + 1);
    case 'u':
    case 'U':
      return unicode_escape(text, at);
    case 'e':
    case 'E':
      if (text.substr(at + 1, 1) == "[") return {std::string(1, kEscape), at + 1};
      return {};
    case '\n':
      return line_end_escape(text, at, ends);
    default:
      return bytes_escape(text, at);
  }
}

// "#012abc" is a colour, "&#012;" an entity, "#0123" a number.
bool is_another_number(std::string_view text, std::size_t at) {
  if (at > 0 && text[at - 1] == '&') return true;
  if (at + 4 < text.size() && is_digit(text[at + 4])) return true;
  return parse_digits(text, at + 1, 6, 16) >= 0 && (at + 7 == text.size() || !is_word(text[at + 7]));
}

// rsyslog writes control characters as # and three octal digits: line ends, tabs and ESC are worth undoing.
Escape rsyslog_escape(std::string_view text, std::size_t at) {
  if (is_another_number(text, at)) return {};
  const std::string_view digits = text.substr(at + 1, 3);
  if (digits == "011") return {" ", at + 4};
  if (digits == "012") return {"\n", at + 4};
  if (digits == "015") return {"\r", at + 4};
  if (digits == "033") return {std::string(1, kEscape), at + 4};
  return {};
}

// `text` up to the next backslash only: looking further each time would cost the square of the text.
void undo_rsyslog(std::string_view text, std::size_t begin, Rewriter* rewriter) {
  for (std::size_t at = text.find("#0", begin); at != std::string_view::npos; at = text.find("#0", at + 1)) {
    const Escape escape = rsyslog_escape(text, at);
    if (escape.end != 0) rewriter->replace(at, escape.end, escape.bytes);
  }
}

// An escaped line end right at a wrap is one line end, not a blank line.
bool meets_a_wrap(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin > 0 && text[begin - 1] == '\n') || text.substr(behind_blanks(text, end), 1) == "\n";
}

// The run of backslashes that begins at `run`; where to go on.
std::size_t undo_backslashes(std::string_view text, std::size_t run, LineEnds* ends, Rewriter* rewriter) {
  const std::size_t letter = end_of_run(text, run);
  if (rewriter->last_before(run) == kEscape) {
    if (letter - run > 1) rewriter->replace(run, letter, "\\");
    return letter;
  }
  if (letter == text.size()) return letter;
  const std::size_t path = skip_path(text, run);
  if (path != run) return path;
  const bool goes_on = text[letter] == 'n' && escapes_a_backslash(letter - run);
  const Escape escape = goes_on ? continued_line(text, letter + 1, ends) : escape_at(text, letter, ends);
  if (escape.end == 0) return letter;
  const bool doubled = escape.bytes == "\n" && text[letter] == 'n' && meets_a_wrap(text, run, escape.end);
  rewriter->replace(run, escape.end, doubled ? "" : escape.bytes);
  return escape.end;
}

}  // namespace

bool undo_escapes(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  Rewriter rewriter(in, out);
  LineEnds ends(text);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find('\\', at);
    const std::size_t run = found == std::string_view::npos ? text.size() : found;
    undo_rsyslog(text.substr(0, run), at, &rewriter);
    if (run == text.size()) break;
    at = undo_backslashes(text, run, &ends, &rewriter);
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
