// Runs a function on a thread with a big stack: hs_compile descends once for every open parenthesis.
#ifndef TELLTALE_LIB_ENGINE_BIG_STACK_H_
#define TELLTALE_LIB_ENGINE_BIG_STACK_H_

#include <cstddef>
#include <functional>

namespace telltale::internal {

// Hyperscan overflows 128 KiB (the default of some systems' threads) at 198 nested groups and 512 KiB at 829; patterns
// here have at most 50. The 16 MiB are address space: only what is touched is paid for.
inline constexpr std::size_t kCompileStack = std::size_t{16} << 20;

// Waits for `work`, passing its exception on. False when the system grants no such thread; then nothing was run.
[[nodiscard]] bool run_on_big_stack(const std::function<void()>& work, std::size_t stack_size = kCompileStack);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_BIG_STACK_H_
