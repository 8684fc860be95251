// NeedFilter: the gate's second look. A gate word says that something could be near; most of the time, in a clean log,
// it is just a word ("denied", "timeout"). Before the window around it is undone and matched, which costs dozens of
// microseconds, this asks whether the window holds enough of what any pattern with that word needs.
//
// It reads raw bytes, so it may not always ask for all that a pattern needs: a wrap may have broken a word, and what
// stands in front of the continued line may be letters. It drops all bytes but letters and digits, which mends most of
// that, and then asks for half of a pattern's words. Asking for more than half costs a third of a percent of mangled
// texts (tests/invariance: 70 of 20,000). Only of a line in which nothing can have broken a word (gate/letters.h), as
// nearly all lines of logs are, it asks for all of them.
#ifndef TELLTALE_LIB_GATE_NEED_FILTER_H_
#define TELLTALE_LIB_GATE_NEED_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gate/gate.h"
#include "gate/word_index.h"

namespace telltale::internal {

class NeedFilter {
 public:
  // What one thread knows of the window it looked at last; reused, so that only the first looks allocate.
  class Look {
    friend class NeedFilter;
    std::string letters_;
    bool all_ = false;                       // no word can be missing
    std::vector<std::uint64_t> found_;       // bit i: one of the alternatives i stands in the window
    std::vector<std::uint32_t> met_;         // quorums that are known to be met, some of them more than once
    std::vector<std::uint32_t> gate_words_;  // that end at the place that was asked for last
    // Where the search for met quorums goes on: what is left of the alternatives found, and of the signs of the last
    // one.
    std::size_t next_bits_ = 0;
    std::uint64_t bits_ = 0;
    const std::vector<std::uint32_t>* signs_ = nullptr;
    std::size_t next_sign_ = 0;
  };

  // Knows no words: to be restored from an archive.
  NeedFilter() = default;
  // `gate_words`: four bytes or more each. `kinds`: of what kinds each need is, a bit each; may be left out.
  NeedFilter(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words,
             const std::vector<std::uint8_t>& kinds = {});

  // Finds the words of all needs in `window`. `is_cut`: it holds only a part of its record. Cost: some nanoseconds a
  // byte.
  void look_at(std::string_view window, bool is_cut, Look* look) const;

  // False when no need that holds the gate word at the end of `text` has enough of its words in the window of `look`.
  // Counts no more needs than it takes to say so, and none of them twice, however often it is asked.
  [[nodiscard]] bool may_match(std::string_view text, Look* look) const;

  // The kinds of all needs that have enough of their words in the window of `look`.
  [[nodiscard]] std::uint8_t kinds_met(Look* look) const;

  // The letters and digits of all words that it looks for.
  [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_.words(); }

  // For base/archive.h.
  template <typename Archive>
  void describe(Archive& archive) {
    archive(alternatives_, words_, satisfies_, foreign_, quorums_, always_met_, first_signs_, rarest_signs_,
            gate_words_, kinds_);
  }

 private:
  // The alternatives that a need asks for, how many of them it must see, and the gate words that it holds. One for all
  // needs that ask for the same.
  struct Quorum {
    std::vector<std::uint32_t> alternatives;
    std::size_t least = 0;
    std::vector<std::uint32_t> gate_words;  // ascending
    std::uint8_t kinds = 0;                 // of its needs

    template <typename Archive>
    void describe(Archive& archive) {
      archive(alternatives, least, gate_words, kinds);
    }
  };

  // Numbers the alternatives; the quorum of each need.
  std::vector<std::uint32_t> add_quorums(const std::vector<GateNeed>& needs,
                                         std::map<std::vector<std::string>, std::uint32_t>* numbers);
  void add_words(const std::map<std::vector<std::string>, std::uint32_t>& numbers);
  void add_gate_words(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words,
                      const std::vector<std::uint32_t>& quorum_of_need);
  // `rates`: how often each of the alternatives is found.
  void choose_first_signs(std::vector<double> rates);
  // Notes one more quorum that is met; false when there is none.
  [[nodiscard]] bool find_next_met(Look* look) const;
  // Whether `quorum` holds one of look.gate_words_.
  [[nodiscard]] bool holds_gate_word(std::uint32_t quorum, const Look& look) const;
  [[nodiscard]] bool is_met(const Quorum& quorum, const Look& look) const;

  std::size_t alternatives_ = 0;
  WordIndex words_;                                    // of all needs
  std::vector<std::vector<std::uint32_t>> satisfies_;  // the alternatives of each word
  std::vector<std::uint32_t> foreign_;                 // the alternatives that another alphabet may spell
  std::vector<Quorum> quorums_;
  std::vector<std::uint32_t> always_met_;  // quorums that ask for nothing
  // Of each alternatives the quorums to count when one of them is there: where half of the words are asked for, where
  // all.
  std::vector<std::vector<std::uint32_t>> first_signs_;
  std::vector<std::vector<std::uint32_t>> rarest_signs_;
  WordIndex gate_words_;
  std::uint8_t kinds_ = 0;  // of all needs
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_NEED_FILTER_H_
