// Texts made to cost as much as possible: full of what the gate and the signatures look for, and of what has to be undone.
#ifndef TELLTALE_BENCH_HOSTILE_H_
#define TELLTALE_BENCH_HOSTILE_H_

#include <cstddef>
#include <string>
#include <vector>

namespace telltale::bench {

struct HostileKind {
  std::string name;  // "fragments"
  std::string (*make)(std::size_t bytes);
};

[[nodiscard]] const std::vector<HostileKind>& hostile_kinds();

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_HOSTILE_H_
