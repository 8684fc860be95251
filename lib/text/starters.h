// The documented list of what a line begins with when it begins a record.
#ifndef TELLTALE_LIB_TEXT_STARTERS_H_
#define TELLTALE_LIB_TEXT_STARTERS_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// A shape of a line's first bytes. Letters stand for themselves; `%` and a letter stand for:
//   %d a digit           %D one digit or more        %s one blank or more       %$ blanks up to the end of the line
//   %u an upper-case letter                          %t a tab or two blanks or more
//   %w [A-Za-z0-9_.-], one or more                   %P a capitalised word      %! no letter, digit or sign of a word
//   %M Jan..Dec          %W Mon..Sun                 %K one of I W E F          %a seconds, minutes, hours, days: 3m12s
// All are greedy and never give back.
struct Starter {
  std::string_view shape;
  std::string_view example;  // a line that it is for; the tests try each
};

[[nodiscard]] const Starter* starters_begin() noexcept;
[[nodiscard]] const Starter* starters_end() noexcept;

// Whether `line`, without its decoration, has one of the shapes.
[[nodiscard]] bool matches_starter(std::string_view line) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_STARTERS_H_
