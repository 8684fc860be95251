#include "gate/pieces.h"

#include <algorithm>
#include <array>

#include "base/rarity.h"

namespace telltale::internal {
namespace {

// What one more word costs the filter, in hits per MB of clean log that would be as bad: a hit is a window to clean
// and to match, some microseconds; a word is some hundred more places a MB that the filter looks at twice, some
// nanoseconds each.
constexpr double kWordPrice = 2;

// What each byte beyond the fourth leaves of the hits of its rarest four bytes.
constexpr double kByteLeaves = 0.9;

// What is left of them, by the number of these bytes.
constexpr std::array<double, kLongestPiece - kShortestPiece + 1> kLeft = [] {
  std::array<double, kLongestPiece - kShortestPiece + 1> left{1};
  for (std::size_t i = 1; i < left.size(); ++i) left[i] = left[i - 1] * kByteLeaves;
  return left;
}();

// How much the logs of a cluster count beside all others. With 0.08 they have a tenth fewer hits, and all others half
// as many again.
constexpr double kClusterShare = 0.05;

// Hits per MB of clean log that a second cover may cost. "connection" would cost 450 to find a "connection refused"
// whose "refused" is broken by a wrap: each hit is a window that is cleaned and scanned, and at 1,000 a MB clean logs
// are read at a fraction of the speed.
constexpr double kDearestSecond = 3;

double rate_of(std::string_view gram) {
  return (1 - kClusterShare) * occurrences_per_megabyte(gram) + kClusterShare * occurrences_in_clusters(gram);
}

static_assert(kShortestPiece == kGram, "a piece is as rare as the rarest of its grams");

// A word that knows how rare each four bytes of it are: its pieces are compared dozens of times.
class RatedWord {
 public:
  explicit RatedWord(std::string_view word) : word_(word) {
    for (std::size_t at = 0; at + kGram <= word.size(); ++at) rates_.push_back(rate_of(word.substr(at, kGram)));
  }

  struct Piece {
    std::size_t at = 0;
    std::size_t size = 0;
    double price = 0;
  };

  [[nodiscard]] Piece piece(std::size_t at, std::size_t size) const {
    const auto first = rates_.begin() + static_cast<std::ptrdiff_t>(at);
    const double rate = *std::min_element(first, first + static_cast<std::ptrdiff_t>(size - kGram + 1));
    return {at, size, kWordPrice + rate * kLeft[size - kShortestPiece]};
  }

  // The rarest piece of [begin, end), at most kLongestPiece bytes; the first of equals, so that words that begin alike
  // share it.
  [[nodiscard]] Piece rarest(std::size_t begin, std::size_t end) const {
    Piece best = piece(begin, std::min(end - begin, kLongestPiece));
    for (std::size_t at = begin + 1; at + kLongestPiece <= end; ++at) {
      const Piece other = piece(at, kLongestPiece);
      if (other.price < best.price) best = other;
    }
    return best;
  }

  [[nodiscard]] std::string text(const Piece& piece) const { return std::string(word_.substr(piece.at, piece.size)); }

 private:
  std::string_view word_;
  std::vector<double> rates_;
};

}  // namespace

double price(std::string_view piece) { return RatedWord(piece).piece(0, piece.size()).price; }

bool may_be_second(std::string_view piece) { return occurrences_per_megabyte(piece) <= kDearestSecond; }

std::vector<std::vector<std::string>> ways_of(std::string_view word) {
  if (word.size() < kShortestPiece) return {};
  const RatedWord rated(word);
  std::vector<std::vector<std::string>> ways = {{rated.text(rated.rarest(0, word.size()))}};
  if (word.size() + 1 < 2 * kShortestPiece) return ways;
  std::vector<std::string> halves;
  double least = 1e9;
  for (std::size_t cut = kShortestPiece; cut + kShortestPiece <= word.size() + 1; ++cut) {
    const RatedWord::Piece first = rated.rarest(0, cut);
    const RatedWord::Piece second = rated.rarest(cut - 1, word.size());
    if (first.price + second.price >= least) continue;
    least = first.price + second.price;
    halves = {rated.text(first), rated.text(second)};
  }
  ways.push_back({halves[0]});
  ways.push_back({halves[1]});
  ways.push_back(halves);
  return ways;
}

}  // namespace telltale::internal
