// Four bytes in a row as nibbles in eight buckets: two table lookups a byte say which buckets it fits, and what fits
// one bucket four times in a row may be one of that bucket's words.
//
// A bucket lets through every combination of its words' nibbles, so words that look alike belong together and common
// bytes apart: assign_buckets() puts each word where it adds the least to what logs are expected to let through.
#ifndef TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_
#define TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

inline constexpr std::size_t kNibbleBuckets = 8;

// For byte k of the four: bit b of low[k][c & 15] & high[k][c >> 4] is set when c fits bucket b.
struct NibbleTables {
  alignas(16) std::array<std::array<std::uint8_t, 16>, kGram> low{};
  alignas(16) std::array<std::array<std::uint8_t, 16>, kGram> high{};
};

// `grams`: four bytes each, letters in lower case; both cases of a letter fit.
[[nodiscard]] NibbleTables nibble_tables(const std::vector<std::string_view>& grams);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_NIBBLE_FILTER_H_
