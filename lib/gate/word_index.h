// WordIndex: which of some hundred words stand in a short text, wherever they begin.
#ifndef TELLTALE_LIB_GATE_WORD_INDEX_H_
#define TELLTALE_LIB_GATE_WORD_INDEX_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "base/rarity.h"

namespace telltale::internal {

// Immutable after finish(); threads may share it.
class WordIndex {
 public:
  // What may be read of a text's memory before its begin and behind its end.
  static constexpr std::size_t kPaddingBefore = 8;
  static constexpr std::size_t kPaddingBehind = 80;

  // Words of four bytes or more; their numbers are those of the calls. finish() comes last.
  void add(std::string word) { words_.push_back(std::move(word)); }
  void finish();

  [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_; }

  // Calls `found` with the number of each word of `text`, once for each place; `text` is padded. Cost: a nanosecond for
  // eight bytes with AVX2, a nanosecond a byte without.
  template <typename Found>
  void find(std::string_view text, const Found& found) const {
    for (std::size_t from = 0; from + kGram <= text.size(); from += kPlaces) {
      const std::size_t count = std::min(kPlaces, text.size() - kGram + 1 - from);
      for (std::uint64_t places = may_end(text.data() + from, count); places != 0; places &= places - 1) {
        const std::size_t end = from + static_cast<std::size_t>(__builtin_ctzll(places)) + kGram;
        confirm(text.data() + end, end, found);
      }
    }
  }

  // The same for the words that end where `text`, padded before its begin, does.
  template <typename Found>
  void find_at_end(std::string_view text, const Found& found) const {
    if (text.size() >= kGram) confirm(text.data() + text.size(), text.size(), found);
  }

  // For base/archive.h.
  template <typename Archive>
  void describe(Archive& archive) {
    archive(words_, hash_bits_, hashes_, from_, entries_);
  }

 private:
  static constexpr std::size_t kTail = sizeof(std::uint64_t);
  static constexpr std::size_t kPlaces = 64;
  static constexpr std::uint32_t kFactor = 0x9E3779B1U;
  // Neighbouring hashes share their entries: one offset for eight hashes.
  static constexpr std::uint32_t kSharedBits = 3;

  // What of a word is compared at once: its last eight bytes, or all of a shorter one.
  struct Entry {
    std::uint64_t tail = 0;
    std::uint64_t mask = 0;
    std::uint32_t word = 0;

    template <typename Archive>
    void describe(Archive& archive) {
      archive(tail, mask, word);
    }
  };
  [[nodiscard]] static Entry entry_of(const std::string& word, std::uint32_t number);

  // Of the four bytes at `place`.
  [[nodiscard]] std::uint32_t hash_at(const char* place) const noexcept {
    std::uint32_t gram = 0;
    std::memcpy(&gram, place, kGram);
    return (gram * kFactor) >> (32U - hash_bits_);
  }

  // One bit for each of the first `count` places, 64 at most: a word may end with the four bytes there.
  [[nodiscard]] std::uint64_t may_end(const char* text, std::size_t count) const noexcept;
  [[nodiscard]] std::uint64_t may_end_portable(const char* text, std::size_t count) const noexcept;
  [[nodiscard]] std::uint64_t may_end_avx2(const char* text, std::size_t count) const noexcept;

  // Of the words with the hash of the four bytes before `end`, those that the `size` bytes before it end with.
  template <typename Found>
  void confirm(const char* end, std::size_t size, const Found& found) const {
    std::uint64_t tail = 0;
    std::memcpy(&tail, end - kTail, kTail);
    const std::uint32_t neighbours = hash_at(end - kGram) >> kSharedBits;
    for (std::uint32_t i = from_[neighbours]; i < from_[neighbours + 1]; ++i) {
      const Entry& entry = entries_[i];
      if (((tail ^ entry.tail) & entry.mask) != 0) continue;
      const std::string& word = words_[entry.word];
      if (size < word.size()) continue;
      if (word.size() > kTail && std::memcmp(end - word.size(), word.data(), word.size() - kTail) != 0) continue;
      found(entry.word);
    }
  }

  std::vector<std::string> words_;
  std::uint32_t hash_bits_ = 0;
  std::vector<std::uint32_t> hashes_;  // a bitmap that tells at most places that no word ends there
  std::vector<std::uint32_t> from_;    // entries_[from_[h]] .. entries_[from_[h + 1]] are the words of neighbours h
  std::vector<Entry> entries_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_WORD_INDEX_H_
