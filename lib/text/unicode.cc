// Unicode: characters that only look different. Typographic quotes, blanks, dashes and full-width letters become their
// ASCII forms, ligatures (PDF and Word have them in "certiﬁcate") their letters, boxes and signs for blanks and
// wraps become blanks, invisible characters go, and so does what stands for a lost byte. Emoji, bullets, the ellipsis
// and all letters stay.
//
// One table says which. Sources: the Unicode Character Database 15.0, files PropList.txt (White_Space, Dash,
// Quotation_Mark), DerivedCoreProperties.txt (Default_Ignorable_Code_Point) and Blocks.txt (Box Drawing, Block
// Elements, Halfwidth and Fullwidth Forms). Windows-1252 (the bytes 0x91 to 0x97 and 0xA0, where they are no part of
// UTF-8): unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT.
#include "text/unicode.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

struct Range {
  char32_t first;
  char32_t last;
  Look look;
};

constexpr Range kRanges[] = {
    {0x0085, 0x0085, Look::kLineEnd},      // next line
    {0x00A0, 0x00A0, Look::kBlank},        // no-break space
    {0x00AB, 0x00AB, Look::kQuote},        // «
    {0x00AD, 0x00AD, Look::kInvisible},    // soft hyphen
    {0x00B4, 0x00B4, Look::kApostrophe},   // ´
    {0x00BB, 0x00BB, Look::kQuote},        // »
    {0x02BC, 0x02BC, Look::kApostrophe},   // modifier letter apostrophe
    {0x034F, 0x034F, Look::kInvisible},    // combining grapheme joiner
    {0x061C, 0x061C, Look::kInvisible},    // Arabic letter mark
    {0x115F, 0x1160, Look::kInvisible},    // Hangul fillers
    {0x1680, 0x1680, Look::kBlank},        // Ogham space mark
    {0x17B4, 0x17B5, Look::kInvisible},    // Khmer inherent vowels
    {0x180B, 0x180F, Look::kInvisible},    // Mongolian variation selectors
    {0x2000, 0x200A, Look::kBlank},        // spaces of all widths
    {0x200B, 0x200F, Look::kInvisible},    // zero width, direction marks
    {0x2010, 0x2015, Look::kDash},         // ‐ ‑ ‒ – — ―
    {0x2018, 0x201B, Look::kApostrophe},   // ‘ ’ ‚ ‛
    {0x201C, 0x201F, Look::kQuote},        // “ ” „ ‟
    {0x2024, 0x2024, Look::kDot},          // ․ one dot leader
    {0x2028, 0x2029, Look::kLineEnd},      // line and paragraph separator
    {0x202A, 0x202E, Look::kInvisible},    // embeddings of direction
    {0x202F, 0x202F, Look::kBlank},        // narrow no-break space
    {0x2032, 0x2032, Look::kApostrophe},   // ′
    {0x2033, 0x2033, Look::kQuote},        // ″
    {0x2035, 0x2035, Look::kApostrophe},   // ‵
    {0x2036, 0x2036, Look::kQuote},        // ‶
    {0x2039, 0x203A, Look::kQuote},        // ‹ ›
    {0x2044, 0x2044, Look::kSlash},        // ⁄ fraction slash
    {0x205F, 0x205F, Look::kBlank},        // medium mathematical space
    {0x2060, 0x206F, Look::kInvisible},    // word joiner, isolates
    {0x21A9, 0x21AA, Look::kBlank},        // ↩ ↪ where an editor wrapped
    {0x21B2, 0x21B5, Look::kBlank},        // ↲ ↳ ↴ ↵
    {0x2212, 0x2212, Look::kDash},         // −
    {0x2215, 0x2215, Look::kSlash},        // ∕ division slash
    {0x2236, 0x2236, Look::kColon},        // ∶ ratio
    {0x23CE, 0x23CE, Look::kBlank},        // ⏎
    {0x2409, 0x2409, Look::kBlank},        // ␉ pictures of controls
    {0x240A, 0x240A, Look::kLineEnd},      // ␊
    {0x240D, 0x240D, Look::kInvisible},    // ␍
    {0x2420, 0x2420, Look::kBlank},        // ␠
    {0x2423, 0x2423, Look::kBlank},        // ␣
    {0x2424, 0x2424, Look::kLineEnd},      // ␤
    {0x2500, 0x259F, Look::kBlank},        // box drawing, block elements
    {0x275B, 0x275C, Look::kApostrophe},   // ❛ ❜
    {0x275D, 0x275E, Look::kQuote},        // ❝ ❞
    {0x2800, 0x2800, Look::kBlank},        // Braille blank
    {0x2E3A, 0x2E3B, Look::kDash},         // ⸺ ⸻
    {0x2E42, 0x2E42, Look::kQuote},        // ⹂
    {0x3000, 0x3000, Look::kBlank},        // ideographic space
    {0x300C, 0x300F, Look::kQuote},        // 「」『』
    {0x301D, 0x301F, Look::kQuote},        // 〝〞〟
    {0x3164, 0x3164, Look::kInvisible},    // Hangul filler
    {0xA789, 0xA789, Look::kColon},        // ꞉ of file names on Windows
    {0xFB00, 0xFB06, Look::kLigature},     // ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
    {0xFE00, 0xFE0F, Look::kInvisible},    // variation selectors
    {0xFE41, 0xFE44, Look::kQuote},        // vertical corner brackets
    {0xFE58, 0xFE58, Look::kDash},         // small em dash
    {0xFE63, 0xFE63, Look::kDash},         // small hyphen-minus
    {0xFEFF, 0xFEFF, Look::kInvisible},    // byte order mark
    {0xFF01, 0xFF5E, Look::kFullWidth},    // ！ to ～
    {0xFF62, 0xFF63, Look::kQuote},        // ｢ ｣
    {0xFFA0, 0xFFA0, Look::kInvisible},    // halfwidth Hangul filler
    {0xFFF0, 0xFFF8, Look::kInvisible},    // unassigned specials
    {0xFFFD, 0xFFFD, Look::kInvisible},    // in the place of a byte that could not be read: mostly a quote or a box
    {0x1BCA0, 0x1BCA3, Look::kInvisible},  // shorthand format controls
    {0x1D173, 0x1D17A, Look::kInvisible},  // musical format controls
    {0xE0000, 0xE0FFF, Look::kInvisible},  // tags, variation selectors
};

constexpr bool is_sorted() {
  for (std::size_t i = 1; i < std::size(kRanges); ++i) {
    if (kRanges[i - 1].last >= kRanges[i].first) return false;
  }
  return true;
}
static_assert(is_sorted(), "looked up by binary search");

// Every ASCII byte, to point into.
struct AsciiTable {
  char bytes[128];
};
constexpr AsciiTable ascii_table() {
  AsciiTable table{};
  for (int i = 0; i < 128; ++i) table.bytes[i] = static_cast<char>(i);
  return table;
}
constexpr AsciiTable kAscii = ascii_table();

constexpr std::string_view kLigatures[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};  // from U+FB00 on

struct Replacement {
  bool wanted = false;
  std::string_view bytes;
};

Replacement looks_like(Look look, char32_t code_point) {
  switch (look) {
    case Look::kInvisible:
      return {true, {}};
    case Look::kBlank:
      return {true, " "};
    case Look::kLineEnd:
      return {true, "\n"};
    case Look::kQuote:
      return {true, "\""};
    case Look::kApostrophe:
      return {true, "'"};
    case Look::kDash:
      return {true, "-"};
    case Look::kSlash:
      return {true, "/"};
    case Look::kColon:
      return {true, ":"};
    case Look::kDot:
      return {true, "."};
    case Look::kLigature:
      return {true, kLigatures[code_point - 0xFB00]};
    case Look::kFullWidth:
      return {true, {&kAscii.bytes[code_point - 0xFF01 + '!'], 1}};
  }
  return {};
}

Replacement replacement_of(char32_t code_point) {
  const std::optional<Look> look = look_of(code_point);
  return look ? looks_like(*look, code_point) : Replacement{};
}

// A byte that is no part of UTF-8, as Windows-1252.
Replacement replacement_of_byte(unsigned char byte) {
  if (byte == 0x91 || byte == 0x92) return {true, "'"};
  if (byte == 0x93 || byte == 0x94) return {true, "\""};
  if (byte == 0x96 || byte == 0x97) return {true, "-"};
  if (byte == 0xA0) return {true, " "};
  return {};
}

}  // namespace

std::optional<Look> look_of(char32_t code_point) noexcept {
  const Range* range = std::lower_bound(std::begin(kRanges), std::end(kRanges), code_point,
                                        [](const Range& entry, char32_t wanted) { return entry.last < wanted; });
  if (range == std::end(kRanges) || code_point < range->first) return std::nullopt;
  return range->look;
}

bool undo_unicode(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  Rewriter rewriter(in, out);
  for (std::size_t at = find_non_ascii(text, 0); at < text.size();) {
    const std::size_t length = utf8_sequence(text.substr(at));
    const Replacement replacement = length == 0 ? replacement_of_byte(static_cast<unsigned char>(text[at]))
                                                : replacement_of(decode_utf8(text.substr(at, length)));
    const std::size_t end = at + std::max<std::size_t>(length, 1);
    if (replacement.wanted) rewriter.replace(at, end, replacement.bytes);
    at = find_non_ascii(text, end);
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
