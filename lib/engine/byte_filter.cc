#include "engine/byte_filter.h"

#include <string_view>

#include "engine/bucket_chooser.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kClasses = 128;

std::size_t class_of(char c) { return static_cast<unsigned char>(c) % kClasses; }

double share_of(std::size_t byte_class) {
  static const std::array<double, kClasses> shares = [] {
    std::array<double, kClasses> all{};
    for (std::size_t i = 0; i < kClasses; ++i) all[i] = byte_share(static_cast<unsigned char>(i));
    return all;
  }();
  return shares[byte_class];
}

// The common four bytes of logs, and which of them have a given byte in a given place.
class Grams {
 public:
  static const Grams& get() {
    static const Grams grams;
    return grams;
  }
  [[nodiscard]] const std::vector<std::uint16_t>& with(std::size_t k, std::size_t byte_class) const {
    return with_[k][byte_class];
  }

 private:
  Grams() {
    const std::vector<CommonGram>& grams = common_grams();
    for (std::size_t i = 0; i < grams.size(); ++i) {
      for (std::size_t k = 0; k < kGram; ++k)
        with_[k][class_of(grams[i].first[k])].push_back(static_cast<std::uint16_t>(i));
    }
  }
  std::array<std::array<std::vector<std::uint16_t>, kClasses>, kGram> with_;
};

// What a bucket lets through is expected by the shares of its bytes, as if neighbours did not know each other, and by
// the common grams that fit: those are most of what really comes through (without them 11,000 places a MB for 105
// words, with them 2,900).
class ByteBucket {
 public:
  void add(std::string_view gram, int more) {
    for (std::size_t k = 0; k < kGram; ++k) {
      const std::size_t i = class_of(gram[k]);
      int& words = count_[k][i];
      const bool had = words != 0;
      words += more;
      if (had == (words != 0)) continue;
      share_[k] += had ? -share_of(i) : share_of(i);
      for (const std::uint16_t common : Grams::get().with(k, i)) fits_[common] ^= static_cast<std::uint8_t>(1U << k);
    }
  }

  [[nodiscard]] bool has(std::size_t k, std::size_t byte_class) const { return count_[k][byte_class] != 0; }

  // How many places more in a MB of logs are let through with `gram`; from `enough` on any number will do.
  [[nodiscard]] double added_by(std::string_view gram, double enough) const {
    double before = 1e6;
    double after = 1e6;
    for (std::size_t k = 0; k < kGram; ++k) {
      const std::size_t i = class_of(gram[k]);
      before *= share_[k];
      after *= share_[k] + (has(k, i) ? 0 : share_of(i));
    }
    double added = after - before;
    std::size_t seen = 0;  // places whose new byte was dealt with
    for (std::size_t k = 0; k < kGram && added < enough; ++k) {
      if (has(k, class_of(gram[k]))) continue;
      added += common_added(gram, k, seen);
      seen |= std::size_t{1} << k;
    }
    return added;
  }

 private:
  static constexpr unsigned kAll = (1U << kGram) - 1;

  // What becomes common with byte k of `gram`, but for what does so with a byte in `seen`, too.
  [[nodiscard]] double common_added(std::string_view gram, std::size_t k, std::size_t seen) const {
    double added = 0;
    for (const std::uint16_t common : Grams::get().with(k, class_of(gram[k]))) {
      const std::string_view bytes = common_grams()[common].first;
      unsigned same = 0;
      for (std::size_t j = 0; j < kGram; ++j) same |= (bytes[j] == gram[j] ? 1U : 0U) << j;
      if ((same & seen) == 0 && (same | fits_[common]) == kAll) added += common_grams()[common].second;
    }
    return added;
  }

  std::array<std::array<int, kClasses>, kGram> count_{};  // of the words with that byte in that place
  std::array<double, kGram> share_{};                     // of all bytes: those of the words
  std::vector<std::uint8_t> fits_ = std::vector<std::uint8_t>(common_grams().size());  // bit k: byte k of a common gram
};

}  // namespace

ByteFilter make_byte_filter(const std::vector<std::string>& words) {
  const BucketChooser<ByteBucket> chooser(words);
  ByteFilter filter;
  filter.places = chooser.places();
  for (std::size_t b = 0; b < kFilterBuckets; ++b) {
    const auto bit = static_cast<std::uint8_t>(1U << b);
    for (std::size_t k = 0; k < kGram; ++k) {
      for (std::size_t i = 0; i < kClasses; ++i) {
        if (!chooser.buckets()[b].has(k, i)) continue;
        filter.fits[k][i] |= bit;
        if (i >= 'a' && i <= 'z') filter.fits[k][i - ('a' - 'A')] |= bit;
      }
    }
  }
  return filter;
}

}  // namespace telltale::internal
