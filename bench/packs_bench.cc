// packs/...: what becomes of start and speed when a pack has 100, 1,000, 10,000 signatures.
//
// Each pack is loaded and compiled once before anything is timed, into a cache that is empty when the program begins:
// "start" is the second time, and "cold_s" the first. 10,000 signatures may take minutes: only `./dev bench --full`
// does.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "measure.h"
#include "packs.h"

namespace telltale::bench {
namespace {

struct CompiledPack {
  GeneratedPack pack;
  Classifier classifier;
  double load_seconds = 0;
  double create_seconds = 0;
};

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

const std::string& cache_folder() {
  static const std::string folder = [] {
    const std::string emptied = TELLTALE_BENCH_FOLDER "/cache";
    std::filesystem::remove_all(emptied);
    return emptied;
  }();
  return folder;
}

Pack load(const GeneratedPack& generated) {
  Result<Pack> pack = Pack::load(generated.folder, cache_folder());
  if (pack) return *pack;
  std::fputs(to_string(pack.problems()[0]).c_str(), stderr);
  std::exit(1);
}

Classifier create(Pack pack) {
  ClassifierOptions options;
  options.packs = {std::move(pack)};
  options.cache_folder = cache_folder();
  return create_classifier(std::move(options));
}

// At most a thousand examples, from all over the pack: each says its finding.
void demand_examples(const CompiledPack& compiled) {
  const std::size_t step = std::max<std::size_t>(1, compiled.pack.examples.size() / 1000);
  for (std::size_t i = 0; i < compiled.pack.examples.size(); i += step) {
    std::size_t found = 0;
    for (const Match& match : compiled.classifier.classify(compiled.pack.examples[i]))
      found += match.finding == compiled.pack.findings[i] ? 1 : 0;
    demand(found, 1, "example '" + compiled.pack.examples[i] + "' of " + compiled.pack.findings[i]);
  }
}

CompiledPack compile(std::size_t signatures) {
  GeneratedPack generated = write_pack(signatures, TELLTALE_BENCH_FOLDER "/packs/" + std::to_string(signatures));
  const auto begin = std::chrono::steady_clock::now();
  Pack pack = load(generated);
  const double load_seconds = seconds_since(begin);
  const auto loaded = std::chrono::steady_clock::now();
  Classifier classifier = create(std::move(pack));
  CompiledPack compiled{std::move(generated), std::move(classifier), load_seconds, seconds_since(loaded)};
  demand_examples(compiled);
  return compiled;
}

const CompiledPack& pack_of(std::size_t signatures) {
  static std::map<std::size_t, CompiledPack> packs;
  const auto found = packs.find(signatures);
  return found != packs.end() ? found->second : packs.emplace(signatures, compile(signatures)).first->second;
}

void start(benchmark::State& state, std::size_t signatures) {
  const CompiledPack& compiled = pack_of(signatures);
  std::vector<Classifier> started;  // giving back their memory is no part of a start
  for (auto _ : state) started.push_back(create(load(compiled.pack)));
  state.counters["cold_load_s"] = compiled.load_seconds;
  state.counters["cold_create_s"] = compiled.create_seconds;
}

void clean(benchmark::State& state, std::size_t signatures) {
  const CompiledPack& compiled = pack_of(signatures);
  const Input& input = clean_input();
  demand(compiled.classifier.classify(input.text).matches.size(), 0, "clean text, generated pack");
  for (auto _ : state) benchmark::DoNotOptimize(count_matches(compiled.classifier, input.text));
  set_rates(state, input);
  state.counters["gate_words"] = static_cast<double>(compiled.classifier.engine_info().gate_words);
}

constexpr auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(clean, some, 100)->Name("packs/clean/100")->Unit(kMs);
BENCHMARK_CAPTURE(clean, many, 1000)->Name("packs/clean/1000")->Unit(kMs);
BENCHMARK_CAPTURE(clean, all, 10000)->Name("packs/clean/10000")->Unit(kMs);
BENCHMARK_CAPTURE(start, some, 100)->Name("packs/start/100")->Unit(kMs)->Iterations(3)->UseRealTime();
BENCHMARK_CAPTURE(start, many, 1000)->Name("packs/start/1000")->Unit(kMs)->Iterations(3)->UseRealTime();
// Once: without a cache it takes as long as the first time.
BENCHMARK_CAPTURE(start, all, 10000)
    ->Name("packs/start/10000")
    ->Unit(kMs)
    ->Iterations(3)
    ->Repetitions(1)
    ->UseRealTime();

}  // namespace
}  // namespace telltale::bench
