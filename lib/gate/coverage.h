// Coverage: how often needs are covered by the pieces that are chosen so far.
//
// Planning tries tens of thousands of pieces, and a common one ("fail") stands in a large share of all needs. So whose
// words hold which piece is worked out once, every count is kept, and a try visits only what it can change.
#ifndef TELLTALE_LIB_GATE_COVERAGE_H_
#define TELLTALE_LIB_GATE_COVERAGE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gate/gate.h"

namespace telltale::internal {

// How often a pattern wants to be covered.
inline constexpr std::size_t kWanted = 2;

class Coverage {
 public:
  using Id = std::uint32_t;

  struct Piece {
    std::string text;
    double price = 0;
    bool may_be_second = false;
    std::vector<Id> words;  // that hold it
  };
  // A piece within a word.
  struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    Id piece = 0;
  };
  struct Word {
    std::vector<std::vector<Id>> ways;  // pieces, ways_of()
    std::vector<Place> places;          // what ends first comes first; it leaves most to the others
    std::vector<Id> sets;               // that have it among their alternatives
    std::size_t times = 0;
  };
  // Alternatives. It is covered as often as the one that is covered least.
  struct Set {
    std::vector<Id> words;
    std::vector<Id> needs;  // that ask for it; as often as they do
    std::vector<Id> open;   // of these, those that are not yet covered as often as wanted
    std::size_t times = 0;
  };

  explicit Coverage(const std::vector<GateNeed>& needs);

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] const std::vector<Set>& sets() const { return sets_; }  // in the order of their alternatives
  [[nodiscard]] bool chosen(Id piece) const { return chosen_[piece]; }  // or tried

  // Up to kWanted; a need is covered by all of its sets together.
  [[nodiscard]] std::size_t times_of_need(std::size_t need) const;

  // Tries: pieces that are looked at as if they were chosen, until they are put back. False when it is there already.
  bool try_piece(Id piece);
  void put_back(const std::vector<Id>& pieces);

  // How many pieces of those chosen or tried, that no wrap breaks together, the word holds; up to kWanted.
  [[nodiscard]] std::size_t times_now(Id word) const;

  // How many times more needs are covered with `pieces`, which are tried; by all, or by those covered never yet.
  [[nodiscard]] std::size_t gained(const std::vector<Id>& pieces, bool only_first);

  void choose(const std::vector<Id>& pieces);

  // Takes a chosen piece back if every need is covered as often without it; whether it did.
  bool drop_if_needless(Id piece);

 private:
  void cut_words(const std::unordered_map<std::string_view, Id>& words);
  void find_places(Id word, std::string_view text, const std::unordered_map<std::string, Id>& numbers);
  [[nodiscard]] std::size_t times_now(const Set& set) const;
  // The sets of words that hold `pieces`.
  [[nodiscard]] const std::vector<Id>& sets_with(const std::vector<Id>& pieces);
  // Notes what becomes of `needs` when a set of theirs is covered `more` times (or less).
  void change(const std::vector<Id>& needs, std::size_t more);
  void keep_changes();
  void forget_changes();

  std::vector<Piece> pieces_;
  std::vector<Word> words_;
  std::vector<Set> sets_;
  std::vector<bool> chosen_;             // or tried
  std::vector<std::size_t> need_times_;  // the sum of its sets
  // Of the try at hand.
  std::vector<Id> with_pieces_;
  std::vector<std::uint32_t> visited_;  // of each set: the number of the last visit
  std::uint32_t visit_ = 0;
  std::vector<std::size_t> times_after_;  // of each need: what need_times_ would be
  std::vector<Id> changed_;               // needs for which that is another
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_COVERAGE_H_
