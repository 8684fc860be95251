// hostile/KIND/KIB: texts that cost as much as can be, in four lengths: the rate of the longest says whether the time
// grows with the length or faster.
//
// The known answer is that of the engine without Hyperscan on the shortest text; the longer ones are given the same to
// do and would take it minutes. Each time it is another text: a thread remembers lines that it saw before.
#include <cstdint>
#include <string>

#include "hostile.h"
#include "measure.h"

namespace telltale::bench {
namespace {

constexpr std::size_t kShortest = std::size_t{64} << 10U;

void classify_hostile(benchmark::State& state, const HostileKind& kind, std::size_t bytes) {
  const Classifier& classifier = classifier_of(Engine::kAuto);
  std::uint64_t seed = 1;
  const std::string shortest = kind.make(kShortest, seed);
  demand(count_matches(classifier, shortest), count_matches(classifier_of(Engine::kRe2), shortest), kind.name);
  for (auto _ : state) {
    state.PauseTiming();
    const std::string text = kind.make(bytes, ++seed);
    state.ResumeTiming();
    benchmark::DoNotOptimize(count_matches(classifier, text));
  }
  set_rates(state, bytes, 1);
}

// Rows are made when the program starts, because their names are data.
const int kRows = [] {
  for (const HostileKind& kind : hostile_kinds()) {
    for (const std::size_t kib : {64U, 256U, 1024U, 4096U}) {
      const auto row = [&kind, kib](benchmark::State& state) { classify_hostile(state, kind, kib << 10U); };
      benchmark::RegisterBenchmark(("hostile/" + kind.name + "/" + std::to_string(kib)).c_str(), row)
          ->Unit(benchmark::kMillisecond);
    }
  }
  return 0;
}();

}  // namespace
}  // namespace telltale::bench
