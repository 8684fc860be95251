// How much a differential test does: its usual amount, TELLTALE_TEST_SCALE times as much when that is set, and a
// twentieth under a sanitizer, which looks for other things and is that much slower.
#ifndef TELLTALE_TESTS_EFFORT_H_
#define TELLTALE_TESTS_EFFORT_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace telltale::testing {

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr std::size_t kSlowdown = 20;
#else
inline constexpr std::size_t kSlowdown = 1;
#endif
#else
inline constexpr std::size_t kSlowdown = 1;
#endif

inline std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoull(value, nullptr, 10);
}

// `seed`, or another one for every value of TELLTALE_TEST_SEED.
inline std::uint64_t seeded(std::uint64_t seed) { return seed + from_environment("TELLTALE_TEST_SEED", 0) * 1'000'003; }

inline std::size_t effort(std::size_t usual) {
  return std::max<std::size_t>(1, usual * from_environment("TELLTALE_TEST_SCALE", 1) / kSlowdown);
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_EFFORT_H_
