#include "classify/surrounding_text.h"

#include <algorithm>

#include "text/characters.h"
#include "text/clean.h"
#include "text/line_text.h"
#include "text/message.h"
#include "text/records.h"

namespace telltale::internal {
namespace {

// What counts as the paragraph around a match, either way: as many lines as a `kubectl describe` with its events has,
// and when they are short, because something wrapped them, as many as hold a page.
constexpr int kParagraphLines = 16;
constexpr std::size_t kParagraphBytes = 1024;
// How far both reach at most: a text without line ends would be read to its begin for every match.
constexpr std::size_t kFarthest = 4096;

// A run is begun anew when half of this is full: the other half has room for what surrounds one match.
constexpr std::size_t kRunBytes = std::size_t{128} * 1024;
constexpr std::size_t kFarthestAhead = std::size_t{16} * 1024;

constexpr std::string_view kFence = "```";

bool is_line_begin(std::string_view text, std::size_t at) { return at == 0 || text[at - 1] == '\n'; }

// Where the line begins that is cut at `floor`, or the next one when there is one before `from`.
std::size_t whole_lines_from(std::string_view text, std::size_t floor, std::size_t from) {
  if (floor == 0) return 0;
  const std::size_t newline = text.substr(0, from).find('\n', floor);
  return newline == std::string_view::npos ? floor : newline + 1;
}

// Where the last whole line of text[from, ceiling) ends, if there is one.
std::size_t whole_lines_to(std::string_view text, std::size_t from, std::size_t ceiling) {
  if (ceiling == text.size()) return ceiling;
  const std::size_t newline = find_last(text.substr(from, ceiling - from), '\n');
  return newline == std::string_view::npos ? ceiling : from + newline + 1;
}

std::size_t lines_back(std::string_view text, std::size_t from) {
  const std::size_t floor = whole_lines_from(text, from - std::min(from, kFarthest), from);
  std::size_t end = from;  // of the line that is looked at
  for (int line = 0; line < kParagraphLines || from - end < kParagraphBytes; ++line) {
    const std::size_t newline = find_last(text.substr(floor, end - floor), '\n');
    if (newline == std::string_view::npos) return floor;
    end = floor + newline;
    if (line > 0 && text.compare(end + 1, kFence.size(), kFence) == 0) break;
  }
  return end + 1;
}

std::size_t lines_on(std::string_view text, std::size_t from) {
  const std::size_t ceiling = whole_lines_to(text, from, std::min(text.size(), from + kFarthest));
  std::size_t at = from;
  for (int line = 0; (line < kParagraphLines || at - from < kParagraphBytes) && at < ceiling; ++line) {
    const std::size_t newline = text.substr(0, ceiling).find('\n', at);
    if (newline == std::string_view::npos) return ceiling;
    at = newline + 1;
    if (text.compare(at, kFence.size(), kFence) == 0) break;
  }
  return at;
}

Span lines_around(std::string_view text, const Span& match, SurroundingsReach reach) {
  if (reach == SurroundingsReach::kParagraph) return {lines_back(text, match.begin), lines_on(text, match.end)};
  return {whole_lines_from(text, match.begin - std::min(match.begin, kFarthest), match.begin),
          whole_lines_to(text, match.end, std::min(text.size(), match.end + kFarthest))};
}

}  // namespace

void SurroundingText::begin_text(std::string_view text) {
  text_ = text;
  ends_.clear();
  unbroken_ = {0, 0};
  last_ = {};
}

bool SurroundingText::occurs(const FieldPattern& pattern, const Span& match, SurroundingsReach reach) {
  const Part& part = part_around(match, reach);
  return (part.in_run ? run_memo_ : apart_memo_).occurs(pattern, part.text);
}

bool SurroundingText::goes_on(const Span& match, SurroundingsReach reach) const {
  if (match.end + kFarthest + kFence.size() <= text_.size()) return false;
  return lines_around(text_, match, reach).end + kFence.size() > text_.size();
}

const SurroundingText::Part& SurroundingText::part_around(const Span& match, SurroundingsReach reach) {
  std::optional<Part>& last = last_[static_cast<std::size_t>(reach)];
  if (last && last->match == match) return *last;
  const Span lines = lines_around(text_, match, reach);
  if (!last || last->lines != lines) last = take(lines);
  last->match = match;
  return *last;
}

// Records at the edges may be cut; what is there of them is undone by itself.
SurroundingText::Part SurroundingText::take(const Span& lines) {
  const std::optional<Span> whole = whole_records(lines);
  if (whole && *whole == lines) return {{}, lines, joined(*whole), true};
  forget(false);
  apart_.clear();
  undo({lines.begin, whole ? whole->begin : lines.end});
  apart_ += message_.text;
  if (whole) {
    apart_ += joined(*whole);
    undo({whole->end, lines.end});
    apart_ += message_.text;
  }
  apart_memo_.begin_record(apart_, TextForm::kMessage);
  return {{}, lines, apart_, false};
}

void SurroundingText::forget(bool in_run) {
  for (std::optional<Part>& last : last_) {
    if (last && last->in_run == in_run) last.reset();
  }
}

std::optional<Span> SurroundingText::whole_records(const Span& lines) {
  if (!is_line_begin(text_, lines.begin)) return std::nullopt;
  cover(lines);
  const auto first = first_end_from(lines.begin);
  auto last = first_end_from(lines.end);
  if (last == ends_.end() || last->in_text > lines.end) --last;
  if (first == ends_.end() || last < first) return std::nullopt;
  return Span{first->in_text, last->in_text};
}

std::vector<SurroundingText::RecordEnd>::const_iterator SurroundingText::first_end_from(std::size_t at) const {
  return std::lower_bound(ends_.begin(), ends_.end(), at,
                          [](const RecordEnd& end, std::size_t place) { return end.in_text < place; });
}

std::string_view SurroundingText::joined(const Span& records) const {
  const std::size_t begin = first_end_from(records.begin)->in_joined;
  return std::string_view(run_).substr(begin, first_end_from(records.end)->in_joined - begin);
}

void SurroundingText::cover(const Span& lines) {
  const bool holds_begin =
      !ends_.empty() && lines.begin >= ends_.front().in_text && lines.begin <= ends_.back().in_text;
  if (holds_begin && lines.end <= ends_.back().in_text) return;
  if (!holds_begin || run_.size() > kRunBytes / 2) begin_run(lines.begin);
  const std::size_t come = lines.begin - ends_.front().in_text;
  const std::size_t to = std::min(text_.size(), lines.end + std::min(come, kFarthestAhead));
  while (add_record(to)) {
  }
  run_memo_.extend_record(run_);
}

void SurroundingText::begin_run(std::size_t at) {
  forget(true);
  ends_.assign(1, {at, 0});
  run_.clear();
  run_.reserve(kRunBytes);
  run_memo_.begin_record(run_, TextForm::kMessage);
}

bool SurroundingText::add_record(std::size_t to) {
  const std::size_t begin = ends_.back().in_text;
  const std::size_t end = record_end(begin, to);
  if (end == std::string_view::npos) return false;
  undo({begin, end});
  if (run_.size() + message_.text.size() > kRunBytes) return false;
  run_ += message_.text;
  ends_.push_back({end, run_.size()});
  return true;
}

std::size_t SurroundingText::record_end(std::size_t begin, std::size_t to) {
  if (begin < unbroken_.begin || begin > unbroken_.end) unbroken_ = {begin, begin};
  while (unbroken_.end < to) {
    const std::size_t line = unbroken_.end;
    const std::size_t newline = text_.substr(0, to).find('\n', line);
    if (newline == std::string_view::npos) return to == text_.size() ? to : newline;
    const std::string_view behind = text_.substr(newline + 1, kFarthest);
    if (behind.empty() || begins_record(text_.substr(line, newline - line), behind.substr(0, behind.find('\n'))))
      return newline + 1;
    unbroken_.end = newline + 1;
  }
  return std::string_view::npos;
}

void SurroundingText::undo(const Span& lines) {
  clean(text_.substr(lines.begin, lines.end - lines.begin), &clean_, &scratch_);
  const bool stripped = strip_line_prefixes(clean_, &scratch_);
  fold_message(stripped ? scratch_ : clean_, &message_, &cased_);
  std::string& text = message_.text;
  text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
}

}  // namespace telltale::internal
