// DigitTrap: digits with which a window would be another one to some pattern.
#ifndef TELLTALE_LIB_CLASSIFY_DIGIT_TRAP_H_
#define TELLTALE_LIB_CLASSIFY_DIGIT_TRAP_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "pack/digit_run.h"

namespace telltale::internal {

// A digit of a window, and those that it may not be.
struct OpenDigit {
  std::size_t offset = 0;
  BytePlace place;
};

// One or more; sprung when all of them are what they may not be together.
using DigitTrap = std::vector<OpenDigit>;
[[nodiscard]] bool springs(const DigitTrap& trap, std::string_view window);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_DIGIT_TRAP_H_
