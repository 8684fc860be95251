// The piece of a line that a problem shows: short enough for a terminal, with the place that is meant inside.
#ifndef TELLTALE_LIB_BASE_EXCERPT_H_
#define TELLTALE_LIB_BASE_EXCERPT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::internal {

struct Excerpt {
  std::string text;  // valid UTF-8 without control characters
  std::uint32_t caret = 0;
  std::uint32_t caret_length = 0;
};

// `line` around [begin, begin + length): leading blanks dropped, what is too far away replaced by "...".
[[nodiscard]] Excerpt cut_excerpt(std::string_view line, std::size_t begin, std::size_t length);

// `text` in double quotes for a message, printable and cut when it is long.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_EXCERPT_H_
