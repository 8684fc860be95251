// gate/...: the gate's words alone, in the instructions of each generation of CPUs, and as patterns of Hyperscan.
#include <memory>
#include <string>
#include <vector>

#include "engine/pattern_set.h"
#include "engine/word_set.h"
#include "measure.h"
#include "messages.h"

namespace telltale::bench {
namespace {

using internal::WordFilter;
using Words = Result<std::unique_ptr<internal::WordSet>>;

void find_words(benchmark::State& state, const Words& words) {
  if (!words) return state.SkipWithError("the engine is not built in");
  const Input& input = clean_input();
  std::vector<std::uint32_t> hits;
  for (auto _ : state) {
    hits.clear();
    (*words)->find(input.text, SIZE_MAX, &hits);
    benchmark::DoNotOptimize(hits.data());
  }
  set_rates(state, input);
}

void filter_words(benchmark::State& state, WordFilter filter) {
  if (!internal::runs_here(filter)) return state.SkipWithError("this CPU lacks the instructions");
  find_words(state, internal::compile_filtered_words(gate_words(), filter));
}
void hyperscan_words(benchmark::State& state) {
  find_words(state, internal::compile_word_set(Engine::kHyperscan, gate_words()));
}

constexpr auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(filter_words, vbmi, WordFilter::kVbmi)->Name("gate/avx-512-vbmi")->Unit(kMs);
BENCHMARK_CAPTURE(filter_words, avx512, WordFilter::kAvx512)->Name("gate/avx-512")->Unit(kMs);
BENCHMARK_CAPTURE(filter_words, avx2, WordFilter::kAvx2)->Name("gate/avx2")->Unit(kMs);
BENCHMARK_CAPTURE(filter_words, ssse3, WordFilter::kSsse3)->Name("gate/ssse3")->Unit(kMs);
BENCHMARK_CAPTURE(filter_words, portable, WordFilter::kPortable)->Name("gate/portable")->Unit(kMs);
BENCHMARK(hyperscan_words)->Name("gate/hyperscan")->Unit(kMs);

}  // namespace
}  // namespace telltale::bench
