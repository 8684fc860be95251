// PaddedCopy: a short text on the stack, with the readable bytes behind its end that engines ask for.
#ifndef TELLTALE_LIB_ENGINE_PADDED_COPY_H_
#define TELLTALE_LIB_ENGINE_PADDED_COPY_H_

#include <array>
#include <cstddef>
#include <cstring>
#include <string_view>

#include "engine/pattern_set.h"

namespace telltale::internal {

class PaddedCopy {
 public:
  // `text`: kShortText bytes at most.
  explicit PaddedCopy(std::string_view text) : size_(text.size()) {
    if (size_ != 0) std::memcpy(bytes_.data(), text.data(), size_);
    std::memset(bytes_.data() + size_, 0, kTextPadding);
  }
  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, kShortText + kTextPadding> bytes_;  // NOLINT: only what is read is written
  std::size_t size_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_PADDED_COPY_H_
