// NeedFilter: the gate's second look. A gate word says that something could be near; most of the time, in a clean log,
// it is just a word ("denied", "timeout"). Before the window around it is undone and matched, which costs dozens of
// microseconds, this asks whether the window holds enough of what any pattern with that word needs.
//
// It reads raw bytes, so it may not ask for all that a pattern needs: a wrap may have broken a word, and what stands in
// front of the continued line may be letters. It drops all bytes but letters and digits, which mends most of that, and
// then asks for half of a pattern's words. Asking for more than half costs a third of a percent of mangled texts
// (tests/invariance: 70 of 20,000).
#ifndef TELLTALE_LIB_GATE_NEED_FILTER_H_
#define TELLTALE_LIB_GATE_NEED_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gate/gate.h"

namespace telltale::internal {

class NeedFilter {
 public:
  // What one thread knows of the window it looked at last; reused, so that only the first looks allocate.
  class Look {
    friend class NeedFilter;
    std::string letters_;
    std::vector<std::uint64_t> found_;  // bit i: one of the alternatives i stands in the window
  };

  NeedFilter(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words);

  // Finds the words of all needs in `window`. Cost: some nanoseconds a byte.
  void look_at(std::string_view window, Look* look) const;

  // False when no need that holds the gate word at the end of `text` has half of its words in the window of `look`.
  [[nodiscard]] bool may_match(std::string_view text, const Look& look) const;

 private:
  // Words by the hash of their last four bytes.
  class Index {
   public:
    void add(std::string word);
    void finish();
    // Calls `found` with the number of each word that `text` ends with; `gram` is its last four bytes.
    template <typename Found>
    void ending(std::string_view text, std::uint32_t gram, const Found& found) const;

   private:
    std::vector<std::string> words_;
    std::vector<std::uint64_t> hashes_;  // a bitmap: 4 KiB tell at most places that no word ends there
    std::vector<std::uint32_t> from_;    // order_[from_[e]] .. order_[from_[e + 1]] are the words of entry e
    std::vector<std::uint32_t> order_;
  };

  // The alternatives that a need asks for, and how many of them it must see.
  struct Quorum {
    std::vector<std::uint32_t> alternatives;
    std::size_t least = 0;
  };

  void add_needs(const std::vector<GateNeed>& needs);
  [[nodiscard]] bool is_met(const Quorum& quorum, const Look& look) const;

  std::size_t alternatives_ = 0;
  Index words_;                                        // of all needs
  std::vector<std::vector<std::uint32_t>> satisfies_;  // the alternatives of each word
  std::vector<std::uint32_t> foreign_;                 // the alternatives that another alphabet may spell
  std::vector<Quorum> quorums_;                        // of each need
  Index gate_words_;
  std::vector<std::vector<std::uint32_t>> needed_by_;  // the needs of each gate word
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_NEED_FILTER_H_
