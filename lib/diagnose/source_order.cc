#include "diagnose/source_order.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kMostDigits = 4;

// The numbers in front of `name`, joined by dashes or underscores. What has more digits is a stamp of something else.
std::vector<int> leading_numbers(std::string_view name) {
  std::vector<int> numbers;
  for (std::size_t at = 0; at < name.size() && is_digit(name[at]);) {
    const std::size_t end = std::min(name.find_first_not_of("0123456789", at), name.size());
    if (end - at > kMostDigits || end == name.size() || is_letter(name[end])) break;
    int number = 0;
    for (; at < end; ++at) number = number * 10 + (name[at] - '0');
    numbers.push_back(number);
    if (name[end] != '-' && name[end] != '_') break;
    at = end + 1;
  }
  return numbers;
}

// Whether one of `words` stands alone in `path`, in any letter case.
template <std::size_t kSize>
bool holds_word(std::string_view path, const std::array<std::string_view, kSize>& words) {
  std::string word;
  for (std::size_t at = 0; at <= path.size(); ++at) {
    if (at < path.size() && is_letter(path[at])) {
      word += to_lower(path[at]);
      continue;
    }
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    word.clear();
  }
  return false;
}

}  // namespace

SourceOrder::SourceOrder(std::string_view source) {
  constexpr std::array<std::string_view, 5> kBefore = {"before", "vorher", "avant", "antes", "prima"};
  constexpr std::array<std::string_view, 6> kAfter = {"after", "nachher", "danach", "apres", "despues", "dopo"};
  const std::size_t name = source.rfind('/') + 1;
  folder = source.substr(0, name);
  numbers = leading_numbers(source.substr(name));
  // A word that stands in the path of all sources would be in both: it says nothing.
  is_before = holds_word(source, kBefore);
  is_after = holds_word(source, kAfter);
}

bool is_earlier(const SourceOrder& one, const SourceOrder& other) {
  if (one.is_before && !one.is_after && other.is_after && !other.is_before) return true;
  if (other.is_before && !other.is_after && one.is_after && !one.is_before) return false;
  return one.folder == other.folder && !one.numbers.empty() && !other.numbers.empty() && one.numbers < other.numbers;
}

}  // namespace telltale::internal
