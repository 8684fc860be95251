#include "base/glob.h"

#include <algorithm>
#include <limits>

namespace telltale::internal {

// Greedy with one way back: when a literal does not fit, the last star takes one byte more. Earlier stars never need
// to move, because the last one can take whatever they could.
bool glob_matches(std::string_view glob, std::string_view text) noexcept {
  if (!glob.empty() && glob.back() != '*' && !text.ends_with(glob.back())) return false;  // most end here
  std::size_t g = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_end = 0;
  while (t < text.size()) {
    if (g < glob.size() && glob[g] == '*') {
      star = g++;
      star_end = t;
    } else if (g < glob.size() && glob[g] == text[t]) {
      ++g;
      ++t;
    } else if (star != std::string_view::npos) {
      g = star + 1;
      t = ++star_end;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', g) == std::string_view::npos;
}

std::size_t glob_specificity(std::string_view glob) noexcept {
  const auto stars = static_cast<std::size_t>(std::count(glob.begin(), glob.end(), '*'));
  return stars == 0 ? std::numeric_limits<std::size_t>::max() : glob.size() - stars;
}

}  // namespace telltale::internal
