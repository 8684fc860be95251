// Random numbers that are the same on every machine and in every run: inputs must be, too.
#ifndef TELLTALE_BENCH_RANDOM_H_
#define TELLTALE_BENCH_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::bench {

// SplitMix64: any seed is a good one, so that the number of a line can be the seed of the line.
class Random {
 public:
  explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }

  // 0 ... bound - 1.
  std::size_t below(std::size_t bound) noexcept { return static_cast<std::size_t>(next() % bound); }

  template <typename List>
  const auto& pick(const List& list) noexcept {
    return list[below(list.size())];
  }

  std::string letters(std::size_t count, std::string_view of) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text.push_back(of[below(of.size())]);
    return text;
  }
  std::string digits(std::size_t count) { return letters(count, "0123456789"); }
  std::string hex(std::size_t count) { return letters(count, "0123456789abcdef"); }

 private:
  std::uint64_t state_;
};

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_RANDOM_H_
