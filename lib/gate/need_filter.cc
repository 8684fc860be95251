#include "gate/need_filter.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/rarity.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kGramSize = kGram;
constexpr std::uint32_t kHashBits = 15;
constexpr std::size_t kHashes = std::size_t{1} << kHashBits;
// Neighbouring hashes share an entry of the index: 16 KiB instead of 128.
constexpr std::uint32_t kSharedBits = 3;
constexpr std::size_t kEntries = kHashes >> kSharedBits;

std::uint32_t hash_of(std::uint32_t gram) { return (gram * 0x9E3779B1U) >> (32U - kHashBits); }

// What a byte is without its case; 0 for all but letters and digits.
constexpr std::array<char, 256> kLetters = [] {
  std::array<char, 256> table{};
  for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    table[static_cast<unsigned char>(c)] = c;
    table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
  }
  return table;
}();

bool is_foreign(char c) { return static_cast<unsigned char>(c) > 127; }

std::string_view letters_of(std::string_view text, std::string* letters) {
  if (letters->size() < text.size()) letters->resize(text.size());
  char* to = letters->data();
  for (const char c : text) {
    *to = kLetters[static_cast<unsigned char>(c)];
    to += *to != '\0' ? 1 : 0;
  }
  return {letters->data(), static_cast<std::size_t>(to - letters->data())};
}

// The four bytes before `end`.
std::uint32_t gram_before(const char* end) {
  std::uint32_t gram = 0;
  std::memcpy(&gram, end - kGramSize, kGramSize);
  return gram;
}

// Alternatives as they are looked for: by their letters, and by kForeign for all that another alphabet spells, of which
// no letters are left. None when one of them is too short to be looked for.
constexpr std::string_view kForeign = "any byte above 127";

std::vector<std::string> findable(const RequiredWord& alternatives) {
  std::vector<std::string> words;
  for (const std::string& word : alternatives) {
    std::string buffer;
    const std::string_view letters = letters_of(word, &buffer);
    const bool foreign = std::any_of(word.begin(), word.end(), is_foreign);
    if (!foreign && letters.size() < kGramSize) return {};
    words.emplace_back(foreign ? kForeign : letters);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

// How many of so many words. Half of two would be the gate word alone.
std::size_t least_of(std::size_t words) { return words == 2 ? 2 : (words + 1) / 2; }

bool holds(const GateNeed& need, std::string_view gate_word) {
  return std::any_of(need.begin(), need.end(), [&](const RequiredWord& alternatives) {
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [&](const std::string& word) { return word.find(gate_word) != std::string::npos; });
  });
}

}  // namespace

void NeedFilter::Index::add(std::string word) { words_.push_back(std::move(word)); }

void NeedFilter::Index::finish() {
  hashes_.assign(kHashes / 64, 0);
  from_.assign(kEntries + 1, 0);
  std::vector<std::uint32_t> entry_of_word;
  for (const std::string& word : words_) {
    const std::uint32_t hash = hash_of(gram_before(word.data() + word.size()));
    entry_of_word.push_back(hash >> kSharedBits);
    hashes_[hash / 64] |= std::uint64_t{1} << (hash % 64);
    ++from_[entry_of_word.back() + 1];
  }
  std::partial_sum(from_.begin(), from_.end(), from_.begin());
  order_.resize(words_.size());
  std::vector<std::uint32_t> next(from_.begin(), from_.end() - 1);
  for (std::uint32_t i = 0; i < words_.size(); ++i) order_[next[entry_of_word[i]]++] = i;
}

template <typename Found>
void NeedFilter::Index::ending(std::string_view text, std::uint32_t gram, const Found& found) const {
  const std::uint32_t hash = hash_of(gram);
  if ((hashes_[hash / 64] >> (hash % 64) & 1U) == 0) return;
  const std::uint32_t entry = hash >> kSharedBits;
  for (std::uint32_t i = from_[entry]; i < from_[entry + 1]; ++i) {
    const std::string& word = words_[order_[i]];
    if (text.size() < word.size()) continue;
    if (std::memcmp(text.data() + text.size() - word.size(), word.data(), word.size()) == 0) found(order_[i]);
  }
}

NeedFilter::NeedFilter(const std::vector<GateNeed>& needs, const std::vector<std::string>& gate_words) {
  add_needs(needs);
  for (const std::string& word : gate_words) {
    gate_words_.add(word);
    needed_by_.emplace_back();
    for (std::uint32_t i = 0; i < needs.size(); ++i) {
      if (holds(needs[i], word)) needed_by_.back().push_back(i);
    }
  }
  gate_words_.finish();
}

void NeedFilter::add_needs(const std::vector<GateNeed>& needs) {
  std::map<std::vector<std::string>, std::uint32_t> known;
  for (const GateNeed& need : needs) {
    std::set<std::uint32_t> asked;
    for (const RequiredWord& alternatives : need) {
      const std::vector<std::string> words = findable(alternatives);
      if (!words.empty())
        asked.insert(known.try_emplace(words, static_cast<std::uint32_t>(known.size())).first->second);
    }
    quorums_.push_back({{asked.begin(), asked.end()}, least_of(asked.size())});
  }
  alternatives_ = known.size();
  std::map<std::string, std::vector<std::uint32_t>> satisfies;
  for (const auto& [words, number] : known) {
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

void NeedFilter::look_at(std::string_view window, Look* look) const {
  const std::string_view letters = letters_of(window, &look->letters_);
  look->found_.assign((alternatives_ + 63) / 64, 0);
  const auto note = [&](const std::vector<std::uint32_t>& alternatives) {
    for (const std::uint32_t i : alternatives) look->found_[i / 64] |= std::uint64_t{1} << (i % 64);
  };
  if (std::any_of(window.begin(), window.end(), is_foreign)) note(foreign_);
  for (std::size_t end = kGramSize; end <= letters.size(); ++end) {
    words_.ending(letters.substr(0, end), gram_before(letters.data() + end),
                  [&](std::uint32_t word) { note(satisfies_[word]); });
  }
}

bool NeedFilter::may_match(std::string_view text, const Look& look) const {
  std::array<char, kLongestWord> lower{};
  const std::string_view end = text.substr(text.size() - std::min(text.size(), lower.size()));
  std::transform(end.begin(), end.end(), lower.begin(), to_lower);
  if (end.size() < kGramSize) return true;
  bool met = false;
  gate_words_.ending({lower.data(), end.size()}, gram_before(lower.data() + end.size()), [&](std::uint32_t word) {
    for (const std::uint32_t need : needed_by_[word]) met = met || is_met(quorums_[need], look);
  });
  return met;
}

bool NeedFilter::is_met(const Quorum& quorum, const Look& look) const {
  std::size_t seen = 0;
  for (const std::uint32_t i : quorum.alternatives) seen += look.found_[i / 64] >> (i % 64) & 1U;
  return seen >= quorum.least;
}

}  // namespace telltale::internal
