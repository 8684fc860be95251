// Quoted-printable: mails break lines with a = at the end and write = and foreign letters as =3D, =E2=80=9C.
// Source: RFC 2045, section 6.7.
//
// There is no header near most messages, so only what nothing else writes is undone: =3D, =1B, =0D, letters that are
// valid UTF-8 of two bytes or more, soft line breaks. Where there is one of these breaks, or a =3D, other signs are
// encoded, too: some mailers write =22 for a quote.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/line_start.h"
#include "text/records.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// The byte that "=XX" at `at` stands for; -1 when there is none. Encoders write capitals.
int encoded_byte(string_view text, size_t at) {
  if (!begins_with(text, at, "=") || at + 2 >= text.size() || is_lower(text[at + 1]) || is_lower(text[at + 2]))
    return -1;
  return static_cast<int>(parse_digits(text, at + 1, 2, 16));
}

// The line that ends at `end`.
string_view line_until(string_view text, size_t end) {
  const size_t newline = find_last(text.substr(0, end), '\n');
  return newline == string_view::npos ? text.substr(0, end) : text.substr(newline + 1, end - newline - 1);
}

struct Letter {
  size_t length = 0;  // bytes of text; 0: none is encoded here
  std::string bytes;
};

// A soft line break may stand inside of a letter.
Letter encoded_letter(string_view text, size_t at) {
  Letter letter;
  for (size_t next = at; letter.bytes.size() < 4;) {
    if (!letter.bytes.empty() && begins_with(text, next, "=\n")) next += 2;
    const int byte = encoded_byte(text, next);
    if ((byte == 0x1B || byte == '\r') && letter.bytes.empty()) return {3, std::string(1, static_cast<char>(byte))};
    if (byte < 0x80) break;
    letter.bytes.push_back(static_cast<char>(byte));
    next += 3;
    letter.length = next - at;
    if (utf8_sequence(letter.bytes) == letter.bytes.size()) return letter;
  }
  return {};
}

// A sign of ASCII that need not be encoded, such as =22. Of letters and digits nobody does it: x=41 is a value.
char encoded_sign(string_view text, size_t at) {
  const int byte = encoded_byte(text, at);
  const bool is_sign =
      byte >= ' ' && byte < 0x7F && !is_letter(static_cast<char>(byte)) && !is_digit(static_cast<char>(byte));
  return is_sign ? static_cast<char>(byte) : '\0';
}

// Whether a lone soft line break, at the longest that is allowed, can be told from a "key=" that a terminal wrapped: a
// word goes on in small letters, or there is no key. A part of the line's length is in the indentation that is gone.
bool breaks_a_word(string_view text, size_t line_end, string_view line) {
  constexpr size_t kLongest = 76;
  constexpr size_t kIndentation = 8;
  const auto is_full = [](size_t length) { return length <= kLongest && length + kIndentation >= kLongest; };
  if (line_end + 1 >= text.size() || (!is_full(line.size()) && !is_full(line.size() - line_start_length(line))))
    return false;
  const char before = line.size() > 1 ? line[line.size() - 2] : '\0';
  const char next = text[line_end + 1];
  return is_lower(next) || std::string_view("-.:/,;)]}?&=").find(next) != string_view::npos || is_blank(before) ||
         before == '.';
}

// Whether the = at `at` stands for itself: nothing is encoded there, and no line ends behind it.
bool is_plain(string_view text, size_t at) {
  const size_t next = behind_blanks(text, at + 1);
  return next < text.size() && text[next] != '\n' && encoded_byte(text, at) < 0;
}

template <typename Condition>
bool any_equals_sign(string_view text, const Condition& holds) {
  size_t at = text.find('=');
  while (at != string_view::npos && !holds(text, at)) at = text.find('=', at + 1);
  return at != string_view::npos;
}

// Whether a = at a line's end is a soft line break. Who encodes has a = to encode, or breaks more than one line and
// leaves no other = ("error = " at the end of a log's lines).
bool has_soft_breaks(string_view text) {
  if (text.find("=3D") != string_view::npos) return true;
  if (any_equals_sign(text, is_plain)) return false;
  int soft = 0;
  for (size_t begin = 0; begin < text.size() && soft < 2;) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    size_t last = end;
    while (last > begin && is_blank(text[last - 1])) --last;
    const string_view line = text.substr(begin, last - begin);
    if (end < text.size() && ends_softly(line)) {
      soft += breaks_a_word(text, end, line) ? 2 : 1;
    }
    begin = end + 1;
  }
  return soft >= 2;
}

}  // namespace

bool undo_quoted_printable(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  if (!any_equals_sign(text, std::not_fn(is_plain))) return false;
  const bool soft_breaks = has_soft_breaks(text);
  Rewriter rewriter(in, out);
  for (size_t at = text.find('='); at != string_view::npos; at = text.find('=', at)) {
    const Letter letter = encoded_letter(text, at);
    if (letter.length != 0) {
      rewriter.replace(at, at + letter.length, letter.bytes);
      at += letter.length;
    } else if (const char sign = encoded_sign(text, at); sign != '\0' && (sign == '=' || soft_breaks)) {
      rewriter.replace(at, at + 3, string_view(&sign, 1));
      at += 3;
    } else {
      const size_t end = behind_blanks(text, at + 1);
      const bool soft = soft_breaks && begins_with(text, end, "\n") && ends_softly(line_until(text, at + 1));
      if (soft) rewriter.drop(at, end + 1);
      at = soft ? end + 1 : at + 1;
    }
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
