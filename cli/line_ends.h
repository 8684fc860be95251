// Line ends, counted as the library does (base/line_ends.h), which only what includes public headers cannot ask.
#ifndef TELLTALE_CLI_LINE_ENDS_H_
#define TELLTALE_CLI_LINE_ENDS_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telltale::cli {

// How many \n there are in `text`. Several times as fast as std::count.
inline std::uint64_t count_line_ends(std::string_view text) {
  constexpr std::size_t kLanes = 64;  // counted side by side, in bytes, so that the compiler makes vectors of them
  constexpr std::size_t kMostRounds = 255;
  std::uint64_t count = 0;
  while (text.size() >= kLanes) {
    std::array<std::uint8_t, kLanes> lanes{};
    const std::size_t rounds = std::min(text.size() / kLanes, kMostRounds);
    for (std::size_t round = 0; round < rounds; ++round, text.remove_prefix(kLanes)) {
      for (std::size_t lane = 0; lane < kLanes; ++lane)
        lanes[lane] = static_cast<std::uint8_t>(lanes[lane] + (text[lane] == '\n' ? 1 : 0));
    }
    for (const std::uint8_t lane : lanes) count += lane;
  }
  return count + static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_LINE_ENDS_H_
