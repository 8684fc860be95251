// Texts for engines, in memory where reading too far shows.
#ifndef TELLTALE_TESTS_UNIT_ENGINE_TEXTS_H_
#define TELLTALE_TESTS_UNIT_ENGINE_TEXTS_H_

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/field_pattern.h"
#include "engine/pattern_set.h"

namespace telltale::internal {

// A copy of a text in a heap block of exactly its size and the padding that engines may read.
class PaddedText {
 public:
  explicit PaddedText(std::string_view text) : block_(new char[text.size() + kTextPadding]), size_(text.size()) {
    if (!text.empty()) std::memcpy(block_.get(), text.data(), text.size());
    std::memset(block_.get() + text.size(), 'p', kTextPadding);
  }
  [[nodiscard]] std::string_view view() const { return {block_.get(), size_}; }

 private:
  std::unique_ptr<char[]> block_;
  std::size_t size_;
};

// Memory behind whose last byte any access is a crash.
class GuardedMemory {
 public:
  explicit GuardedMemory(std::size_t size) : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    usable_ = (size + page_ - 1) / page_ * page_;
    base_ =
        static_cast<char*>(mmap(nullptr, usable_ + page_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    mprotect(base_ + usable_, page_, PROT_NONE);
  }
  ~GuardedMemory() { munmap(base_, usable_ + page_); }
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory& operator=(const GuardedMemory&) = delete;

  // A copy of `text` with `behind` bytes between its end and the guard.
  std::string_view place(std::string_view text, std::size_t behind) {
    char* begin = base_ + usable_ - behind - text.size();
    std::memcpy(begin, text.data(), text.size());
    return {begin, text.size()};
  }

 private:
  std::size_t page_;
  std::size_t usable_ = 0;
  char* base_ = nullptr;
};

inline std::string cut(std::string_view text, const Span& span) {
  return span.set() ? std::string(text.substr(span.begin, span.end - span.begin)) : "<unset>";
}

using Ids = std::vector<std::uint32_t>;

inline Ids find_ids(const PatternSet& set, std::string_view text) {
  const PaddedText padded(text);
  Ids ids;
  set.find(padded.view(), &ids);
  return ids;
}

inline std::vector<SetPattern> labelled(const std::vector<std::string>& texts) {
  std::vector<SetPattern> patterns;
  for (const std::string& text : texts) patterns.push_back({text, "pattern " + std::to_string(patterns.size())});
  return patterns;
}

}  // namespace telltale::internal

#endif  // TELLTALE_TESTS_UNIT_ENGINE_TEXTS_H_
