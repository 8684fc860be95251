#include "engine/byte_filter.h"

#include "engine/bucket_chooser.h"
#include "engine/filter_bucket.h"

namespace telltale::internal {
namespace {

struct ByteLookup {
  static constexpr std::size_t kTables = 1;
  static constexpr std::size_t kIndexes = 128;
  static constexpr std::size_t index_of(std::size_t /*table*/, unsigned char byte) { return byte % kIndexes; }
};

}  // namespace

ByteFilter make_byte_filter(const std::vector<std::string>& words) {
  const BucketChooser<FilterBucket<ByteLookup>> chooser(words);
  ByteFilter filter;
  filter.places = chooser.places();
  for (std::size_t b = 0; b < kFilterBuckets; ++b) {
    const auto bit = static_cast<std::uint8_t>(1U << b);
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t i = 0; i < ByteLookup::kIndexes; ++i) {
        if (chooser.buckets()[b].has(0, k, i)) filter.fits[k][i] |= bit;
      }
    }
  }
  return filter;
}

}  // namespace telltale::internal
