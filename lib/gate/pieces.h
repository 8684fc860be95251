// Pieces of words: what the gate may look for, and what it costs to look for it.
#ifndef TELLTALE_LIB_GATE_PIECES_H_
#define TELLTALE_LIB_GATE_PIECES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

// Longer pieces are rarer, but more of them are broken by a wrap, and fewer patterns share them.
inline constexpr std::size_t kShortestPiece = kShortestWord;
inline constexpr std::size_t kLongestPiece = 8;

// What it costs to look for `piece`, in hits per MB of clean log that would be as bad.
[[nodiscard]] double price(std::string_view piece);

// Whether it is rare enough to be looked for only because a wrap may break the piece that covers a pattern already.
[[nodiscard]] bool may_be_second(std::string_view piece);

// Ways to find a word: by one piece, or by two that share no more than a byte. None for a word that is too short.
[[nodiscard]] std::vector<std::vector<std::string>> ways_of(std::string_view word);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_PIECES_H_
