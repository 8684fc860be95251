// Which four bytes of each word a filter looks at, and in which of its buckets.
//
// A bucket lets through more than its words, so words that look alike belong together, and of each word those four
// bytes are looked at that add least. Both are chosen together by going over the words a few times and moving each to
// where logs are expected to let least through; against a choice word by word this halves the false places (26,000 to
// 13,000 a MB for 56 words of the built-in pack in buckets of nibbles).
#ifndef TELLTALE_LIB_ENGINE_BUCKET_CHOOSER_H_
#define TELLTALE_LIB_ENGINE_BUCKET_CHOOSER_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

inline constexpr std::size_t kFilterBuckets = 8;

// Bucket: a FilterBucket.
template <typename Bucket>
class BucketChooser {
 public:
  // `words`: four bytes or more each, letters in lower case.
  explicit BucketChooser(const std::vector<std::string>& words) : words_(words), seats_(words.size()) {
    for (int round = 0; round < kRounds; ++round) {
      for (std::size_t i = 0; i < words_.size(); ++i) {
        if (round > 0) buckets_[seats_[i].bucket].remove(gram(i, seats_[i].place));
        seats_[i] = best_seat(i);
        buckets_[seats_[i].bucket].add(gram(i, seats_[i].place));
      }
    }
  }

  [[nodiscard]] const std::array<Bucket, kFilterBuckets>& buckets() const { return buckets_; }

  // Where the four bytes of each word begin.
  [[nodiscard]] std::vector<std::size_t> places() const {
    std::vector<std::size_t> places;
    for (const Seat& seat : seats_) places.push_back(seat.place);
    return places;
  }

 private:
  static constexpr int kRounds = 3;  // later rounds change little

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
    for (std::size_t place = 0; place + kGram <= words_[word].size(); ++place) {
      const std::string_view candidate = gram(word, place);
      const double hits = occurrences_per_megabyte(candidate);
      for (std::size_t b = 0; b < kFilterBuckets; ++b) {
        const double added = hits + buckets_[b].added_by(candidate, least - hits);
        if (added >= least) continue;
        least = added;
        best = {place, b};
      }
    }
    return best;
  }

  const std::vector<std::string>& words_;
  std::array<Bucket, kFilterBuckets> buckets_;
  std::vector<Seat> seats_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_BUCKET_CHOOSER_H_
