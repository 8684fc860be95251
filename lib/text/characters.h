// Small questions about bytes and code points that several steps ask.
#ifndef TELLTALE_LIB_TEXT_CHARACTERS_H_
#define TELLTALE_LIB_TEXT_CHARACTERS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/ascii.h"

namespace telltale::internal {

// ASCII only, whatever the locale says.
[[nodiscard]] constexpr bool is_word(char c) noexcept { return is_letter(c) || is_digit(c) || c == '_'; }
[[nodiscard]] constexpr bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f';
}

// A set of bytes to look for. string_view::find_first_of calls memchr for every byte of the text; this costs a load.
class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char c : bytes) has_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr bool has(char c) const noexcept { return has_[static_cast<unsigned char>(c)]; }
  // The first place from `at` on with a byte of the set; text.size() when there is none.
  [[nodiscard]] constexpr std::size_t find(std::string_view text, std::size_t at) const noexcept {
    while (at < text.size() && !has(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> has_{};
};

// Mostly asked about a few bytes that are known where it is asked: in its place it is one comparison, and no call.
[[nodiscard]] __attribute__((always_inline)) constexpr bool begins_with(std::string_view text, std::size_t at,
                                                                        std::string_view what) noexcept {
  return at <= text.size() && text.size() - at >= what.size() &&
         __builtin_memcmp(text.data() + at, what.data(), what.size()) == 0;
}

// The first byte from `at` on that is not ASCII; text.size() when there is none. Eight at a time: most logs have none.
[[nodiscard]] std::size_t find_non_ascii(std::string_view text, std::size_t at) noexcept;

// The first byte from `at` on that is no blank; text.size() when there is none.
[[nodiscard]] constexpr std::size_t behind_blanks(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

// The same of what is neither a blank nor a line end.
[[nodiscard]] constexpr std::size_t behind_blanks_and_ends(std::string_view text, std::size_t at) noexcept {
  while (at < text.size() && (is_blank(text[at]) || text[at] == '\n')) ++at;
  return at;
}

// The last place of `byte`; npos when there is none. string_view::rfind reads byte by byte; this uses memrchr.
[[nodiscard]] std::size_t find_last(std::string_view text, char byte) noexcept;

// The value of a digit in base 16; -1 when it is none.
[[nodiscard]] constexpr int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// `digits` digits of base 8 or 16 from `at` on; -1 when there are fewer.
[[nodiscard]] std::int64_t parse_digits(std::string_view text, std::size_t at, std::size_t digits, int base) noexcept;

// The code point that the valid UTF-8 sequence `sequence` (1 to 4 bytes) stands for.
[[nodiscard]] char32_t decode_utf8(std::string_view sequence) noexcept;

// A code point as UTF-8; U+FFFD for surrogates and what lies beyond U+10FFFF.
class EncodedCodePoint {
 public:
  explicit EncodedCodePoint(char32_t code_point) noexcept;
  [[nodiscard]] std::string_view bytes() const noexcept { return {bytes_.data(), size_}; }

 private:
  std::array<char, 4> bytes_{};
  std::size_t size_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_CHARACTERS_H_
