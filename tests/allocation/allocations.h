// What the program allocates, and a way to let it fail.
#ifndef TELLTALE_TESTS_ALLOCATION_ALLOCATIONS_H_
#define TELLTALE_TESTS_ALLOCATION_ALLOCATIONS_H_

#include <cstddef>
#include <cstdint>

namespace telltale::testing {

// Calls of operator new of this thread.
std::size_t allocations() noexcept;

// Blocks of operator new that this program has asked for and not given back, all threads together. Those of RE2 do not
// count: what it has begun to compile when memory ends is lost.
std::int64_t live_blocks() noexcept;

enum class Failure : std::uint8_t { kNever, kOnce, kForEver };

// While it lives, the calls of malloc(), and of operator new, which calls it, are counted from 0, those of all threads;
// the one of the number `at`, or all from there on, get nothing.
class FailingMemory {
 public:
  FailingMemory(Failure failure, std::uint64_t at) noexcept;
  ~FailingMemory();
  FailingMemory(const FailingMemory&) = delete;
  FailingMemory& operator=(const FailingMemory&) = delete;

  [[nodiscard]] std::uint64_t calls() const noexcept;
};

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_ALLOCATION_ALLOCATIONS_H_
