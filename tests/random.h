// Random: what tests draw from, the same with every standard library and on every run.
#ifndef TELLTALE_TESTS_RANDOM_H_
#define TELLTALE_TESTS_RANDOM_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace telltale::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}
  std::uint64_t seed() { return engine_(); }  // for another one
  std::size_t below(std::size_t limit) { return engine_() % limit; }
  std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <typename T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_RANDOM_H_
