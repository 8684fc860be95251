// An input in large pieces of whole lines, for whoever reads it as a whole: a bundle's logs may be larger than the
// memory.
#ifndef TELLTALE_CLI_LINE_PIECES_H_
#define TELLTALE_CLI_LINE_PIECES_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "inputs.h"

namespace telltale::cli {

using TakePiece = std::function<void(std::string_view text, std::uint64_t first_line)>;

// Calls `take` with each piece and the number of its first line, from 1; a line longer than a piece (32 MiB) is cut. Of
// a binary file that a walk met nothing is taken. Returns what went wrong, one sentence; empty when nothing did. What
// was read before is taken.
[[nodiscard]] std::string take_line_pieces(const Input& input, const TakePiece& take);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_LINE_PIECES_H_
