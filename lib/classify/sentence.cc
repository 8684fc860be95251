#include "classify/sentence.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace telltale::internal {
namespace {

// The first bytes of marks.
constexpr bool may_begin_mark(char c) { return c == '.' || c == '!' || c == '?' || c == '\xE3' || c == '\xEF'; }

// Bytes of the mark that ends a sentence at `at` of `text`; 0 when none does. "e.g. x" is none, "v1.2" is none.
std::size_t end_mark(std::string_view text, std::size_t at) {
  if (!may_begin_mark(text[at])) return 0;
  constexpr std::array<std::string_view, 3> kWide = {"\xE3\x80\x82", "\xEF\xBC\x81", "\xEF\xBC\x9F"};  // 。！？
  for (const std::string_view mark : kWide) {
    if (text.substr(at, mark.size()) == mark) return mark.size();
  }
  if (text[at] != '.' && text[at] != '!' && text[at] != '?') return 0;
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (next != ' ' && next != '\n' && next != '\t') return 0;
  const bool abbreviation = text[at] == '.' && at >= 2 && text[at - 2] == '.';
  return abbreviation ? 0 : 1;
}

// The last bytes of marks; nearly no byte of a text is one.
constexpr bool may_end_mark(char c) {
  return c == '.' || c == '!' || c == '?' || c == '\x82' || c == '\x81' || c == '\x9F';
}

bool ends_before(std::string_view text, std::size_t at) {
  if (at == 0 || !may_end_mark(text[at - 1])) return false;
  constexpr std::size_t kLongestMark = 3;
  for (std::size_t length = 1; length <= std::min(at, kLongestMark); ++length) {
    if (end_mark(text, at - length) == length) return true;
  }
  return false;
}

std::size_t index_of(const std::vector<std::uint32_t>& offsets, std::uint32_t offset) {
  return static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end(), offset) - offsets.begin());
}

}  // namespace

Span sentence_around(const MappedText& clean, const MappedText& message, std::size_t begin, std::size_t end,
                     std::size_t reach) {
  const std::string_view text = clean.text;
  std::size_t first = index_of(clean.begin, message.begin[begin]);
  std::size_t last = index_of(clean.begin, message.begin[end - 1]);
  const std::size_t floor = first - std::min(first, reach);
  const std::size_t ceiling = std::min(text.size(), last + 1 + reach);
  while (first > floor && !ends_before(text, first)) --first;
  while (last < ceiling && end_mark(text, last) == 0) ++last;
  if (last < ceiling) last += end_mark(text, last);
  const std::size_t from = first < text.size() ? index_of(message.begin, clean.begin[first]) : begin;
  const std::size_t to = last < text.size() ? index_of(message.begin, clean.begin[last]) : message.text.size();
  return {std::min(from, begin), std::max(to, end)};
}

}  // namespace telltale::internal
