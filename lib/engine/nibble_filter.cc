#include "engine/nibble_filter.h"

#include <string_view>

#include "engine/bucket_chooser.h"

namespace telltale::internal {
namespace {

// byte_share() by nibbles; capitals are counted with their small letters.
using NibbleShares = std::array<std::array<double, 16>, 16>;

NibbleShares nibble_shares() {
  NibbleShares shares{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool capital = byte >= 'A' && byte <= 'Z';
    if (!capital) shares[byte >> 4U][byte & 15U] = byte_share(static_cast<unsigned char>(byte));
  }
  return shares;
}

// How many of a bucket's words have a k-th byte with that nibble.
struct NibbleBucket {
  std::array<std::array<int, 16>, kGram> low{};
  std::array<std::array<int, 16>, kGram> high{};

  void add(std::string_view gram, int count) {
    for (std::size_t k = 0; k < kGram; ++k) {
      const auto byte = static_cast<unsigned char>(gram[k]);
      low[k][byte & 15U] += count;
      high[k][byte >> 4U] += count;
      if (byte >= 'a' && byte <= 'z') high[k][(byte >> 4U) - 2U] += count;  // the capital: 0x20 below
    }
  }

  // As if neighbours did not know each other.
  [[nodiscard]] double expected() const {
    static const NibbleShares shares = nibble_shares();
    double places = 1e6;
    for (std::size_t k = 0; k < kGram; ++k) {
      double fits = 0;
      for (std::size_t upper = 0; upper < 16; ++upper) {
        if (high[k][upper] == 0) continue;
        for (std::size_t lower = 0; lower < 16; ++lower) fits += low[k][lower] != 0 ? shares[upper][lower] : 0;
      }
      places *= fits;
    }
    return places;
  }
  [[nodiscard]] double added_by(std::string_view gram, double /*enough*/) const {
    NibbleBucket with = *this;
    with.add(gram, 1);
    return with.expected() - expected();
  }
};

}  // namespace

NibbleFilter make_nibble_filter(const std::vector<std::string>& words) {
  const BucketChooser<NibbleBucket> chooser(words);
  NibbleFilter filter;
  filter.places = chooser.places();
  for (std::size_t b = 0; b < kFilterBuckets; ++b) {
    const auto bit = static_cast<std::uint8_t>(1U << b);
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t nibble = 0; nibble < 16; ++nibble) {
        if (chooser.buckets()[b].low[k][nibble] != 0) filter.low[k][nibble] |= bit;
        if (chooser.buckets()[b].high[k][nibble] != 0) filter.high[k][nibble] |= bit;
      }
    }
  }
  return filter;
}

}  // namespace telltale::internal
