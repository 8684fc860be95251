// Cells: a text cut into what a terminal shows, one character a cell, each knowing which bytes it stands for.
//
// The one place that decides what of a hostile text reaches a screen: everything that quotes text goes through here.
#ifndef TELLTALE_LIB_REPORT_CELLS_H_
#define TELLTALE_LIB_REPORT_CELLS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/report.h"

namespace telltale::internal {

struct Cell {
  std::string text;    // safe to print
  unsigned width = 1;  // columns
  std::size_t begin = 0;
  std::size_t end = 0;  // the bytes of the text that it stands for
  bool newline = false;
};

// Escape sequences have no cell; controls, bidirectional overrides and invalid bytes are U+FFFD; a tab is blanks; CR LF
// is one newline. Combining characters join the cell in front, up to a bound.
[[nodiscard]] std::vector<Cell> cells_of(std::string_view text, Evidence::Encoding encoding);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_CELLS_H_
