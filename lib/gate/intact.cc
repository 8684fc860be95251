#include "gate/intact.h"

#include <array>
#include <cstddef>

#include "base/ascii.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

enum class Mark : unsigned char {
  kNone,
  kBreaks,    // whatever stands beside it
  kMayBreak,  // see may_break()
};

constexpr std::array<Mark, 256> kMarks = [] {
  std::array<Mark, 256> marks{};
  for (size_t byte = 0; byte < marks.size(); ++byte) {
    if (byte < ' ' || byte >= 0x7F) marks[byte] = Mark::kBreaks;
  }
  marks['\t'] = Mark::kNone;
  for (const char c : {'<', '^'}) marks[static_cast<unsigned char>(c)] = Mark::kBreaks;
  for (const char c : {'\\', '=', '#', '&', '[', ']'}) marks[static_cast<unsigned char>(c)] = Mark::kMayBreak;
  return marks;
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

bool may_break(string_view window, size_t at) {
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
    default:
      return byte_at(window, at + 1) == '(';  // of a link
  }
}

}  // namespace

bool is_intact(string_view window) noexcept {
  for (size_t at = 0; at < window.size(); ++at) {
    const Mark mark = kMarks[static_cast<unsigned char>(window[at])];
    if (mark == Mark::kNone) continue;
    if (mark == Mark::kBreaks || may_break(window, at)) return false;
  }
  return true;
}

}  // namespace telltale::internal
