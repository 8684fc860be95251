#include "base/excerpt.h"

#include <algorithm>

#include "base/utf8.h"

namespace telltale::internal {
namespace {

// With the two blanks in front of it, an excerpt fits a line of 100 columns.
constexpr std::size_t kBytesBefore = 48;
constexpr std::size_t kBytesAfter = 48;
constexpr std::size_t kQuotedBytes = 60;

// The least offset >= `offset` at which no character is cut.
std::size_t next_boundary(std::string_view line, std::size_t offset) {
  while (offset < line.size() && utf8_boundary(line, offset) != offset) ++offset;
  return std::min(offset, line.size());
}

}  // namespace

Excerpt cut_excerpt(std::string_view line, std::size_t begin, std::size_t length) {
  const std::size_t marked_end = next_boundary(line, std::min(begin, line.size()) + length);
  begin = utf8_boundary(line, begin);
  const std::size_t indent = std::min(line.find_first_not_of(" \t"), begin);
  const std::size_t first = begin - indent <= kBytesBefore ? indent : utf8_boundary(line, begin - kBytesBefore);
  const std::size_t last = line.size() - begin <= kBytesAfter ? line.size() : utf8_boundary(line, begin + kBytesAfter);
  Excerpt excerpt;
  if (first > indent) excerpt.text = "...";
  excerpt.text += to_printable(line.substr(first, begin - first));
  const std::size_t end = std::min(marked_end, last);
  const std::string marked = to_printable(line.substr(begin, end - begin));
  excerpt.caret = static_cast<std::uint32_t>(excerpt.text.size());
  excerpt.caret_length = static_cast<std::uint32_t>(marked.size());
  excerpt.text += marked + to_printable(line.substr(end, last - end));
  if (last < line.size()) excerpt.text += "...";
  return excerpt;
}

std::string in_quotes(std::string_view text) {
  const bool cut = text.size() > kQuotedBytes;
  const std::string_view shown = cut ? text.substr(0, utf8_boundary(text, kQuotedBytes)) : text;
  return "\"" + to_printable(shown) + (cut ? "...\"" : "\"");
}

}  // namespace telltale::internal
