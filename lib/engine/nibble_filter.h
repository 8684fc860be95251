// Four bytes in a row as nibbles in eight buckets: two table lookups a byte say which buckets it fits, and what fits
// one bucket four times in a row may be one of that bucket's words.
//
// A bucket lets through every combination of its words' nibbles, so words that look alike belong together, and of each
// word those four bytes are looked at that add least. Both are chosen together by going over the words a few times and
// moving each to where logs are expected to let least through; against a choice word by word this halves the false
// places (26,000 to 13,000 a MB for 56 words of the built-in pack).
#ifndef TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_
#define TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

inline constexpr std::size_t kNibbleBuckets = 8;

struct NibbleFilter {
  // Where the four bytes of each word begin.
  std::vector<std::size_t> places;
  // For byte k of the four: bit b of low[k][c & 15] & high[k][c >> 4] is set when c fits bucket b.
  alignas(16) std::array<std::array<std::uint8_t, 16>, kGram> low{};
  alignas(16) std::array<std::array<std::uint8_t, 16>, kGram> high{};
};

// `words`: four bytes or more each, letters in lower case; both cases of a letter fit.
[[nodiscard]] NibbleFilter make_nibble_filter(const std::vector<std::string>& words);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_
