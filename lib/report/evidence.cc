// evidence_of(): the lines of a match, while the text is there.
//
// Only what is quoted is kept, so that a match in a line of 60 MB costs no more than one in a short line.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/line_ends.h"
#include "base/utf8.h"
#include "report/characters.h"
#include "telltale/report.h"

namespace telltale {
namespace {

constexpr std::size_t kContext = 1024;                    // of the line on either side: several screen lines
constexpr std::size_t kLongest = std::size_t{16} * 1024;  // more than anybody reads of one message
constexpr std::size_t kCounted =
    std::size_t{64} * 1024;  // a line begin further away leaves columns unknown: counting on would be quadratic

using Encoding = Evidence::Encoding;

// UTF-16 shows in NUL bytes in every second place. `even` is where a unit of the original begins.
Encoding guess_encoding(std::string_view text, bool even) noexcept {
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < text.size(); ++i) nuls[(i + (even ? 0 : 1)) % 2] += text[i] == '\0' ? 1 : 0;
  const std::size_t many = text.size() * 3 / 20;  // 30 % of one side
  if (nuls[1] > many && nuls[0] * 8 < nuls[1]) return Encoding::kUtf16Le;
  if (nuls[0] > many && nuls[1] * 8 < nuls[0]) return Encoding::kUtf16Be;
  return Encoding::kUtf8;
}

// The span in the window of text that is at hand.
struct Span {
  std::size_t begin;
  std::size_t end;
};

bool is_newline(std::string_view text, std::size_t at, Encoding encoding, std::uint64_t text_begin) noexcept {
  if (text[at] != '\n') return false;
  if (encoding == Encoding::kUtf8) return true;
  const bool even = (text_begin + at) % 2 == 0;
  if (encoding == Encoding::kUtf16Le) return even && at + 1 < text.size() && text[at + 1] == '\0';
  return !even && at > 0 && text[at - 1] == '\0';
}

// Begin of the line that holds `at`, looking back at most `reach` bytes; `found` says whether it is the true one.
std::size_t line_begin(std::string_view text, std::size_t at, std::size_t reach, Encoding encoding,
                       std::uint64_t text_begin, bool& found) noexcept {
  const std::size_t stop = at > reach ? at - reach : 0;
  for (std::size_t i = at; i > stop; --i) {
    if (!is_newline(text, i - 1, encoding, text_begin)) continue;
    found = true;
    return encoding == Encoding::kUtf16Le ? i + 1 : i;
  }
  found = stop == 0 && text_begin == 0;
  return stop;
}

std::size_t line_end(std::string_view text, std::size_t at, Encoding encoding, std::uint64_t text_begin,
                     bool& found) noexcept {
  const std::size_t stop = std::min(text.size(), at + kContext);
  for (std::size_t i = at; i < stop; ++i) {
    if (!is_newline(text, i, encoding, text_begin)) continue;
    found = true;
    return encoding == Encoding::kUtf16Be ? i - 1 : i;
  }
  found = stop == text.size();
  return stop;
}

// A cut inside a character would show a U+FFFD that the text does not hold.
std::size_t to_character_begin(std::string_view text, std::size_t at, Encoding encoding,
                               std::uint64_t text_begin) noexcept {
  if (encoding != Encoding::kUtf8) return at + (text_begin + at) % 2;
  for (int i = 0; i < 3 && at < text.size() && internal::is_utf8_continuation(text[at]); ++i) ++at;
  return at;
}

std::uint64_t utf16_units(std::string_view text, Encoding encoding) noexcept {
  if (encoding != Encoding::kUtf8) return text.size() / 2;
  std::uint64_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const internal::Character character = internal::character_at(text, at);
    units += character.value >= 0x10000 ? 2 : 1;
    at += character.length;
  }
  return units;
}

// Columns are exact or absent: they need the begin of both lines.
void set_columns(Evidence& evidence, std::string_view text, Span span, std::uint64_t text_begin) {
  const Encoding encoding = evidence.encoding;
  bool found = false;
  const std::size_t first = line_begin(text, span.begin, kCounted, encoding, text_begin, found);
  if (found) evidence.column_utf16 = 1 + utf16_units(text.substr(first, span.begin - first), encoding);
  const std::size_t last = line_begin(text, span.end, kCounted, encoding, text_begin, found);
  if (found) evidence.end_column_utf16 = 1 + utf16_units(text.substr(last, span.end - last), encoding);
}

}  // namespace

Evidence evidence_of(const Match& match, std::string_view text, std::uint64_t text_begin) {
  Evidence evidence;
  const std::uint64_t text_end = text_begin + text.size();
  if (match.begin < text_begin || match.end > text_end || match.begin > match.end) return evidence;
  const Span span{static_cast<std::size_t>(match.begin - text_begin), static_cast<std::size_t>(match.end - text_begin)};
  const std::size_t kept = std::min(span.end, span.begin + kLongest);
  evidence.encoding = guess_encoding(text.substr(span.begin, kept - span.begin), match.begin % 2 == 0);
  evidence.end_line = match.line + internal::count_line_ends(text.substr(span.begin, span.end - span.begin));
  set_columns(evidence, text, span, text_begin);

  bool whole = false;
  std::size_t from = line_begin(text, span.begin, kContext, evidence.encoding, text_begin, whole);
  evidence.cut_before = !whole;
  if (!whole) from = to_character_begin(text, from, evidence.encoding, text_begin);
  std::size_t to = line_end(text, span.end, evidence.encoding, text_begin, whole);
  if (to > from + kLongest) {
    to = from + kLongest;
    whole = false;
  }
  if (!whole) to = std::min(to_character_begin(text, to, evidence.encoding, text_begin), text.size());
  evidence.cut_after = !whole;
  evidence.begin = text_begin + from;
  evidence.text = text.substr(from, to - from);
  return evidence;
}

}  // namespace telltale
