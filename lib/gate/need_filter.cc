#include "gate/need_filter.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/ascii.h"
#include "base/rarity.h"
#include "gate/letters.h"

namespace telltale::internal {
namespace {

// Alternatives as they are looked for: by their letters, and by kForeign for all that another alphabet spells, of which
// no letters are left. None when one of them is too short to be looked for.
constexpr std::string_view kForeign = "any byte above 127";

std::vector<std::string> findable(const RequiredWord& alternatives) {
  std::vector<std::string> words;
  for (const std::string& word : alternatives) {
    std::string buffer;
    const Letters letters = letters_of(word, &buffer);
    if (!letters.foreign && letters.text.size() < kGram) return {};
    words.emplace_back(letters.foreign ? kForeign : letters.text);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// How many of so many words. Half of two would be the gate word alone.
std::size_t least_of(std::size_t words) { return words == 2 ? 2 : (words + 1) / 2; }

// About how often in a MB of logs one of `words` stands.
double rate_of(const std::vector<std::string>& words) {
  constexpr double kForeignRate = 1000;
  double sum = 0;
  for (const std::string& word : words) sum += word == kForeign ? kForeignRate : occurrences_per_megabyte(word);
  return sum;
}

std::uint32_t gram_at(const char* place) {
  std::uint32_t gram = 0;
  std::memcpy(&gram, place, kGram);
  return gram;
}

// Which gate words stand in a word; the words of needs are many, and most of them are there many times.
class GateWordsWithin {
 public:
  explicit GateWordsWithin(const std::vector<std::string>& gate_words) : gate_words_(gate_words) {
    for (std::uint32_t i = 0; i < gate_words.size(); ++i) by_gram_[gram_at(gate_words[i].data())].push_back(i);
  }

  const std::vector<std::uint32_t>& of(std::string_view word) {
    const auto [known, is_new] = known_.try_emplace(word);
    for (std::size_t at = 0; is_new && at + kGram <= word.size(); ++at) {
      const auto begun = by_gram_.find(gram_at(word.data() + at));
      if (begun == by_gram_.end()) continue;
      for (const std::uint32_t i : begun->second) {
        if (word.substr(at, gate_words_[i].size()) == gate_words_[i]) known->second.push_back(i);
      }
    }
    return known->second;
  }

 private:
  const std::vector<std::string>& gate_words_;
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> by_gram_;  // that they begin with
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> known_;
};

}  // namespace

NeedFilter::NeedFilter(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words,
                       const std::vector<std::uint8_t>& kinds) {
  std::map<std::vector<std::string>, std::uint32_t> numbers;
  const std::vector<std::uint32_t> quorum_of_need = add_quorums(needs, &numbers);
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    quorums_[quorum_of_need[i]].kinds |= kinds[i];
    kinds_ |= kinds[i];
  }
  alternatives_ = numbers.size();
  add_words(numbers);
  add_gate_words(needs, gate_words, quorum_of_need);
  std::vector<double> rates(alternatives_);
  for (const auto& [words, number] : numbers) rates[number] = rate_of(words);
  choose_first_signs(std::move(rates));
}

std::vector<std::uint32_t> NeedFilter::add_quorums(const std::vector<GateNeed>& needs,
                                                   std::map<std::vector<std::string>, std::uint32_t>* numbers) {
  std::map<RequiredWord, std::optional<std::uint32_t>> known;
  std::map<std::vector<std::uint32_t>, std::uint32_t> quorums;
  std::vector<std::uint32_t> quorum_of_need;
  for (const GateNeed& need : needs) {
    std::set<std::uint32_t> asked;
    for (const RequiredWord& alternatives : need) {
      const auto [number, is_new] = known.try_emplace(alternatives);
      if (is_new) {
        const std::vector<std::string> words = findable(alternatives);
        const auto next = static_cast<std::uint32_t>(numbers->size());
        if (!words.empty()) number->second = numbers->try_emplace(words, next).first->second;
      }
      if (number->second) asked.insert(*number->second);
    }
    const auto [quorum, is_new] =
        quorums.try_emplace({asked.begin(), asked.end()}, static_cast<std::uint32_t>(quorums_.size()));
    if (is_new) quorums_.push_back({quorum->first, least_of(asked.size()), {}, 0});
    quorum_of_need.push_back(quorum->second);
  }
  return quorum_of_need;
}

void NeedFilter::add_words(const std::map<std::vector<std::string>, std::uint32_t>& numbers) {
  std::map<std::string, std::vector<std::uint32_t>> satisfies;
  for (const auto& [words, number] : numbers) {
    for (const std::string& word : words) satisfies[word].push_back(number);
  }
  for (auto& [word, alternatives] : satisfies) {
    if (word == kForeign) {
      foreign_ = std::move(alternatives);
      continue;
    }
    words_.add(word);
    satisfies_.push_back(std::move(alternatives));
  }
  words_.finish();
}

void NeedFilter::add_gate_words(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words,
                                const std::vector<std::uint32_t>& quorum_of_need) {
  GateWordsWithin within(gate_words);
  for (std::size_t i = 0; i < needs.size(); ++i) {
    std::vector<std::uint32_t>& held = quorums_[quorum_of_need[i]].gate_words;
    for (const RequiredWord& alternatives : needs[i]) {
      for (const std::string& word : alternatives) {
        const std::vector<std::uint32_t>& some = within.of(word);
        held.insert(held.end(), some.begin(), some.end());
      }
    }
  }
  for (Quorum& quorum : quorums_) {
    std::sort(quorum.gate_words.begin(), quorum.gate_words.end());
    quorum.gate_words.erase(std::unique(quorum.gate_words.begin(), quorum.gate_words.end()), quorum.gate_words.end());
  }
  for (const std::string& word : gate_words) gate_words_.add(word);
  gate_words_.finish();
}

// Who must see k of n words sees one of any n - k + 1. So each quorum is counted only when one of its rarest is there;
// what is in many quorums is dear in each of them.
void NeedFilter::choose_first_signs(std::vector<double> rates) {
  std::vector<double> holders(alternatives_);
  for (const Quorum& quorum : quorums_) {
    for (const std::uint32_t i : quorum.alternatives) ++holders[i];
  }
  for (std::size_t i = 0; i < alternatives_; ++i) rates[i] *= holders[i];
  first_signs_.resize(alternatives_);
  rarest_signs_.resize(alternatives_);
  for (std::uint32_t i = 0; i < quorums_.size(); ++i) {
    std::vector<std::uint32_t>& alternatives = quorums_[i].alternatives;
    if (alternatives.empty()) {
      always_met_.push_back(i);
      continue;
    }
    std::stable_sort(alternatives.begin(), alternatives.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return rates[a] < rates[b]; });
    for (std::size_t k = 0; k + quorums_[i].least <= alternatives.size(); ++k)
      first_signs_[alternatives[k]].push_back(i);
    rarest_signs_[alternatives[0]].push_back(i);
  }
}

void NeedFilter::look_at(std::string_view window, bool is_cut, Look* look) const {
  const Letters letters = letters_of(window, &look->letters_);
  look->all_ = !is_cut && letters.intact;
  look->found_.assign((alternatives_ + 63) / 64, 0);
  const auto note = [&](const std::vector<std::uint32_t>& alternatives) {
    for (const std::uint32_t i : alternatives) look->found_[i / 64] |= std::uint64_t{1} << (i % 64);
  };
  if (letters.foreign) note(foreign_);
  words_.find(letters.text, [&](std::uint32_t word) { note(satisfies_[word]); });
  look->met_ = always_met_;
  look->next_bits_ = 0;
  look->bits_ = 0;
  look->signs_ = nullptr;
}

bool NeedFilter::find_next_met(Look* look) const {
  for (;;) {
    while (look->signs_ == nullptr || look->next_sign_ == look->signs_->size()) {
      while (look->bits_ == 0) {
        if (look->next_bits_ == look->found_.size()) return false;
        look->bits_ = look->found_[look->next_bits_++];
      }
      const auto bit = static_cast<std::size_t>(__builtin_ctzll(look->bits_));
      look->bits_ &= look->bits_ - 1;
      const std::size_t found = (look->next_bits_ - 1) * 64 + bit;
      look->signs_ = look->all_ ? &rarest_signs_[found] : &first_signs_[found];
      look->next_sign_ = 0;
    }
    const std::uint32_t quorum = (*look->signs_)[look->next_sign_++];
    if (!is_met(quorums_[quorum], *look)) continue;
    look->met_.push_back(quorum);
    return true;
  }
}

bool NeedFilter::holds_gate_word(std::uint32_t quorum, const Look& look) const {
  const std::vector<std::uint32_t>& held = quorums_[quorum].gate_words;
  return std::any_of(look.gate_words_.begin(), look.gate_words_.end(),
                     [&](std::uint32_t word) { return std::binary_search(held.begin(), held.end(), word); });
}

bool NeedFilter::may_match(std::string_view text, Look* look) const {
  if (text.size() < kGram) return true;
  std::array<char, WordIndex::kPaddingBefore + kLongestWord> lower{};
  const std::size_t size = std::min(text.size(), kLongestWord);
  std::transform(text.end() - static_cast<std::ptrdiff_t>(size), text.end(), lower.end() - size, to_lower);
  look->gate_words_.clear();
  gate_words_.find_at_end({lower.end() - size, size}, [&](std::uint32_t word) { look->gate_words_.push_back(word); });
  const auto holds = [&](std::uint32_t quorum) { return holds_gate_word(quorum, *look); };
  if (std::any_of(look->met_.begin(), look->met_.end(), holds)) return true;
  while (find_next_met(look)) {
    if (holds(look->met_.back())) return true;
  }
  return false;
}

std::uint8_t NeedFilter::kinds_met(Look* look) const {
  std::uint8_t kinds = 0;
  for (std::size_t i = 0; kinds != kinds_; ++i) {
    if (i == look->met_.size() && !find_next_met(look)) break;
    kinds |= quorums_[look->met_[i]].kinds;
  }
  return kinds;
}

// The rarest come first: what is not met is so after few of them.
bool NeedFilter::is_met(const Quorum& quorum, const Look& look) const {
  std::size_t may_miss = look.all_ ? 0 : quorum.alternatives.size() - quorum.least;
  for (const std::uint32_t i : quorum.alternatives) {
    const bool seen = (look.found_[i / 64] >> (i % 64) & 1U) != 0;
    if (!seen && may_miss-- == 0) return false;
  }
  return true;
}

}  // namespace telltale::internal
