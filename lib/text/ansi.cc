#include "text/ansi.h"

#include <algorithm>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// Strings of a terminal (titles, links) are shorter than this; an unterminated one must not swallow the log.
constexpr size_t kMaxString = 2048;

bool in_range(char c, char first, char last) { return c >= first && c <= last; }

// Behind the introducer of a control sequence: parameters, intermediates, one final byte. What is there of it is
// dropped even when it was cut.
size_t control_sequence_end(string_view text, size_t at) {
  while (at < text.size() && in_range(text[at], '0', '?')) ++at;
  while (at < text.size() && in_range(text[at], ' ', '/')) ++at;
  return at < text.size() && in_range(text[at], '@', '~') ? at + 1 : at;
}

// The same for ESC as other programs show it, where only the common shape is believed. 0: it is not there.
size_t shown_sequence_end(string_view text, size_t at) {
  while (at < text.size() && in_range(text[at], '0', '?')) ++at;
  return at < text.size() && is_letter(text[at]) ? at + 1 : 0;
}

// Behind the introducer of a string: its end, behind BEL or ST; `at` when it has none within reach.
size_t string_end(string_view text, size_t at) {
  const size_t limit = std::min(text.size(), at + kMaxString);
  for (size_t i = at; i < limit; ++i) {
    if (text[i] == '\a') return i + 1;
    if (begins_with(text, i, "\xC2\x9C")) return i + 2;
    if (text[i] == '\x1B') return begins_with(text, i, "\x1B\\") ? i + 2 : at;
    if (text[i] == '\n') return at;
  }
  return at;
}

// A sequence that a raw ESC at `at` introduces. A lone ESC is dropped alone.
size_t escape_sequence(string_view text, size_t at) {
  if (at + 1 == text.size()) return 1;
  const char kind = text[at + 1];
  if (kind == '[') return control_sequence_end(text, at + 2) - at;
  if (kind == ']' || kind == 'P' || kind == 'X' || kind == '^' || kind == '_') return string_end(text, at + 2) - at;
  if (kind == ' ') {  // what follows says how controls are sent; any other letter is of a word behind a lone ESC
    const bool announces = at + 2 < text.size() && string_view("FGLMN").find(text[at + 2]) != string_view::npos;
    return announces ? 3 : 1;
  }
  if (in_range(kind, ' ', '/')) {  // character sets: ESC ( B
    size_t end = at + 1;
    while (end < text.size() && in_range(text[end], ' ', '/')) ++end;
    return end < text.size() && in_range(text[end], '0', '~') ? end + 1 - at : 1;
  }
  constexpr string_view kTwoBytes = "78=>cM\\";
  return kTwoBytes.find(kind) != string_view::npos ? 2 : 1;
}

// C1 codes, U+0080 to U+009F: CSI, strings, others; as UTF-8.
size_t c1_sequence(string_view text, size_t at) {
  const auto code = static_cast<unsigned char>(text[at + 1]);
  if (code == 0x9B) return control_sequence_end(text, at + 2) - at;
  if (code == 0x90 || code == 0x98 || code == 0x9D || code == 0x9E || code == 0x9F) {
    return string_end(text, at + 2) - at;
  }
  return 2;
}

// Numbers between semicolons, as colours have them: "", "0", "31;1", "0;". `at` behind them; 0 when one is too long.
size_t numbers_end(string_view text, size_t at) {
  size_t digits = 0;
  for (; at < text.size() && (is_digit(text[at]) || text[at] == ';'); ++at) {
    digits = is_digit(text[at]) ? digits + 1 : 0;
    if (digits > 3) return 0;
  }
  return at;
}

// What begins like a colour but is a range of time: [5m], [1m30s], [5m:1m], as PromQL and traces have it.
bool is_duration(string_view text, size_t at) {
  while (at < text.size() && (is_digit(text[at]) || string_view("smhd.:").find(text[at]) != string_view::npos)) ++at;
  return at < text.size() && text[at] == ']';
}

// "[31m", "[0K": a colour or an erasure without its ESC. At least one digit: "[m" and "[K8s]" are words.
size_t orphan_sequence(string_view text, size_t at) {
  if (begins_with(text, at, "[?25h") || begins_with(text, at, "[?25l")) return 5;
  if (at + 2 >= text.size() || !is_digit(text[at + 1])) return 0;
  const size_t end = numbers_end(text, at + 1);
  if (end == 0 || end >= text.size()) return 0;
  if (text[end] == 'm') return is_duration(text, end) ? 0 : end + 1 - at;
  const bool erases = text[end] == 'K' && end == at + 2 && text[at + 1] <= '2';
  const bool is_a_word = end + 1 < text.size() && is_digit(text[end + 1]);  // [2K8s]
  return erases && !is_a_word ? 3 : 0;
}

size_t shown_sequence(string_view text, size_t at, string_view introducer) {
  if (!begins_with(text, at, introducer)) return 0;
  const size_t end = shown_sequence_end(text, at + introducer.size());
  return end == 0 ? 0 : end - at;
}

// Bytes that a sequence can begin with: see terminal_sequence().
constexpr ByteSet kIntroducers("\x1B[^\x9B\xC2\xE2\xEF");

}  // namespace

size_t terminal_sequence(string_view text, size_t at) noexcept {
  switch (static_cast<unsigned char>(text[at])) {
    case 0x1B:
      return escape_sequence(text, at);
    case '[':
      return orphan_sequence(text, at);
    case '^':
      return shown_sequence(text, at, "^[[");
    case 0x9B:  // a byte behind ASCII, so not a part of UTF-8
      if (at > 0 && static_cast<unsigned char>(text[at - 1]) >= 0x80) return 0;
      return shown_sequence(text, at, "\x9B");
    case 0xC2:
      if (at + 1 == text.size() || !in_range(text[at + 1], '\x80', '\x9F')) return 0;
      return text[at + 1] == '\x85' ? 0 : c1_sequence(text, at);  // U+0085 is a line end
    case 0xE2:
      if (const size_t length = shown_sequence(text, at, "\xE2\x90\x9B["); length != 0) return length;
      return shown_sequence(text, at, "\xE2\x86\x90[");
    case 0xEF:
      return shown_sequence(text, at, "\xEF\xBF\xBD[");
    default:
      return 0;
  }
}

namespace {

// The common case first: brackets alone, none of them a colour.
bool has_introducer(string_view text) {
  if (find_non_ascii(text, 0) != text.size() || text.find('\x1B') != string_view::npos) return true;
  if (text.find("^[[") != string_view::npos) return true;
  for (size_t at = text.find('['); at != string_view::npos; at = text.find('[', at + 1)) {
    if (orphan_sequence(text, at) != 0) return true;
  }
  return false;
}

}  // namespace

bool undo_ansi(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  if (!has_introducer(text)) return false;
  Rewriter rewriter(in, out);
  for (size_t at = kIntroducers.find(text, 0); at < text.size();) {
    const size_t length = terminal_sequence(text, at);
    if (length != 0) rewriter.drop(at, at + length);
    at = kIntroducers.find(text, at + std::max<size_t>(length, 1));
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
