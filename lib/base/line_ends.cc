#include "base/line_ends.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace telltale::internal {
namespace {

// Counted side by side, in bytes, so that the compiler makes vectors of them.
constexpr std::size_t kLanes = 64;
// As often as a byte can count.
constexpr std::size_t kMostRounds = 255;

std::size_t count_in_rounds(const char* text, std::size_t rounds) noexcept {
  std::array<std::uint8_t, kLanes> lanes{};
  for (std::size_t round = 0; round < rounds; ++round, text += kLanes) {
    for (std::size_t lane = 0; lane < kLanes; ++lane)
      lanes[lane] = static_cast<std::uint8_t>(lanes[lane] + (text[lane] == '\n' ? 1 : 0));
  }
  std::size_t count = 0;
  for (const std::uint8_t lane : lanes) count += lane;
  return count;
}

}  // namespace

std::size_t count_line_ends(std::string_view text) noexcept {
  std::size_t count = 0;
  while (text.size() >= kLanes) {
    const std::size_t rounds = std::min(text.size() / kLanes, kMostRounds);
    count += count_in_rounds(text.data(), rounds);
    text.remove_prefix(rounds * kLanes);
  }
  return count + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace telltale::internal
