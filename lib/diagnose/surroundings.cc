#include "diagnose/surroundings.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "text/characters.h"
#include "text/clean.h"
#include "text/records.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kReach = 1024;
constexpr int kLeadLines = 3;
constexpr std::size_t kLeadBytes = 320;

std::size_t line_begin(std::string_view text, std::size_t at) { return find_last(text.substr(0, at), '\n') + 1; }

// A sentence ends at a mark with a blank behind it, and at the end of a line: people who paste write one thing a line.
bool ends_sentence(std::string_view text, std::size_t at) {
  if (text[at] == '\n') return true;
  constexpr std::array<std::string_view, 2> kWide = {"\xE3\x80\x82", "\xEF\xBC\x9F"};  // 。？
  for (const std::string_view mark : kWide) {
    if (begins_with(text, at, mark)) return true;
  }
  if (text[at] != '.' && text[at] != '!' && text[at] != '?' && text[at] != ';') return false;
  return at + 1 == text.size() || is_blank(text[at + 1]) || text[at + 1] == '\n';
}

std::string_view sentence_of(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t first = begin;
  while (first > 0 && !ends_sentence(text, first - 1)) --first;
  std::size_t last = end;
  while (last < text.size() && !ends_sentence(text, last)) ++last;
  // The mark belongs to it: it tells a question.
  last = std::min(text.size(), last + 3);
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
  const std::string_view cleaned = clean_text.text;
  const std::size_t first = index_of(clean_text.begin, begin - from);
  const std::size_t last = std::max(first, index_of(clean_text.begin, end - from));
  const std::string_view sentence = sentence_of(cleaned, first, last);
  const auto up_to_end = static_cast<std::size_t>(cleaned.data() + last - sentence.data());
  return {std::string(sentence), std::string(sentence.substr(0, up_to_end)), std::string(lead_of(cleaned, first))};
}

}  // namespace telltale::internal
