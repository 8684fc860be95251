// Four bytes in a row as nibbles in eight buckets: two table lookups a byte say which buckets it fits, and what fits
// one bucket four times in a row may be one of that bucket's words. A bucket lets through every combination of its
// words' nibbles; bucket_chooser.h says which word goes where.
#ifndef TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_
#define TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

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
