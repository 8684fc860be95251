#include "engine/loosen.h"

#include <algorithm>
#include <charconv>

namespace telltale::internal {
namespace {

// Counts up to here are kept: they are cheap, and dates, addresses and versions are told from other text by them.
constexpr unsigned kLongestCount = 8;

// What is left of a long repeat's lower bound.
constexpr unsigned kLeastLeft = 3;

constexpr unsigned kUnbounded = 1'000'000;

struct Repeat {
  unsigned least = 0;
  unsigned most = 0;

  [[nodiscard]] bool is_kept() const { return most <= kLongestCount || (least <= kLeastLeft && most == kUnbounded); }
};

// `body` is what stands between the braces: "3", "3,", "3,9".
Repeat repeat_of(std::string_view body) {
  Repeat repeat;
  const char* const end = body.data() + body.size();
  const char* const comma = std::from_chars(body.data(), end, repeat.least).ptr;
  repeat.most = comma == end ? repeat.least : kUnbounded;
  if (comma != end && comma + 1 != end) std::from_chars(comma + 1, end, repeat.most);
  return repeat;
}

// Calls `on_repeat` with what stands between the braces of each repeat, `on_other` with everything else, in order.
template <typename OnRepeat, typename OnOther>
void read(std::string_view pattern, const OnRepeat& on_repeat, const OnOther& on_other) {
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      on_repeat(pattern.substr(at + 1, end - at - 1));
      at = end + 1;
      continue;
    }
    const std::size_t length = pattern[at] == '\\' ? 2 : 1;
    on_other(pattern.substr(at, length));
    at += length;
  }
}

std::string loosened_repeat(std::string_view body) {
  const Repeat repeat = repeat_of(body);
  if (repeat.is_kept()) return "{" + std::string(body) + "}";
  return "{" + std::to_string(std::min(repeat.least, kLeastLeft)) + ",}";
}

}  // namespace

std::string loosened(std::string_view pattern) {
  std::string out;
  read(
      pattern, [&](std::string_view body) { out += loosened_repeat(body); },
      [&](std::string_view other) { out += other; });
  return out;
}

std::size_t shortest_count(std::string_view pattern) {
  std::size_t shortest = kUnbounded;
  const auto note = [&](std::string_view body) {
    const Repeat repeat = repeat_of(body);
    if (repeat.is_kept()) return;
    shortest = std::min<std::size_t>(shortest, repeat.least > kLeastLeft ? 0 : repeat.most);
  };
  read(pattern, note, [](std::string_view) {});
  return shortest == kUnbounded ? 0 : shortest;
}

}  // namespace telltale::internal
