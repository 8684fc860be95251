#include "engine/nibble_filter.h"

#include <string_view>

namespace telltale::internal {
namespace {

// Later rounds change little.
constexpr int kRounds = 3;

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
struct Bucket {
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

  // The places in a MB of logs that this bucket lets through, as if neighbours did not know each other.
  [[nodiscard]] double expected(const NibbleShares& shares) const {
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
};

class Chooser {
 public:
  explicit Chooser(const std::vector<std::string>& words) : words_(words), seats_(words.size()) {
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (round > 0) buckets_[seats_[i].bucket].add(gram(i, seats_[i].place), -1);
        seats_[i] = best_seat(i);
        buckets_[seats_[i].bucket].add(gram(i, seats_[i].place), 1);
      }
    }
  }

  [[nodiscard]] NibbleFilter filter() const {
    NibbleFilter filter;
    for (const Seat& seat : seats_) filter.places.push_back(seat.place);
    for (std::size_t b = 0; b < kNibbleBuckets; ++b) {
      const auto bit = static_cast<std::uint8_t>(1U << b);
      for (std::size_t k = 0; k < kGram; ++k) {
        for (std::size_t nibble = 0; nibble < 16; ++nibble) {
          if (buckets_[b].low[k][nibble] != 0) filter.low[k][nibble] |= bit;
          if (buckets_[b].high[k][nibble] != 0) filter.high[k][nibble] |= bit;
        }
      }
    }
    return filter;
  }

 private:
  struct Seat {
    std::size_t place = 0;
    std::size_t bucket = 0;
  };

  [[nodiscard]] std::string_view gram(std::size_t word, std::size_t place) const {
    return std::string_view(words_[word]).substr(place, kGram);
  }

  [[nodiscard]] Seat best_seat(std::size_t word) const {
    Seat best;
    double least = 1e18;
    for (std::size_t b = 0; b < kNibbleBuckets; ++b) {
      const double before = buckets_[b].expected(shares_);
      for (std::size_t place = 0; place + kGram <= words_[word].size(); ++place) {
        Bucket with = buckets_[b];
        with.add(gram(word, place), 1);
        const double added = with.expected(shares_) - before + occurrences_per_megabyte(gram(word, place));
        if (added >= least) continue;
        least = added;
        best = {place, b};
      }
    }
    return best;
  }

  const std::vector<std::string>& words_;
  NibbleShares shares_ = nibble_shares();
  std::array<Bucket, kNibbleBuckets> buckets_;
  std::vector<Seat> seats_;
};

}  // namespace

NibbleFilter make_nibble_filter(const std::vector<std::string>& words) { return Chooser(words).filter(); }

}  // namespace telltale::internal
