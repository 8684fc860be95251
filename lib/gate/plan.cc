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
#include <cstdint>
#include <queue>
#include <utility>

#include "base/rarity.h"
#include "gate/coverage.h"
#include "gate/gate.h"

namespace telltale::internal {
namespace {

// Hits per MB of a cluster's log that a second cover may cost for each pattern that it covers. With 400, "secret",
// "kube-" and "-system" are looked for, which serve one pattern each: they make a third of all hits there, and of
// 20,000 mangled texts none is found thanks to them.
constexpr double kDearestSecondInCluster = 300;

using Id = Coverage::Id;
using Pieces = std::vector<Id>;

class Planner {
 public:
  explicit Planner(const std::vector<GateNeed>& needs) : coverage_(needs), need_count_(needs.size()) {}

  GatePlan plan() {
    cover();
    drop_needless();
    GatePlan plan;
    for (const Id piece : chosen()) plan.words.push_back(coverage_.pieces()[piece].text);
    for (std::size_t i = 0; i < need_count_; ++i) {
      if (coverage_.times_of_need(i) == 0) plan.uncovered.push_back(i);
    }
    return plan;
  }

 private:
  // Covering one set of alternatives once more than it is now.
  struct Step {
    double worth = 0;  // patterns covered once more, per price
    Id set = 0;
    Pieces pieces;
    bool operator<(const Step& other) const { return worth < other.worth; }
  };

  // What of `way` is not there yet; it is tried.
  Pieces try_way(const Pieces& way) {
    Pieces added;
    for (const Id piece : way) {
      if (coverage_.try_piece(piece)) added.push_back(piece);
    }
    return added;
  }

  [[nodiscard]] double price_of(const Pieces& pieces) const {
    double sum = 0;
    for (const Id piece : pieces) sum += coverage_.pieces()[piece].price;
    return sum;
  }

  // What to add so that `word` is covered so many times.
  [[nodiscard]] Pieces cheapest_way(Id word, std::size_t wanted) {
    Pieces best;
    double least = 1e9;
    for (const Pieces& way : coverage_.words()[word].ways) {
      Pieces added = try_way(way);
      const bool enough = coverage_.times_now(word) >= wanted;
      coverage_.put_back(added);
      const double sum = price_of(added);
      if (sum >= least || !enough) continue;
      least = sum;
      best = std::move(added);
    }
    return best;
  }

  // The cheapest pieces that cover the set once more, tried; none when that is not possible.
  [[nodiscard]] Pieces try_to_cover(Id set) {
    const std::size_t wanted = coverage_.sets()[set].times + 1;
    Pieces added;
    for (const Id word : coverage_.sets()[set].words) {
      if (coverage_.times_now(word) >= wanted) continue;
      const Pieces best = cheapest_way(word, wanted);
      if (best.empty()) {
        coverage_.put_back(added);
        return {};
      }
      try_way(best);
      added.insert(added.end(), best.begin(), best.end());
    }
    return added;
  }

  // Whether `pieces` may cover `needs` of them once more that are covered already.
  [[nodiscard]] bool may_cover_again(const Pieces& pieces, std::size_t needs) const {
    double hits_in_clusters = 0;
    for (const Id piece : pieces) {
      if (!coverage_.pieces()[piece].may_be_second) return false;
      hits_in_clusters += occurrences_in_clusters(coverage_.pieces()[piece].text);
    }
    return hits_in_clusters <= kDearestSecondInCluster * static_cast<double>(needs);
  }

  [[nodiscard]] Step judge(Id set) {
    Step step{0, set, try_to_cover(set)};
    std::size_t gained = coverage_.gained(step.pieces, false);
    if (!may_cover_again(step.pieces, gained)) gained = coverage_.gained(step.pieces, true);
    coverage_.put_back(step.pieces);
    if (gained > 0) step.worth = static_cast<double>(gained) / price_of(step.pieces);
    return step;
  }

  // Judging is the costly part. A step is worth less and less as others are taken, so the best one of yesterday that is
  // still better than what is said of the second is the best one of today.
  void cover() {
    std::priority_queue<Step> queue;
    for (Id set = 0; set < coverage_.sets().size(); ++set) queue.push(judge(set));
    while (!queue.empty()) {
      const Id set = queue.top().set;
      queue.pop();
      Step step = judge(set);
      if (step.worth == 0) continue;
      if (queue.empty() || step.worth >= queue.top().worth) coverage_.choose(step.pieces);
      queue.push(std::move(step));
    }
  }

  // In the order of their bytes.
  [[nodiscard]] Pieces chosen() const {
    const std::vector<Coverage::Piece>& pieces = coverage_.pieces();
    Pieces chosen;
    for (Id i = 0; i < pieces.size(); ++i) {
      if (coverage_.chosen(i)) chosen.push_back(i);
    }
    std::sort(chosen.begin(), chosen.end(), [&](Id a, Id b) { return pieces[a].text < pieces[b].text; });
    return chosen;
  }

  // The dearest first.
  void drop_needless() {
    Pieces pieces = chosen();
    std::stable_sort(pieces.begin(), pieces.end(),
                     [&](Id a, Id b) { return coverage_.pieces()[a].price > coverage_.pieces()[b].price; });
    for (const Id piece : pieces) coverage_.drop_if_needless(piece);
  }

  Coverage coverage_;
  std::size_t need_count_ = 0;
};

}  // namespace

GatePlan plan_gate(const std::vector<GateNeed>& needs) { return Planner(needs).plan(); }

}  // namespace telltale::internal
