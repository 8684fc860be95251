#include "gate/letters.h"

#include <array>
#include <cstddef>

#include "base/ascii.h"

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
  for (const char c : {'<', '^', '\\', '=', '#', '&', '[', ']'}) readings[static_cast<unsigned char>(c)] = kMayBreak;
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

// =3D, =1B, =0D, and bytes behind ASCII, of quoted-printable; =10s is a value.
bool is_encoded(string_view window, size_t at) {
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
      return is_colour(window, at);
    case ']':
      return byte_at(window, at + 1) == '(';  // of a link
    default:
      return true;
  }
}

}  // namespace

Letters letters_of(string_view window, std::string* buffer) {
  if (buffer->size() < kLettersPadding + window.size()) buffer->resize(kLettersPadding + window.size());
  char* const begin = buffer->data() + kLettersPadding;
  char* to = begin;
  unsigned char any = 0;
  Letters letters;
  for (size_t at = 0; at < window.size(); ++at) {
    const auto byte = static_cast<unsigned char>(window[at]);
    const unsigned char reading = kReadings[byte];
    any |= byte;
    *to = static_cast<char>(reading);
    to += reading != 0 && reading != kMayBreak ? 1 : 0;
    if (reading == kMayBreak && letters.intact) letters.intact = !breaks_word(window, at);
  }
  letters.text = {begin, static_cast<size_t>(to - begin)};
  letters.foreign = any > 0x7F;
  return letters;
}

}  // namespace telltale::internal
