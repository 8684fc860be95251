// memory/...: the fastest that anything can be that reads every byte once, on pages of 4 KiB.
#include <cstdint>
#include <cstring>

#include "measure.h"

namespace telltale::bench {
namespace {

void read_memory(benchmark::State& state) {
  const Input& input = clean_input();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (std::size_t at = 0; at + 64 <= input.text.size(); at += 64) {
      std::uint64_t words[8];
      std::memcpy(words, input.text.data() + at, 64);
      sum += words[0] ^ words[1] ^ words[2] ^ words[3] ^ words[4] ^ words[5] ^ words[6] ^ words[7];
    }
    benchmark::DoNotOptimize(sum);
  }
  set_rates(state, input);
}

void find_newlines(benchmark::State& state) {
  const Input& input = clean_input();
  for (auto _ : state) {
    std::size_t lines = 0;
    for (const char *at = input.text.data(), *end = at + input.text.size();
         (at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)))) != nullptr; ++at) {
      ++lines;
    }
    benchmark::DoNotOptimize(lines);
  }
  set_rates(state, input);
}

BENCHMARK(read_memory)->Name("memory/read")->Unit(benchmark::kMillisecond);
BENCHMARK(find_newlines)->Name("memory/newlines")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace telltale::bench
