// Letters, digits and letter case of ASCII alone, whatever the locale: literals and words are compared in them.
#ifndef TELLTALE_LIB_BASE_ASCII_H_
#define TELLTALE_LIB_BASE_ASCII_H_

namespace telltale::internal {

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
[[nodiscard]] constexpr bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return is_upper(c) || is_lower(c); }

[[nodiscard]] constexpr char to_lower(char c) noexcept { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

[[nodiscard]] constexpr char to_upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

// A letter without its case, or a digit; '\0' for all else.
[[nodiscard]] constexpr char to_letter_or_digit(char c) noexcept {
  return is_letter(c) || is_digit(c) ? to_lower(c) : '\0';
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_ASCII_H_
