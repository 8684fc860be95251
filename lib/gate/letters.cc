#include "gate/letters.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include <cstdint>
#include <cstring>

#include "base/ascii.h"
#include "engine/word_set.h"
#include "gate/word_index.h"

#if defined(__x86_64__)
#define TELLTALE_GATE_X86 1
#include <immintrin.h>
#endif

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// What a byte is to the second look: a letter or digit, nothing, or something that may break a word.
constexpr unsigned char kMayBreak = 0x80;

constexpr std::array<unsigned char, 256> kReadings = [] {
  std::array<unsigned char, 256> readings{};
  for (size_t byte = 0; byte < readings.size(); ++byte) {
    const bool breaks = byte < ' ' || byte >= 0x7F;
    readings[byte] = breaks ? kMayBreak : static_cast<unsigned char>(to_letter_or_digit(static_cast<char>(byte)));
  }
  readings['\t'] = 0;
  for (const char c : {'<', '^', '\\', '=', '#', '&', '[', ']', '%', '{', '!', '@'})
    readings[static_cast<unsigned char>(c)] = kMayBreak;
  return readings;
}();

char byte_at(string_view window, size_t at) { return at < window.size() ? window[at] : '\0'; }

// \" is a quote; a letter or digit behind a backslash may be an escape of any kind.
bool escapes(string_view window, size_t at) {
  while (byte_at(window, at) == '\\') ++at;
  return is_letter(byte_at(window, at)) || is_digit(byte_at(window, at));
}

// &quot; and &#34;; without a semicolon it is the next part of a query.
bool is_entity(string_view window, size_t at) {
  constexpr size_t kLongest = 12;
  size_t end = at + 1;
  while (end - at < kLongest &&
         (is_letter(byte_at(window, end)) || is_digit(byte_at(window, end)) || byte_at(window, end) == '#'))
    ++end;
  return byte_at(window, end) == ';';
}

bool begins_http(string_view window, size_t at) {
  return window.substr(std::min(at, window.size())).starts_with("http");
}

// =3D, =1B, =0D, and bytes behind ASCII, of quoted-printable; =10s is a value.
// What stands behind "?url=http" is an address in an address.
bool is_encoded(string_view window, size_t at) {
  if (begins_http(window, at + 1)) return true;
  const char first = byte_at(window, at + 1);
  const char second = byte_at(window, at + 2);
  if (first == '8' || first == '9' || (first >= 'A' && first <= 'F')) return !is_lower(second);
  return (second == 'D' && (first == '0' || first == '3')) || (second == 'B' && first == '1');
}

// [31m and the like, without their ESC.
bool is_colour(string_view window, size_t at) {
  size_t end = at + 1;
  while (is_digit(byte_at(window, end)) || byte_at(window, end) == ';') ++end;
  const char last = byte_at(window, end);
  return byte_at(window, at + 1) == '?' || (end > at + 1 && (last == 'm' || last == 'K'));
}

// The number of a link, in front of an address or behind one: [1]http, "http://x [1]:".
bool is_note(string_view window, size_t at) {
  constexpr size_t kLongest = 4;
  size_t end = at + 1;
  while (end - at < kLongest && is_digit(byte_at(window, end))) ++end;
  if (end == at + 1 || byte_at(window, end) != ']') return false;
  if (begins_http(window, end + 1)) return true;
  // A word that is longer than this may be an address: it would be read again for every number in it.
  constexpr size_t kLongestWord = 256;
  const size_t from = at - std::min(at, kLongestWord);
  const string_view before = window.substr(from, at - from);
  const size_t word = before.substr(0, before.size() - (before.ends_with(' ') ? 1 : 0)).find_last_of(" \t\"'(<>");
  if (word == string_view::npos && from > 0) return true;
  return begins_http(before, word == string_view::npos ? 0 : word + 1);
}

// [b], [url], [/b] and the like of BBCode; [url label]; [.] in an address; [urldefense.com] behind one; colours that
// lost their ESC.
bool is_markup(string_view window, size_t at) {
  const auto has = [&](string_view tag) { return window.compare(at + 1, tag.size(), tag) == 0; };
  const char first = byte_at(window, at + 1);
  switch (first) {
    case '/':
      return true;
    case 'b':
      return has("b]");
    case 'u':
      return has("url");
    case 'h':
      return has("http");
    case '.':
      return has(".]");
    default:
      return (is_digit(first) && is_note(window, at)) || is_colour(window, at);
  }
}

bool is_hex_letter(char c) { return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// %20 and the like.
bool is_percent(string_view window, size_t at) {
  const auto is_hex = [&](size_t digit) {
    return is_digit(byte_at(window, digit)) || is_hex_letter(byte_at(window, digit));
  };
  return is_hex(at + 1) && is_hex(at + 2);
}

// {color} of Jira; an element of rich text behind another one, which may end inside of a word.
bool is_brace_inside(string_view window, size_t at) {
  if (window.substr(at + 1).starts_with("color")) return true;
  const size_t before = window.substr(0, at).find_last_not_of(" \t");
  const size_t name = window.find_first_not_of(" \t", at + 1);
  return before != string_view::npos && window[before] == ',' && name != string_view::npos &&
         window.substr(name).starts_with(R"("type")");
}

// What Kibana puts around words.
bool is_highlight(string_view window, size_t at) {
  const string_view behind = window.substr(at + 1);
  return behind.starts_with("kibana") || behind.starts_with("/kibana");
}

// Whether a byte that may break a word does, by what stands behind it.
bool breaks_word(string_view window, size_t at) {
  switch (window[at]) {
    case '\\':
      return escapes(window, at);
    case '=':
      return is_encoded(window, at);
    case '#':
      return byte_at(window, at + 1) == '0';
    case '&':
      return is_entity(window, at);
    case '[':
      return is_markup(window, at);
    case ']':
      return byte_at(window, at + 1) == '(' || byte_at(window, at + 1) == '[';  // of a link
    case '%':
      return is_percent(window, at);
    case '{':
      return is_brace_inside(window, at);
    case '@':
      return is_highlight(window, at);
    case '!':
      return byte_at(window, at + 1) == '!';  // of an address in an address
    default:
      return true;
  }
}

// A window as far as it was read.
struct Reading {
  string_view window;
  char* to;  // where the next letter goes; eight bytes may be written
  bool foreign = false;
  bool intact = true;
  size_t percents = 0;  // %20 and the like

  void read_byte(size_t at) {
    const auto byte = static_cast<unsigned char>(window[at]);
    const unsigned char reading = kReadings[byte];
    *to = static_cast<char>(reading);
    to += reading != 0 && reading != kMayBreak ? 1 : 0;
    if (reading == kMayBreak) take_mark(at);
  }

  // What may break a word stands at `at`.
  void take_mark(size_t at) {
    foreign |= static_cast<unsigned char>(window[at]) > 0x7F;
    percents += window[at] == '%' && is_percent(window, at) ? 1 : 0;
    if (intact) intact = !breaks_word(window, at);
  }
};

#ifdef TELLTALE_GATE_X86

// The same, for 32 bytes at a time: eight letters are put together by one instruction.
#define TELLTALE_LETTERS_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

// Of which bytes kReadings says that they may break a word, by nibbles: those whose two entries have a bit in common.
struct MarkTables {
  std::array<unsigned char, 16> low{};
  std::array<unsigned char, 16> high{};
};

constexpr bool is_mark(size_t high, size_t low) { return kReadings[high * 16 + low] == kMayBreak; }

constexpr bool have_same_marks(size_t high, size_t other) {
  for (size_t low = 0; low < 16; ++low) {
    if (is_mark(high, low) != is_mark(other, low)) return false;
  }
  return true;
}

// High nibbles with the same marks share a bit; there are no more than eight kinds.
constexpr MarkTables kMarkTables = [] {
  MarkTables tables;
  size_t bits = 0;
  for (size_t high = 0; high < 16; ++high) {
    size_t same = 0;
    while (!have_same_marks(high, same)) ++same;
    if (same == high) tables.high[high] = static_cast<unsigned char>(1U << bits++);
    tables.high[high] = tables.high[same];
    for (size_t low = 0; low < 16; ++low) {
      if (is_mark(high, low)) tables.low[low] |= tables.high[high];
    }
  }
  return tables;
}();

TELLTALE_LETTERS_AVX2 __m256i table_of(const std::array<unsigned char, 16>& table) {
  return _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data())));
}

TELLTALE_LETTERS_AVX2 __m256i is_below(__m256i bytes, char first, char count) {
  const __m256i from_first = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));
  return _mm256_cmpeq_epi8(_mm256_min_epu8(from_first, _mm256_set1_epi8(static_cast<char>(count - 1))), from_first);
}

TELLTALE_LETTERS_AVX2 std::uint32_t marks_in(__m256i bytes) {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i low = _mm256_shuffle_epi8(table_of(kMarkTables.low), _mm256_and_si256(bytes, nibble));
  const __m256i high =
      _mm256_shuffle_epi8(table_of(kMarkTables.high), _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
  const __m256i none = _mm256_cmpeq_epi8(_mm256_and_si256(low, high), _mm256_setzero_si256());
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(none));
}

TELLTALE_LETTERS_AVX2 void read_32_bytes(Reading* reading, size_t at) {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(reading->window.data() + at));
  const __m256i upper_bit = _mm256_set1_epi8(0x20);
  const __m256i letters = is_below(_mm256_or_si256(bytes, upper_bit), 'a', 26);
  const __m256i digits = is_below(bytes, '0', 10);
  alignas(32) std::array<std::uint64_t, 4> lower;  // NOLINT: written right here
  _mm256_store_si256(reinterpret_cast<__m256i*>(lower.data()),
                     _mm256_or_si256(bytes, _mm256_and_si256(letters, upper_bit)));
  auto kept = static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_or_si256(letters, digits)));
  for (const std::uint64_t eight : lower) {
    const std::uint64_t bytes_kept = _pdep_u64(kept & 0xFFU, 0x0101010101010101U) * 0xFF;
    const std::uint64_t together = _pext_u64(eight, bytes_kept);
    std::memcpy(reading->to, &together, sizeof together);
    reading->to += __builtin_popcount(kept & 0xFFU);
    kept >>= 8U;
  }
  for (std::uint32_t marks = marks_in(bytes); marks != 0; marks &= marks - 1)
    reading->take_mark(at + static_cast<size_t>(__builtin_ctz(marks)));
}

bool has_avx2_and_bmi2() {
  static const bool kHas = runs_here(WordFilter::kAvx2) && __builtin_cpu_supports("bmi2") != 0;
  return kHas;
}

#endif

void read_all(Reading* reading) {
  const size_t size = reading->window.size();
  size_t at = 0;
#ifdef TELLTALE_GATE_X86
  if (has_avx2_and_bmi2()) {
    for (; at + 32 <= size; at += 32) read_32_bytes(reading, at);
  }
#endif
  for (; at < size; ++at) reading->read_byte(at);
}

// The digits of a code would stand between the words of an encoded message.
std::string without_percents(string_view window) {
  std::string plain;
  plain.reserve(window.size());
  for (size_t at = 0; at < window.size();) {
    const bool is_code = window[at] == '%' && is_percent(window, at);
    if (!is_code) plain.push_back(window[at]);
    at += is_code ? 3 : 1;
  }
  return plain;
}

}  // namespace

Letters letters_of(string_view window, std::string* buffer) {
  constexpr size_t kPadding = WordIndex::kPaddingBefore + WordIndex::kPaddingBehind;
  constexpr size_t kEncoded = 4;  // codes of an encoded message; addresses have fewer
  if (buffer->size() < kPadding + window.size()) buffer->resize(kPadding + window.size());
  char* const begin = buffer->data() + WordIndex::kPaddingBefore;
  Reading reading{window, begin};
  read_all(&reading);
  std::string plain;
  if (reading.percents >= kEncoded) {
    plain = without_percents(window);
    reading = Reading{plain, begin, reading.foreign, false};
    read_all(&reading);
  }
  return {{begin, static_cast<size_t>(reading.to - begin)}, reading.foreign, reading.intact};
}

}  // namespace telltale::internal
