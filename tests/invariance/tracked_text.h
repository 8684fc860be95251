// TrackedText: a text that remembers which byte of the plain text each of its bytes came from, through any number of
// manglings.
#ifndef TELLTALE_TESTS_INVARIANCE_TRACKED_TEXT_H_
#define TELLTALE_TESTS_INVARIANCE_TRACKED_TEXT_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::testing {

class TrackedText {
 public:
  static constexpr std::size_t kInserted = static_cast<std::size_t>(-1);

  TrackedText() = default;
  explicit TrackedText(std::string_view plain) : bytes_(plain), origins_(plain.size()) {
    for (std::size_t i = 0; i < plain.size(); ++i) origins_[i] = i;
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  [[nodiscard]] char operator[](std::size_t at) const { return bytes_[at]; }

  // Bytes that the mangling brings along.
  void put(std::string_view inserted) {
    bytes_ += inserted;
    origins_.resize(bytes_.size(), kInserted);
  }

  // from[begin, end) as it is.
  void copy(const TrackedText& from, std::size_t begin, std::size_t end) {
    bytes_.append(from.bytes_, begin, end - begin);
    origins_.insert(origins_.end(), from.origins_.begin() + static_cast<std::ptrdiff_t>(begin),
                    from.origins_.begin() + static_cast<std::ptrdiff_t>(end));
  }
  void copy(const TrackedText& from) { copy(from, 0, from.size()); }

  // What stands for the byte from[at] now.
  void put_for(const TrackedText& from, std::size_t at, std::string_view replacement) {
    bytes_ += replacement;
    origins_.resize(bytes_.size(), from.origins_[at]);
  }

  // The bytes that came from plain[begin, end), from the first to the last; {0, 0} when none is left.
  [[nodiscard]] std::pair<std::size_t, std::size_t> place_of(std::size_t begin, std::size_t end) const {
    const auto within = [&](std::size_t origin) { return origin >= begin && origin < end; };
    const auto first = std::find_if(origins_.begin(), origins_.end(), within);
    if (first == origins_.end()) return {0, 0};
    const auto last = std::find_if(origins_.rbegin(), origins_.rend(), within);
    return {static_cast<std::size_t>(first - origins_.begin()),
            static_cast<std::size_t>(last.base() - origins_.begin())};
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> origins_;
};

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_INVARIANCE_TRACKED_TEXT_H_
