#include "engine/nibble_filter.h"

#include "engine/bucket_chooser.h"
#include "engine/filter_bucket.h"

namespace telltale::internal {
namespace {

struct NibbleLookup {
  static constexpr std::size_t kTables = 2;
  static constexpr std::size_t kLow = 0;
  static constexpr std::size_t kHigh = 1;
  static constexpr std::size_t kIndexes = 16;
  static constexpr std::size_t index_of(std::size_t table, unsigned char byte) {
    return table == kLow ? byte % kIndexes : byte / kIndexes;
  }
};

}  // namespace

NibbleFilter make_nibble_filter(const std::vector<std::string>& words) {
  const BucketChooser<FilterBucket<NibbleLookup>> chooser(words);
  NibbleFilter filter;
  filter.places = chooser.places();
  for (std::size_t b = 0; b < kFilterBuckets; ++b) {
    const auto bit = static_cast<std::uint8_t>(1U << b);
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t nibble = 0; nibble < 16; ++nibble) {
        if (chooser.buckets()[b].has(NibbleLookup::kLow, k, nibble)) filter.low[k][nibble] |= bit;
        if (chooser.buckets()[b].has(NibbleLookup::kHigh, k, nibble)) filter.high[k][nibble] |= bit;
      }
    }
  }
  return filter;
}

}  // namespace telltale::internal
