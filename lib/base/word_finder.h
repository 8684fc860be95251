// WordFinder: one word, looked for again and again. string_view::find looks for the first byte of a word, which in most
// words is as common as any; this looks for the rarest one, and compares only where it stands.
#ifndef TELLTALE_LIB_BASE_WORD_FINDER_H_
#define TELLTALE_LIB_BASE_WORD_FINDER_H_

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "base/rarity.h"

namespace telltale::internal {

class WordFinder {
 public:
  // An empty word is found everywhere.
  explicit WordFinder(std::string word = {}) : word_(std::move(word)) {
    const auto share = [&](std::size_t i) { return byte_share(static_cast<unsigned char>(word_[i])); };
    for (std::size_t i = 1; i < word_.size(); ++i) {
      if (share(i) < share(rarest_)) rarest_ = i;
    }
  }

  [[nodiscard]] const std::string& word() const noexcept { return word_; }

  // The same as text.find(word, from).
  [[nodiscard]] std::size_t find(std::string_view text, std::size_t from = 0) const noexcept {
    if (from > text.size() || text.size() - from < word_.size()) return std::string_view::npos;
    if (word_.empty()) return from;
    const char* at = text.data() + from + rarest_;
    const char* const end = text.data() + text.size() - (word_.size() - rarest_) + 1;
    while (at < end) {
      at = static_cast<const char*>(std::memchr(at, word_[rarest_], static_cast<std::size_t>(end - at)));
      if (at == nullptr) break;
      const char* const begin = at - rarest_;
      if (std::memcmp(begin, word_.data(), word_.size()) == 0) return static_cast<std::size_t>(begin - text.data());
      ++at;
    }
    return std::string_view::npos;
  }

 private:
  std::string word_;
  std::size_t rarest_ = 0;  // which byte of the word
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_WORD_FINDER_H_
