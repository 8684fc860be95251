// Mojibake: UTF-8 that somebody read as another encoding. The quote U+201C becomes three characters, one for each of
// its bytes: those of Windows-1252 or Latin-1 (mail, spreadsheets, old web pages), of the code pages 437 and 850
// (consoles of Windows, which do that to the boxes of Terraform), of Mac Roman.
//
// Characters whose bytes in one of these encodings are a sequence of UTF-8 are read as that. In text that was meant as
// it stands such a sequence is next to impossible: a letter with an accent is followed by signs that follow no letter.
// Sources: unicode.org/Public/MAPPINGS/VENDORS, MICSFT/WINDOWS/CP1252.TXT, MICSFT/PC/CP437.TXT and CP850.TXT,
// APPLE/ROMAN.TXT; what they leave out is read as Latin-1, as browsers do.
#include <algorithm>
#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"
#include "text/unicode.h"

namespace telltale::internal {
namespace {

// The code points of the bytes 0x80 to 0xFF.
using CodePage = std::array<char16_t, 128>;

// clang-format off
constexpr CodePage kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178, 0x00A0, 0x00A1, 0x00A2, 0x00A3,
    0x00A4, 0x00A5, 0x00A6, 0x00A7, 0x00A8, 0x00A9, 0x00AA, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x00AF,
    0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x00B4, 0x00B5, 0x00B6, 0x00B7, 0x00B8, 0x00B9, 0x00BA, 0x00BB,
    0x00BC, 0x00BD, 0x00BE, 0x00BF, 0x00C0, 0x00C1, 0x00C2, 0x00C3, 0x00C4, 0x00C5, 0x00C6, 0x00C7,
    0x00C8, 0x00C9, 0x00CA, 0x00CB, 0x00CC, 0x00CD, 0x00CE, 0x00CF, 0x00D0, 0x00D1, 0x00D2, 0x00D3,
    0x00D4, 0x00D5, 0x00D6, 0x00D7, 0x00D8, 0x00D9, 0x00DA, 0x00DB, 0x00DC, 0x00DD, 0x00DE, 0x00DF,
    0x00E0, 0x00E1, 0x00E2, 0x00E3, 0x00E4, 0x00E5, 0x00E6, 0x00E7, 0x00E8, 0x00E9, 0x00EA, 0x00EB,
    0x00EC, 0x00ED, 0x00EE, 0x00EF, 0x00F0, 0x00F1, 0x00F2, 0x00F3, 0x00F4, 0x00F5, 0x00F6, 0x00F7,
    0x00F8, 0x00F9, 0x00FA, 0x00FB, 0x00FC, 0x00FD, 0x00FE, 0x00FF,
};
constexpr CodePage kCodePage437 = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};
constexpr CodePage kCodePage850 = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00F8, 0x00A3, 0x00D8, 0x00D7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x00AE, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x00C1, 0x00C2, 0x00C0, 0x00A9, 0x2563, 0x2551, 0x2557,
    0x255D, 0x00A2, 0x00A5, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x00E3, 0x00C3,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x00A4, 0x00F0, 0x00D0, 0x00CA, 0x00CB,
    0x00C8, 0x0131, 0x00CD, 0x00CE, 0x00CF, 0x2518, 0x250C, 0x2588, 0x2584, 0x00A6, 0x00CC, 0x2580,
    0x00D3, 0x00DF, 0x00D4, 0x00D2, 0x00F5, 0x00D5, 0x00B5, 0x00FE, 0x00DE, 0x00DA, 0x00DB, 0x00D9,
    0x00FD, 0x00DD, 0x00AF, 0x00B4, 0x00AD, 0x00B1, 0x2017, 0x00BE, 0x00B6, 0x00A7, 0x00F7, 0x00B8,
    0x00B0, 0x00A8, 0x00B7, 0x00B9, 0x00B3, 0x00B2, 0x25A0, 0x00A0,
};
constexpr CodePage kMacRoman = {
    0x00C4, 0x00C5, 0x00C7, 0x00C9, 0x00D1, 0x00D6, 0x00DC, 0x00E1, 0x00E0, 0x00E2, 0x00E4, 0x00E3,
    0x00E5, 0x00E7, 0x00E9, 0x00E8, 0x00EA, 0x00EB, 0x00ED, 0x00EC, 0x00EE, 0x00EF, 0x00F1, 0x00F3,
    0x00F2, 0x00F4, 0x00F6, 0x00F5, 0x00FA, 0x00F9, 0x00FB, 0x00FC, 0x2020, 0x00B0, 0x00A2, 0x00A3,
    0x00A7, 0x2022, 0x00B6, 0x00DF, 0x00AE, 0x00A9, 0x2122, 0x00B4, 0x00A8, 0x2260, 0x00C6, 0x00D8,
    0x221E, 0x00B1, 0x2264, 0x2265, 0x00A5, 0x00B5, 0x2202, 0x2211, 0x220F, 0x03C0, 0x222B, 0x00AA,
    0x00BA, 0x03A9, 0x00E6, 0x00F8, 0x00BF, 0x00A1, 0x00AC, 0x221A, 0x0192, 0x2248, 0x2206, 0x00AB,
    0x00BB, 0x2026, 0x00A0, 0x00C0, 0x00C3, 0x00D5, 0x0152, 0x0153, 0x2013, 0x2014, 0x201C, 0x201D,
    0x2018, 0x2019, 0x00F7, 0x25CA, 0x00FF, 0x0178, 0x2044, 0x20AC, 0x2039, 0x203A, 0xFB01, 0xFB02,
    0x2021, 0x00B7, 0x201A, 0x201E, 0x2030, 0x00C2, 0x00CA, 0x00C1, 0x00CB, 0x00C8, 0x00CD, 0x00CE,
    0x00CF, 0x00CC, 0x00D3, 0x00D4, 0xF8FF, 0x00D2, 0x00DA, 0x00DB, 0x00D9, 0x0131, 0x02C6, 0x02DC,
    0x00AF, 0x02D8, 0x02D9, 0x02DA, 0x00B8, 0x02DD, 0x02DB, 0x02C7,
};
// clang-format on

constexpr const CodePage* kCodePages[] = {&kWindows1252, &kCodePage437, &kCodePage850, &kMacRoman};

struct Glyph {
  char32_t code_point = 0;
  std::size_t length = 0;  // 0: no UTF-8
};

Glyph glyph_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(std::min(at, text.size()), 4);
  const std::size_t length = rest.empty() ? 0 : utf8_sequence(rest);
  return length == 0 ? Glyph{} : Glyph{decode_utf8(rest.substr(0, length)), length};
}

// The byte that `code_point` is in `page`; 0 when it is none of the upper half. What Windows-1252 names, browsers read
// from the bytes that it leaves out, too.
unsigned char byte_of(const CodePage& page, char32_t code_point) {
  const auto* const found = std::find(page.begin(), page.end(), code_point);
  if (found != page.end()) return static_cast<unsigned char>(0x80 + (found - page.begin()));
  const bool is_c1 = &page == &kWindows1252 && code_point >= 0x80 && code_point < 0xA0;
  return is_c1 ? static_cast<unsigned char>(code_point) : 0;
}

struct Reading {
  std::string bytes;    // short enough to live inside the string
  std::size_t end = 0;  // 0: nothing is to be read here
};

// How many bytes the sequence has that `lead` begins; 0 when it begins none.
std::size_t sequence_length(unsigned char lead) {
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Whether somebody may have written `sequence`. Boxes of consoles stand side by side, so of two of their characters
// only what looks like something counts; and behind the last letter of a quotation (Gruß, CAFÉ) a quote is a quote.
bool is_meant(const CodePage& page, std::string_view sequence) {
  constexpr char32_t kEndOfLatin = 0x180;
  constexpr char32_t kPunctuation = 0x2000;  // and all that is behind it: symbols, Chinese, Japanese, Korean
  const char32_t code_point = decode_utf8(sequence);
  const bool accented = &page == &kWindows1252 && code_point < kEndOfLatin;
  return accented || code_point >= kPunctuation || look_of(code_point).has_value();
}

Reading read_in(const CodePage& page, std::string_view text, std::size_t at) {
  Reading reading;
  std::size_t wanted = 1;
  while (reading.bytes.size() < wanted) {
    if (!reading.bytes.empty() && begins_with(text, at, "\n")) ++at;  // a terminal wraps between what it shows
    const Glyph character = glyph_at(text, at);
    const unsigned char byte = character.length < 2 ? 0 : byte_of(page, character.code_point);
    if (byte == 0) return {};
    if (reading.bytes.empty()) wanted = sequence_length(byte);
    if (wanted == 0) return {};
    reading.bytes.push_back(static_cast<char>(byte));
    at += character.length;
  }
  if (utf8_sequence(reading.bytes) != wanted || !is_meant(page, reading.bytes)) return {};
  reading.end = at;
  return reading;
}

// What is left where a program dropped or replaced what an encoding has no character for: the closing quote, E2 80 9D,
// without its last byte; a no-break space, C2 A0, whose second half became a blank.
Reading read_torn(std::string_view text, std::size_t at) {
  constexpr std::string_view kLead = "\xC3\xA2\xE2\x82\xAC";  // E2 80
  constexpr std::string_view kLostByte = "\xEF\xBF\xBD";      // U+FFFD
  constexpr std::string_view kLeadOfBlank = "\xC3\x82";       // C2
  if (begins_with(text, at, kLead)) {
    const std::size_t end = at + kLead.size();
    return {"\"", begins_with(text, end, kLostByte) ? end + kLostByte.size() : end};
  }
  const std::size_t end = at + kLeadOfBlank.size();
  if (begins_with(text, at, kLeadOfBlank) && (begins_with(text, end, " ") || begins_with(text, end, kLeadOfBlank)))
    return {" ", end};
  return {};
}

// Whether `code_point` is the first byte of some sequence in one of the encodings. Most text behind ASCII ends here.
bool may_lead(char32_t code_point) {
  constexpr std::size_t kEnd = 0x2600;  // behind the last of them
  static const auto kLeads = [] {
    std::bitset<kEnd> leads;
    for (const CodePage* const page : kCodePages) {
      for (unsigned byte = 0x80; byte < 0x100; ++byte) {
        const char16_t meant = (*page)[byte - 0x80];
        if (sequence_length(static_cast<unsigned char>(byte)) != 0 && meant < kEnd) leads.set(meant);
      }
    }
    return leads;
  }();
  return code_point < kEnd && kLeads[code_point];
}

Reading read_at(std::string_view text, std::size_t at) {
  for (const CodePage* const page : kCodePages) {
    if (Reading reading = read_in(*page, text, at); reading.end != 0) return reading;
  }
  return read_torn(text, at);
}

}  // namespace

bool undo_mojibake(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  Rewriter rewriter(in, out);
  for (std::size_t at = find_non_ascii(text, 0); at < text.size(); at = find_non_ascii(text, at)) {
    const Glyph glyph = glyph_at(text, at);
    const Reading reading = may_lead(glyph.code_point) ? read_at(text, at) : Reading{};
    if (reading.end != 0) rewriter.replace(at, reading.end, reading.bytes);
    at = reading.end != 0 ? reading.end : at + std::max<std::size_t>(1, glyph.length);
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
