// What a character looks like: the table of the step `unicode`, for those who must see through it in raw text.
#ifndef TELLTALE_LIB_TEXT_UNICODE_H_
#define TELLTALE_LIB_TEXT_UNICODE_H_

#include <cstdint>
#include <optional>

namespace telltale::internal {

enum class Look : std::uint8_t {
  kInvisible,
  kBlank,
  kLineEnd,
  kQuote,
  kApostrophe,
  kDash,
  kSlash,
  kColon,
  kDot,
  kLigature,
  kFullWidth,
};

// Nothing for characters that look like themselves.
[[nodiscard]] std::optional<Look> look_of(char32_t code_point) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_UNICODE_H_
