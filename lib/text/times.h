// Times as programs write them, by their shape alone: which digits stand there says nothing.
#ifndef TELLTALE_LIB_TEXT_TIMES_H_
#define TELLTALE_LIB_TEXT_TIMES_H_

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/little_endian.h"

namespace telltale::internal {

// A shape like "9999-99-99": 9 stands for a digit, everything else for itself. 8 to 24 bytes; eight are compared at
// once, because lines are asked for times more often than for anything else.
class DigitShape {
 public:
  consteval explicit DigitShape(std::string_view shape) : size_(shape.size()) {
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      Part& part = parts_[i];
      part.at = std::min(i * kPart, shape.size() - kPart);
      for (std::size_t byte = 0; byte < kPart; ++byte) {
        const char c = shape[part.at + byte];
        part.bytes |= std::uint64_t{static_cast<unsigned char>(c == '9' ? '0' : c)} << (8 * byte);
        part.fixed |= std::uint64_t{c == '9' ? 0U : 0xFFU} << (8 * byte);
      }
    }
  }

  [[nodiscard]] bool fits(std::string_view line, std::size_t at) const noexcept {
    if (at > line.size() || line.size() - at < size_) return false;
    const char* const text = line.data() + at;
    return parts_[0].fits(text) &&
           (size_ <= kPart || (parts_[1].fits(text) && (size_ <= 2 * kPart || parts_[2].fits(text))));
  }

 private:
  static constexpr std::size_t kPart = 8;

  struct Part {
    std::size_t at = 0;
    std::uint64_t bytes = 0;  // 0 for every digit
    std::uint64_t fixed = 0;  // all bits of the bytes that are no digit

    [[nodiscard]] bool fits(const char* text) const noexcept {
      const std::uint64_t difference = from_little_endian(text + at) ^ bytes;
      // A digit differs from 0 by 0 to 9, all else by more: then adding 0x76 reaches the highest bit, or it is set.
      constexpr std::uint64_t kNine = 0x7676767676767676U;
      constexpr std::uint64_t kHighest = 0x8080808080808080U;
      return (difference & fixed) == 0 && (((difference + kNine) | difference) & kHighest) == 0;
    }
  };

  std::size_t size_;
  std::array<Part, 3> parts_{};
};

// The time of day: "13:15:32".
inline constexpr DigitShape kClock("99:99:99");

struct Time {
  std::size_t length = 0;    // 0: there is none
  std::size_t fraction = 0;  // digits behind the second
};

// RFC 3339 and its neighbours at `at`: 2024-05-19T13:15:32.5523789Z, 2024-05-19 13:15:32,552 +0200, 2023/02/22
// 04:36:41.
[[nodiscard]] Time time_at(std::string_view line, std::size_t at) noexcept;

// [begin, end) of a line.
struct TimePlace {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Where times of day stand in `line`, in order, with the fraction of a second; and the last digits of seconds since
// 1970 as zap writes them ("ts":1695420322.918). Dates, which change once a day, are left out. Only times that stand,
// with their date if they have one, at the begin of a line or behind a blank, a quote or a bracket: nothing in front of
// them makes something else of their digits, such as an escape. `places` is overwritten.
void find_times(std::string_view line, std::vector<TimePlace>* places);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_TIMES_H_
