// Characters of bytes that may not be UTF-8, and what a terminal makes of them.
#ifndef TELLTALE_LIB_REPORT_CHARACTERS_H_
#define TELLTALE_LIB_REPORT_CHARACTERS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace telltale::internal {

inline constexpr char32_t kReplacement = 0xFFFD;
inline constexpr std::string_view kReplacementUtf8 = "\xEF\xBF\xBD";

struct Character {
  char32_t value = kReplacement;
  std::size_t length = 1;  // bytes; of an invalid sequence: its longest valid beginning, at least 1
  bool valid = false;
};

// The character at `bytes[at]`, at < bytes.size(). Surrogates, overlong forms and values above 10FFFF are invalid.
[[nodiscard]] Character character_at(std::string_view bytes, std::size_t at) noexcept;

void append_utf8(char32_t character, std::string& out);

// Columns of a terminal: 0 for combining and invisible characters, 2 for wide ones.
[[nodiscard]] unsigned column_width(char32_t character) noexcept;

// Moves the cursor, changes the order or the colour of what follows, or ends a line: C0, DEL, C1, line separators,
// bidirectional marks, embeddings, overrides and isolates, interlinear annotations, tags.
[[nodiscard]] bool is_unsafe(char32_t character) noexcept;

// The length of the ANSI escape sequence at `bytes[at]` (CSI, OSC and the other strings, two-byte escapes; 7-bit form
// or UTF-8 C1), 0 when there is none. A string without its end is only its introducer, so that the text behind it
// stays.
[[nodiscard]] std::size_t escape_sequence_length(std::string_view bytes, std::size_t at) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_CHARACTERS_H_
