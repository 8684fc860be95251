// Terminal escape sequences, recognised wherever they begin; the step `ansi` drops them, and records.cc looks through
// them at the start of raw lines.
#ifndef TELLTALE_LIB_TEXT_ANSI_H_
#define TELLTALE_LIB_TEXT_ANSI_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// The length of the terminal sequence that begins at `at`; 0 when none does.
//
// ECMA-48: CSI (colours, cursor), OSC, DCS and other strings up to BEL or ST, two-byte escapes; introduced by a raw
// ESC, by the C1 code as UTF-8 or as a byte behind ASCII, or by ESC as other programs show it: ^[ of `cat -v`, the
// picture U+241B, the arrow U+2190 of Windows code pages, U+FFFD. Last, colours and erasures whose ESC was lost.
[[nodiscard]] std::size_t terminal_sequence(std::string_view text, std::size_t at) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_ANSI_H_
