#include "report/characters.h"

#include <algorithm>
#include <iterator>

#include "report/width_data.h"

namespace telltale::internal {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) noexcept { return static_cast<unsigned char>(bytes[at]); }

// What a first byte promises, with the range of the second byte, where overlong forms and surrogates are shut out.
struct Lead {
  unsigned length;  // 0: no first byte
  unsigned second_low;
  unsigned second_high;
};

Lead lead_of(unsigned byte) noexcept {
  if (byte >= 0xC2 && byte <= 0xDF) return {2, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

template <std::size_t N>
bool is_in(const CodePointRange (&ranges)[N], char32_t character) noexcept {
  const auto* range = std::lower_bound(std::begin(ranges), std::end(ranges), character,
                                       [](const CodePointRange& r, char32_t c) { return r.last < c; });
  return range != std::end(ranges) && range->first <= character;
}

// ESC [ parameters final. The length behind the introducer, 0 when it has no end.
std::size_t csi_tail(std::string_view bytes, std::size_t at) noexcept {
  std::size_t i = at;
  while (i < bytes.size() && byte_at(bytes, i) >= 0x20 && byte_at(bytes, i) <= 0x3F) ++i;
  const bool ends = i < bytes.size() && byte_at(bytes, i) >= 0x40 && byte_at(bytes, i) <= 0x7E;
  return ends ? i + 1 - at : 0;
}

// OSC, DCS, SOS, PM, APC: up to BEL or ST, at most kLongestString bytes and never over a line end.
std::size_t string_tail(std::string_view bytes, std::size_t at) noexcept {
  constexpr std::size_t kLongestString = 4096;  // titles and links are shorter; bounds the search of a hostile text
  const std::size_t stop = std::min(bytes.size(), at + kLongestString);
  for (std::size_t i = at; i < stop && bytes[i] != '\n'; ++i) {
    if (bytes[i] == '\a') return i + 1 - at;
    if (bytes[i] == '\x1b' && i + 1 < bytes.size() && bytes[i + 1] == '\\') return i + 2 - at;
    if (bytes[i] == '\xC2' && i + 1 < bytes.size() && bytes[i + 1] == '\x9C') return i + 2 - at;
  }
  return 0;
}

std::size_t tail_of(char introducer, std::string_view bytes, std::size_t at) noexcept {
  switch (introducer) {
    case '[':
      return csi_tail(bytes, at);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return string_tail(bytes, at);
    default:
      return 0;
  }
}

}  // namespace

Character character_at(std::string_view bytes, std::size_t at) noexcept {
  const unsigned first = byte_at(bytes, at);
  if (first < 0x80) return {first, 1, true};
  const Lead lead = lead_of(first);
  if (lead.length == 0) return {};
  char32_t value = first & (0x7FU >> lead.length);
  for (std::size_t i = 1; i < lead.length; ++i) {
    const unsigned low = i == 1 ? lead.second_low : 0x80;
    const unsigned high = i == 1 ? lead.second_high : 0xBF;
    if (at + i >= bytes.size() || byte_at(bytes, at + i) < low || byte_at(bytes, at + i) > high) {
      return {kReplacement, i, false};
    }
    value = (value << 6U) | (byte_at(bytes, at + i) & 0x3FU);
  }
  return {value, lead.length, true};
}

void append_utf8(char32_t character, std::string& out) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0 | (character >> 6U));
    put(0x80 | (character & 0x3FU));
  } else if (character < 0x10000) {
    put(0xE0 | (character >> 12U));
    put(0x80 | ((character >> 6U) & 0x3FU));
    put(0x80 | (character & 0x3FU));
  } else {
    put(0xF0 | (character >> 18U));
    put(0x80 | ((character >> 12U) & 0x3FU));
    put(0x80 | ((character >> 6U) & 0x3FU));
    put(0x80 | (character & 0x3FU));
  }
}

unsigned column_width(char32_t character) noexcept {
  if (character < 0x300) return 1;  // no table holds anything below but the soft hyphen, which is shown
  if (is_in(kZero, character)) return 0;
  return is_in(kWide, character) ? 2 : 1;
}

bool is_unsafe(char32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  if (c < 0x600) return false;
  return c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F) ||
         c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

std::size_t escape_sequence_length(std::string_view bytes, std::size_t at) noexcept {
  if (at + 1 >= bytes.size()) return 0;
  const unsigned second = byte_at(bytes, at + 1);
  const bool seven_bit = bytes[at] == '\x1b' && second >= 0x30 && second <= 0x7E;
  const bool eight_bit = bytes[at] == '\xC2' && second >= 0x80 && second <= 0x9F;
  if (!seven_bit && !eight_bit) return 0;
  const char introducer = static_cast<char>(seven_bit ? second : second - 0x40);
  return 2 + tail_of(introducer, bytes, at + 2);
}

}  // namespace telltale::internal
