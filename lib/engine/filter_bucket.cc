#include "engine/filter_bucket.h"

namespace telltale::internal {
namespace {

using GramsByByte = std::array<std::array<std::vector<std::uint16_t>, 256>, kGram>;

GramsByByte grams_by_byte() {
  GramsByByte grams;
  for (std::size_t i = 0; i < common_grams().size(); ++i) {
    for (std::size_t k = 0; k < kGram; ++k)
      grams[k][static_cast<unsigned char>(common_grams()[i].first[k])].push_back(static_cast<std::uint16_t>(i));
  }
  return grams;
}

}  // namespace

const std::vector<std::uint16_t>& common_grams_with(std::size_t place, unsigned char byte) {
  static const GramsByByte grams = grams_by_byte();
  return grams[place][byte];
}

double share_in_logs(unsigned char byte) {
  static const std::array<double, 256> shares = [] {
    std::array<double, 256> all{};
    for (unsigned i = 0; i < all.size(); ++i) {
      const bool capital = i >= 'A' && i <= 'Z';
      all[i] = capital ? 0 : byte_share(static_cast<unsigned char>(i));
    }
    return all;
  }();
  return shares[byte];
}

}  // namespace telltale::internal
