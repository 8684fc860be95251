#include "diagnose/surroundings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/characters.h"
#include "text/clean.h"
#include "text/line_text.h"
#include "text/records.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kReach = 1024;
constexpr int kLeadLines = 3;
constexpr std::size_t kLeadBytes = 320;

std::size_t line_begin(std::string_view text, std::size_t at) { return find_last(text.substr(0, at), '\n') + 1; }

// Bytes of what ends a sentence at `at`: a mark with a blank behind it, or the end of a line, because people who paste
// write one thing a line. 0 when nothing ends there.
std::size_t end_length(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return 1;
  constexpr std::array<std::string_view, 2> kWide = {"\xE3\x80\x82", "\xEF\xBC\x9F"};  // 。？
  for (const std::string_view mark : kWide) {
    if (begins_with(text, at, mark)) return mark.size();
  }
  if (text[at] != '.' && text[at] != '!' && text[at] != '?' && text[at] != ';') return 0;
  return at + 1 == text.size() || is_blank(text[at + 1]) || text[at + 1] == '\n' ? 1 : 0;
}

bool ends_before(std::string_view text, std::size_t at) {
  return end_length(text, at - 1) == 1 || (at >= 3 && end_length(text, at - 3) == 3);
}

// With its mark, which tells a question.
std::string_view sentence_of(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t first = begin;
  while (first > 0 && !ends_before(text, first)) --first;
  while (first < begin && is_blank(text[first])) ++first;
  std::size_t last = end > begin ? end - 1 : end;  // the finding may hold the mark
  while (last < text.size() && end_length(text, last) == 0) ++last;
  if (last < text.size() && text[last] != '\n') last += end_length(text, last);
  return text.substr(first, last - first);
}

// The lines above, nearest last, over blank lines and fences.
std::string_view lead_of(std::string_view text, std::size_t begin) {
  const std::size_t own = line_begin(text, begin);
  std::size_t at = own;
  int lines = 0;
  while (at > 0 && lines < kLeadLines && own - at < kLeadBytes) {
    const std::size_t before = line_begin(text, at - 1);
    if (!is_blank_line(text.substr(before, at - 1 - before))) ++lines;
    at = before;
  }
  if (own - at > kLeadBytes) at = own - kLeadBytes;
  return text.substr(at, own - at);
}

// The last line that says something.
std::string_view last_line(std::string_view text) {
  while (!text.empty()) {
    const std::size_t begin = line_begin(text, text.size() - 1);
    const std::string_view line = text.substr(begin);
    if (!is_blank_line(line.substr(0, line.size() - 1))) return line;
    text = text.substr(0, begin);
  }
  return text;
}

// The first line behind that of `end` that says something.
std::string_view line_below(std::string_view text, std::size_t end) {
  for (std::size_t at = text.find('\n', end); at < text.size(); at = text.find('\n', at + 1)) {
    const std::string_view line = text.substr(at + 1, text.find('\n', at + 1) - (at + 1));
    if (!is_blank_line(line)) return line;
  }
  return {};
}

std::size_t index_of(const std::vector<std::uint32_t>& offsets, std::size_t offset) {
  return static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end(), offset) - offsets.begin());
}

}  // namespace

Surroundings surroundings_of(std::string_view text, std::size_t begin, std::size_t end) {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  // Whole lines where they are not too long, because a line's start says what is to be undone.
  const std::size_t floor = begin - std::min(begin, kReach);
  const std::size_t newline = floor == 0 ? 0 : std::min(text.find('\n', floor), begin);
  const std::size_t from = newline < begin && newline != 0 ? newline + 1 : floor;
  MappedText clean_text;
  MappedText scratch;
  clean(text.substr(from, std::min(text.size(), end + kReach) - from), &clean_text, &scratch);
  // What a logger puts in front of every line is nobody's word, and a line of nothing else is blank.
  const MappedText& spoken = strip_line_prefixes(clean_text, &scratch) ? scratch : clean_text;
  const std::string_view cleaned = spoken.text;
  const std::size_t first = index_of(spoken.begin, begin - from);
  const std::size_t last = std::max(first, index_of(spoken.begin, end - from));
  const std::string_view sentence = sentence_of(cleaned, first, last);
  const auto up_to_end = static_cast<std::size_t>(cleaned.data() + last - sentence.data());
  const auto from_begin = static_cast<std::size_t>(cleaned.data() + first - sentence.data());
  const std::string_view lead = lead_of(cleaned, first);
  return {std::string(sentence),
          std::string(sentence.substr(0, up_to_end)),
          std::string(sentence.substr(from_begin)),
          std::string(lead),
          std::string(last_line(lead)),
          std::string(line_below(cleaned, last))};
}

}  // namespace telltale::internal
