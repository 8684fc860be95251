#include "text/characters.h"

#include <cstring>

namespace telltale::internal {

std::size_t find_non_ascii(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kWord = sizeof(std::uint64_t);
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  const auto word_at = [&](std::size_t place) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + place, kWord);
    return bytes;
  };
  for (; at + 4 * kWord <= text.size(); at += 4 * kWord) {
    const std::uint64_t bytes = word_at(at) | word_at(at + kWord) | word_at(at + 2 * kWord) | word_at(at + 3 * kWord);
    if ((bytes & kHighBits) != 0) break;
  }
  while (at + kWord <= text.size() && (word_at(at) & kHighBits) == 0) at += kWord;
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

std::size_t find_last(std::string_view text, char byte) noexcept {
  if (text.empty()) return std::string_view::npos;
  const void* const found = memrchr(text.data(), byte, text.size());  // GNU, musl and BSD have it, ISO C does not
  return found == nullptr ? std::string_view::npos
                          : static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
}

std::int64_t parse_digits(std::string_view text, std::size_t at, std::size_t digits, int base) noexcept {
  if (at > text.size() || digits > text.size() - at) return -1;
  std::int64_t value = 0;
  for (std::size_t i = at; i < at + digits; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0 || digit >= base) return -1;
    value = value * base + digit;
  }
  return value;
}

char32_t decode_utf8(std::string_view sequence) noexcept {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  char32_t value = lead;
  if (sequence.size() == 2) value = lead & 0x1FU;
  if (sequence.size() == 3) value = lead & 0x0FU;
  if (sequence.size() == 4) value = lead & 0x07U;
  for (const char c : sequence.substr(1)) value = value << 6U | (static_cast<unsigned char>(c) & 0x3FU);
  return value;
}

EncodedCodePoint::EncodedCodePoint(char32_t code_point) noexcept {
  if ((code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF) code_point = 0xFFFD;
  const auto add = [this](char32_t byte) { bytes_[size_++] = static_cast<char>(byte); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 | code_point >> 6U);
    add(0x80 | (code_point & 0x3FU));
  } else if (code_point < 0x10000) {
    add(0xE0 | code_point >> 12U);
    add(0x80 | (code_point >> 6U & 0x3FU));
    add(0x80 | (code_point & 0x3FU));
  } else {
    add(0xF0 | code_point >> 18U);
    add(0x80 | (code_point >> 12U & 0x3FU));
    add(0x80 | (code_point >> 6U & 0x3FU));
    add(0x80 | (code_point & 0x3FU));
  }
}

}  // namespace telltale::internal
