// UTF-8: is it valid, make it valid, how wide does it stand on a terminal.
//
// Valid means RFC 3629: no overlong form, no surrogate, nothing above U+10FFFF.
#ifndef TELLTALE_LIB_BASE_UTF8_H_
#define TELLTALE_LIB_BASE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace telltale::internal {

// Length of the valid sequence that `text` (not empty) begins with: 1 to 4, or 0 when it begins with none.
[[nodiscard]] std::size_t utf8_sequence(std::string_view text) noexcept;

// Where the first invalid byte stands; npos when all of `text` is valid.
[[nodiscard]] std::size_t find_invalid_utf8(std::string_view text) noexcept;
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

// `text` with U+FFFD for every maximal invalid part, as Unicode recommends and browsers do.
[[nodiscard]] std::string to_valid_utf8(std::string_view text);

// Valid, and harmless on a terminal: control characters (C0 but tab, DEL, C1) and the characters that turn the
// direction of writing become U+FFFD too.
[[nodiscard]] std::string to_printable(std::string_view text);

// A byte of a sequence that is not its first.
[[nodiscard]] constexpr bool is_utf8_continuation(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

// The greatest offset <= `offset` at which no sequence of valid `text` is cut.
[[nodiscard]] std::size_t utf8_boundary(std::string_view text, std::size_t offset) noexcept;

// Columns on a terminal: 2 for East Asian wide characters, 0 for combining marks, 1 for everything else.
[[nodiscard]] std::size_t display_width(std::string_view text) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_UTF8_H_
