// plan_gate(): few words that together cover every pattern twice.
//
// A pattern is covered by a word that every text it matches must hold. Once is enough for clean text; twice, because a
// terminal may have broken one of the words with a line wrap. Where a pattern has but one rare word, two pieces of it
// count as two, also when one ends with the byte that the other one begins with: a wrap stands between two bytes, so it
// never breaks both ("webh" and "hook").
//
// This is a weighted set cover, solved greedily: again and again the word that covers most patterns for its price,
// which is what it costs in hits on clean logs (base/rarity.h) and in a filter that has one more word to look for.
// What turns out to be covered anyway is dropped at the end.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <queue>
#include <set>
#include <string_view>
#include <utility>

#include "base/rarity.h"
#include "gate/gate.h"

namespace telltale::internal {
namespace {

// Longer pieces are rarer, but more of them are broken by a wrap, and fewer patterns share them.
constexpr std::size_t kShortestPiece = kShortestWord;
constexpr std::size_t kLongestPiece = 8;

// What one more word costs the filter, in hits per MB of clean log that would be as bad: a hit is a window to clean
// and to match, some microseconds; a word is some hundred more places a MB that the filter looks at twice, some
// nanoseconds each.
constexpr double kWordPrice = 2;

// What each byte beyond the fourth leaves of the hits of its rarest four bytes.
constexpr double kByteLeaves = 0.9;

// How often a pattern wants to be covered.
constexpr std::size_t kWanted = 2;

// Hits per MB of clean log that a second cover may cost. "connection" would cost 450 to find a "connection refused"
// whose "refused" is broken by a wrap: each hit is a window that is cleaned and scanned, and at 1,000 a MB clean logs
// are read at a fraction of the speed.
constexpr double kDearestSecond = 3;

double hits_per_megabyte(std::string_view piece) {
  return occurrences_per_megabyte(piece) * std::pow(kByteLeaves, static_cast<double>(piece.size() - kShortestPiece));
}

double price(std::string_view piece) { return kWordPrice + hits_per_megabyte(piece); }

// The rarest piece of `word`, at most kLongestPiece bytes; the first of equals, so that words that begin alike share
// it.
std::string rarest_piece(std::string_view word) {
  std::string_view best = word.substr(0, kLongestPiece);
  for (std::size_t at = 1; at + kLongestPiece <= word.size(); ++at) {
    const std::string_view piece = word.substr(at, kLongestPiece);
    if (price(piece) < price(best)) best = piece;
  }
  return std::string(best);
}

// Ways to find a word: by one piece, or by two that share no more than a byte. None for a word that is too short.
std::vector<std::vector<std::string>> ways_of(std::string_view word) {
  if (word.size() < kShortestPiece) return {};
  std::vector<std::vector<std::string>> ways = {{rarest_piece(word)}};
  if (word.size() + 1 < 2 * kShortestPiece) return ways;
  std::vector<std::string> halves;
  double least = 1e9;
  for (std::size_t cut = kShortestPiece; cut + kShortestPiece <= word.size() + 1; ++cut) {
    std::vector<std::string> both = {rarest_piece(word.substr(0, cut)), rarest_piece(word.substr(cut - 1))};
    const double sum = price(both[0]) + price(both[1]);
    if (sum < least) {
      least = sum;
      halves = std::move(both);
    }
  }
  ways.push_back({halves[0]});
  ways.push_back({halves[1]});
  ways.push_back(halves);
  return ways;
}

// The pieces that are chosen. Planning looks pieces up, and tries sets with one more, hundreds of thousands of times: a
// piece is a number here (its bytes, and no piece is longer than eight), and the set a sorted list.
class Chosen {
 public:
  [[nodiscard]] bool holds(std::string_view piece) const {
    return std::binary_search(numbers_.begin(), numbers_.end(), number_of(piece));
  }
  // False when it is there already.
  bool insert(std::string_view piece) {
    const std::uint64_t number = number_of(piece);
    const auto place = std::lower_bound(numbers_.begin(), numbers_.end(), number);
    if (place != numbers_.end() && *place == number) return false;
    numbers_.insert(place, number);
    return true;
  }
  void erase(std::string_view piece) {
    numbers_.erase(std::lower_bound(numbers_.begin(), numbers_.end(), number_of(piece)));
  }
  // In the order of their bytes.
  [[nodiscard]] std::vector<std::string> pieces() const {
    std::vector<std::string> all;
    for (const std::uint64_t number : numbers_) all.push_back(piece_of(number));
    return all;
  }

 private:
  static std::uint64_t number_of(std::string_view piece) {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < kLongestPiece; ++i)
      number = number << 8U | (i < piece.size() ? static_cast<unsigned char>(piece[i]) : 0U);
    return number;
  }
  static std::string piece_of(std::uint64_t number) {
    std::string piece;
    for (; number != 0; number <<= 8U) piece.push_back(static_cast<char>(number >> 56U));
    return piece;
  }

  std::vector<std::uint64_t> numbers_;
};

// How many pieces of `chosen` that no wrap breaks together `word` holds, up to kWanted.
std::size_t times_covered(std::string_view word, const Chosen& chosen) {
  std::size_t times = 0;
  std::size_t shared = 0;  // the byte from which a further piece may begin: the last one's last
  // The piece that ends first leaves most to the others.
  for (std::size_t end = kShortestPiece; end <= word.size() && times < kWanted; ++end) {
    const std::size_t longest = std::min(kLongestPiece, end - shared);
    for (std::size_t length = kShortestPiece; length <= longest; ++length) {
      if (!chosen.holds(word.substr(end - length, length))) continue;
      ++times;
      shared = end - 1;
      break;
    }
  }
  return times;
}

std::size_t times_covered(const RequiredWord& alternatives, const Chosen& chosen) {
  std::size_t times = kWanted;
  for (const std::string& word : alternatives) times = std::min(times, times_covered(word, chosen));
  return alternatives.empty() ? 0 : times;
}

class Planner {
 public:
  explicit Planner(const std::vector<GateNeed>& needs) {
    for (const GateNeed& need : needs) {
      needs_.push_back(need);
      for (const RequiredWord& alternatives : needs_.back()) {
        holders_[alternatives].push_back(needs_.size() - 1);
        for (const std::string& word : alternatives) note_word(word, needs_.size() - 1);
      }
    }
  }

  GatePlan plan() {
    cover();
    drop_needless();
    GatePlan plan;
    plan.words = chosen_.pieces();
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      if (times_covered(needs_[i], chosen_) == 0) plan.uncovered.push_back(i);
    }
    return plan;
  }

 private:
  // Covering one set of alternatives once more than it is now.
  struct Step {
    double worth = 0;  // patterns covered once more, per price
    const RequiredWord* alternatives = nullptr;
    std::vector<std::string> pieces;
    bool operator<(const Step& other) const { return worth < other.worth; }
  };

  void note_word(const std::string& word, std::size_t pattern) {
    const auto [entry, is_new] = ways_.try_emplace(word);
    if (is_new) entry->second = ways_of(word);
    for (std::size_t at = 0; at + kShortestPiece <= word.size(); ++at) {
      grams_[word.substr(at, kShortestPiece)].insert(pattern);
    }
  }

  // The patterns of which some word may hold `piece`.
  [[nodiscard]] const std::set<std::size_t>& affected_by(std::string_view piece) const {
    return grams_.find(piece.substr(0, kShortestPiece))->second;
  }

  static std::size_t times_covered(const std::vector<RequiredWord>& needs, const Chosen& chosen) {
    std::size_t times = 0;
    for (const RequiredWord& alternatives : needs) {
      times += internal::times_covered(alternatives, chosen);
      if (times >= kWanted) return kWanted;
    }
    return times;
  }

  // The cheapest pieces that cover `alternatives` once more; none when that is not possible.
  [[nodiscard]] std::vector<std::string> pieces_for(const RequiredWord& alternatives) const {
    const std::size_t wanted = internal::times_covered(alternatives, chosen_) + 1;
    Chosen with = chosen_;
    std::vector<std::string> added;
    for (const std::string& word : alternatives) {
      if (internal::times_covered(word, with) >= wanted) continue;
      const std::vector<std::string> best = cheapest_way(word, wanted, with);
      if (best.empty()) return {};
      for (const std::string& piece : best) with.insert(piece);
      added.insert(added.end(), best.begin(), best.end());
    }
    return added;
  }

  // What to add to `chosen` so that it covers `word` so many times.
  [[nodiscard]] std::vector<std::string> cheapest_way(const std::string& word, std::size_t wanted,
                                                      const Chosen& chosen) const {
    std::vector<std::string> best;
    double least = 1e9;
    for (const std::vector<std::string>& way : ways_.find(word)->second) {
      Chosen with = chosen;
      double sum = 0;
      std::vector<std::string> added;
      for (const std::string& piece : way) {
        if (!with.insert(piece)) continue;
        sum += price(piece);
        added.push_back(piece);
      }
      if (sum >= least || internal::times_covered(word, with) < wanted) continue;
      least = sum;
      best = std::move(added);
    }
    return best;
  }

  [[nodiscard]] Step judge(const RequiredWord& alternatives) const {
    Step step{0, &alternatives, pieces_for(alternatives)};
    Chosen with = chosen_;
    std::set<std::size_t> affected;
    double cost = 0;
    for (const std::string& piece : step.pieces) {
      with.insert(piece);
      cost += price(piece);
      const std::set<std::size_t>& some = affected_by(piece);
      affected.insert(some.begin(), some.end());
    }
    const bool cheap = std::all_of(step.pieces.begin(), step.pieces.end(), [](const std::string& piece) {
      return occurrences_per_megabyte(piece) <= kDearestSecond;
    });
    std::size_t gained = 0;
    for (const std::size_t i : affected) {
      const std::size_t before = times_covered(needs_[i], chosen_);
      if (cheap || before == 0) gained += times_covered(needs_[i], with) - before;
    }
    if (gained > 0) step.worth = static_cast<double>(gained) / cost;
    return step;
  }

  // Judging is the costly part. A step is worth less and less as others are taken, so the best one of yesterday that is
  // still better than what is said of the second is the best one of today.
  void cover() {
    std::priority_queue<Step> queue;
    for (const auto& [alternatives, patterns] : holders_) queue.push(judge(alternatives));
    while (!queue.empty()) {
      const RequiredWord& alternatives = *queue.top().alternatives;
      queue.pop();
      const Step step = judge(alternatives);
      if (step.worth == 0) continue;
      if (queue.empty() || step.worth >= queue.top().worth) {
        for (const std::string& piece : step.pieces) chosen_.insert(piece);
      }
      queue.push(step);
    }
  }

  // The dearest first.
  void drop_needless() {
    std::vector<std::string> pieces = chosen_.pieces();
    std::stable_sort(pieces.begin(), pieces.end(),
                     [](const std::string& a, const std::string& b) { return price(a) > price(b); });
    for (const std::string& piece : pieces) {
      Chosen without = chosen_;
      without.erase(piece);
      const std::set<std::size_t>& affected = affected_by(piece);
      const bool needless = std::all_of(affected.begin(), affected.end(), [&](std::size_t i) {
        return times_covered(needs_[i], without) == times_covered(needs_[i], chosen_);
      });
      if (needless) chosen_ = std::move(without);
    }
  }

  std::vector<std::vector<RequiredWord>> needs_;                       // of each pattern
  std::map<RequiredWord, std::vector<std::size_t>> holders_;           // patterns by what they need
  std::map<std::string, std::vector<std::vector<std::string>>> ways_;  // of each word
  std::map<std::string, std::set<std::size_t>, std::less<>> grams_;    // patterns by what stands in their words
  Chosen chosen_;
};

}  // namespace

GatePlan plan_gate(const std::vector<GateNeed>& needs) { return Planner(needs).plan(); }

}  // namespace telltale::internal
