// Texts made to cost as much as possible: full of what the gate and the signatures look for, and of what has to be
// undone.
#ifndef TELLTALE_BENCH_HOSTILE_H_
#define TELLTALE_BENCH_HOSTILE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace telltale::bench {

struct HostileKind {
  std::string name;  // "fragments"
  // Another text for each `seed`, except of the kinds that are one text only.
  std::string (*make)(std::size_t bytes, std::uint64_t seed);
};

[[nodiscard]] const std::vector<HostileKind>& hostile_kinds();

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_HOSTILE_H_
