// One decoder (Table 3-7 of the Unicode standard, which lists the well-formed sequences by their first two bytes); all
// else is built on it.
#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace telltale::internal {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// First bytes [first, last] are followed by a second byte in [low, high] and then by continuation bytes.
struct SequenceKind {
  unsigned char first, last, low, high;
  std::size_t length;
};
constexpr std::array<SequenceKind, 8> kSequenceKinds{{
    {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3},
    {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3},
    {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4},
    {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},
}};

unsigned char byte_at(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

// `good` bytes at the begin of `text` belong together; the sequence is valid when that is its whole length.
struct Prefix {
  std::size_t good = 0;
  std::size_t length = 0;
};

Prefix read_prefix(std::string_view text) {
  const unsigned char first = byte_at(text, 0);
  if (first < 0x80) return {1, 1};
  for (const SequenceKind& kind : kSequenceKinds) {
    if (first < kind.first || first > kind.last) continue;
    Prefix prefix{1, kind.length};
    while (prefix.good < std::min(kind.length, text.size())) {
      const unsigned char next = byte_at(text, prefix.good);
      const bool fits = prefix.good == 1 ? next >= kind.low && next <= kind.high : next >= 0x80 && next <= 0xBF;
      if (!fits) break;
      ++prefix.good;
    }
    return prefix;
  }
  return {1, 0};
}

// The character of a valid sequence.
std::uint32_t decode(std::string_view sequence) {
  const std::uint32_t first = byte_at(sequence, 0);
  if (sequence.size() == 1) return first;
  std::uint32_t character = first & (0x7FU >> sequence.size());
  for (std::size_t i = 1; i < sequence.size(); ++i) character = character << 6U | (byte_at(sequence, i) & 0x3FU);
  return character;
}

struct Range {
  std::uint32_t first, last;
};

template <std::size_t kSize>
bool in_ranges(const std::array<Range, kSize>& ranges, std::uint32_t character) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const Range& range) { return character >= range.first && character <= range.last; });
}

// Blocks, not characters: exact enough to put a caret under a word.
constexpr std::array<Range, 9> kWide{{{0x1100, 0x115F},
                                      {0x2E80, 0x303E},
                                      {0x3041, 0xA4CF},
                                      {0xAC00, 0xD7A3},
                                      {0xF900, 0xFAFF},
                                      {0xFE30, 0xFE6F},
                                      {0xFF00, 0xFF60},
                                      {0x1F300, 0x1FAFF},
                                      {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 4> kCombining{{{0x0300, 0x036F}, {0x200B, 0x200D}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}}};
// C0 without tab, DEL and C1; the marks, embeddings and isolates that turn the direction of writing; the byte order
// mark.
constexpr std::array<Range, 7> kHarmful{
    {{0x00, 0x08}, {0x0A, 0x1F}, {0x7F, 0x9F}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}, {0xFEFF, 0xFEFF}}};

}  // namespace

std::size_t utf8_sequence(std::string_view text) noexcept {
  const Prefix prefix = read_prefix(text);
  return prefix.good == prefix.length ? prefix.length : 0;
}

std::size_t find_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    if (byte_at(text, i) < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = utf8_sequence(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

bool is_valid_utf8(std::string_view text) noexcept { return find_invalid_utf8(text) == std::string_view::npos; }

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Prefix prefix = read_prefix(text.substr(i));
    valid += prefix.good == prefix.length ? text.substr(i, prefix.good) : kReplacement;
    i += prefix.good;
  }
  return valid;
}

std::string to_printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const Prefix prefix = read_prefix(text.substr(i));
    const std::string_view sequence = text.substr(i, prefix.good);
    const bool good = prefix.good == prefix.length && !in_ranges(kHarmful, decode(sequence));
    printable += good ? sequence : kReplacement;
    i += prefix.good;
  }
  return printable;
}

std::size_t utf8_boundary(std::string_view text, std::size_t offset) noexcept {
  if (offset >= text.size()) return text.size();
  while (offset > 0 && is_utf8_continuation(text[offset])) --offset;
  return offset;
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = utf8_sequence(text.substr(i));
    const std::uint32_t character = length == 0 ? 0xFFFDU : decode(text.substr(i, length));
    if (in_ranges(kWide, character))
      width += 2;
    else if (!in_ranges(kCombining, character))
      width += 1;
    i += std::max<std::size_t>(length, 1);
  }
  return width;
}

}  // namespace telltale::internal
