#include "base/spelling.h"

#include <algorithm>
#include <array>

namespace telltale::internal {
namespace {

// Ids are shorter; the bound keeps hostile keys from costing more than their length.
constexpr std::size_t kComparedBytes = 64;

}  // namespace

// Optimal string alignment, three rows of the usual table.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kComparedBytes);
  b = b.substr(0, kComparedBytes);
  std::array<std::array<std::size_t, kComparedBytes + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& two_above = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replace});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], two_above[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

std::string_view closest_word(std::string_view word, const std::vector<std::string_view>& known) {
  std::string_view closest;
  std::size_t least = std::max<std::size_t>(1, std::min(word.size(), kComparedBytes) / 3) + 1;
  for (const std::string_view candidate : known) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= least) continue;
    least = distance;
    closest = candidate;
  }
  return closest;
}

std::string listing(const std::vector<std::string_view>& words, std::string_view conjunction) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " " + std::string(conjunction) + " " : std::string(", ");
    text += words[i];
  }
  return text;
}

}  // namespace telltale::internal
