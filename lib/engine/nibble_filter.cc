#include "engine/nibble_filter.h"

#include <bitset>

namespace telltale::internal {
namespace {

// The nibbles of one bucket: bit n of low[k] is set when some word has a k-th byte with that low nibble.
struct Bucket {
  std::array<std::bitset<16>, kGram> low;
  std::array<std::bitset<16>, kGram> high;

  void add(std::string_view gram) {
    for (std::size_t k = 0; k < kGram; ++k) {
      const auto byte = static_cast<unsigned char>(gram[k]);
      low[k].set(byte & 15U);
      high[k].set(byte >> 4U);
      if (byte >= 'a' && byte <= 'z') high[k].set((byte >> 4U) - 2);  // the capital: same low nibble, 0x20 below
    }
  }

  // The share of all places in logs that this bucket lets through, as if neighbours did not know each other.
  [[nodiscard]] double expected() const {
    double share = 1;
    for (std::size_t k = 0; k < kGram; ++k) {
      double fits = 0;
      for (unsigned byte = 0; byte < 256; ++byte) {
        const bool both_cases = byte >= 'A' && byte <= 'Z';  // counted with the small letter
        if (!both_cases && low[k].test(byte & 15U) && high[k].test(byte >> 4U)) {
          fits += byte_share(static_cast<unsigned char>(byte));
        }
      }
      share *= fits;
    }
    return share;
  }
};

std::array<Bucket, kNibbleBuckets> assign_buckets(const std::vector<std::string_view>& grams) {
  std::array<Bucket, kNibbleBuckets> buckets;
  for (const std::string_view gram : grams) {
    std::size_t best = 0;
    double least = 2;
    for (std::size_t b = 0; b < kNibbleBuckets; ++b) {
      Bucket with = buckets[b];
      with.add(gram);
      const double added = with.expected() - buckets[b].expected();
      if (added < least) {
        least = added;
        best = b;
      }
    }
    buckets[best].add(gram);
  }
  return buckets;
}

}  // namespace

NibbleTables nibble_tables(const std::vector<std::string_view>& grams) {
  const std::array<Bucket, kNibbleBuckets> buckets = assign_buckets(grams);
  NibbleTables tables;
  for (std::size_t b = 0; b < kNibbleBuckets; ++b) {
    const auto bit = static_cast<std::uint8_t>(1U << b);
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t nibble = 0; nibble < 16; ++nibble) {
        if (buckets[b].low[k].test(nibble)) tables.low[k][nibble] |= bit;
        if (buckets[b].high[k].test(nibble)) tables.high[k][nibble] |= bit;
      }
    }
  }
  return tables;
}

}  // namespace telltale::internal
