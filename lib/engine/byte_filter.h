// Four bytes in a row in eight buckets, as a nibble filter (nibble_filter.h) but byte by byte: for CPUs that look up a
// byte in a table of 128 at once. What fits a bucket four times in a row may be one of that bucket's words.
#ifndef TELLTALE_LIB_ENGINE_BYTE_FILTER_H_
#define TELLTALE_LIB_ENGINE_BYTE_FILTER_H_

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

struct ByteFilter {
  // Where the four bytes of each word begin.
  std::vector<std::size_t> places;
  // For byte k of the four: bit b of fits[k][c & 127] is set when c fits bucket b. A byte above 127 fits where the one
  // 128 below it does: rare in logs, and what comes of it is compared anyway.
  alignas(64) std::array<std::array<std::uint8_t, 128>, kGram> fits{};
};

// `words`: four bytes or more each, letters in lower case; both cases of a letter fit.
[[nodiscard]] ByteFilter make_byte_filter(const std::vector<std::string>& words);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_BYTE_FILTER_H_
