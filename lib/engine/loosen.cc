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

// `body` is what stands between the braces: "3", "3,", "3,9".
std::string loosened_repeat(std::string_view body) {
  unsigned least = 0;
  const char* const end = body.data() + body.size();
  const char* const comma = std::from_chars(body.data(), end, least).ptr;
  unsigned most = least;
  if (comma != end && comma + 1 == end) most = kUnbounded;
  if (comma != end && comma + 1 != end) std::from_chars(comma + 1, end, most);
  if (least <= kLeastLeft && most == kUnbounded) return "{" + std::string(body) + "}";
  if (most <= kLongestCount) return "{" + std::string(body) + "}";
  return "{" + std::to_string(std::min(least, kLeastLeft)) + ",}";
}

}  // namespace

std::string loosened(std::string_view pattern) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    const std::size_t end = pattern[at] == '{' ? pattern.find('}', at) : std::string_view::npos;
    if (end != std::string_view::npos) {
      out += loosened_repeat(pattern.substr(at + 1, end - at - 1));
      at = end + 1;
      continue;
    }
    const std::size_t length = pattern[at] == '\\' ? 2 : 1;
    out += pattern.substr(at, length);
    at += length;
  }
  return out;
}

}  // namespace telltale::internal
