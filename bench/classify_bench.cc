// telltale/...: the pipeline on big texts: by how many of the lines match, near misses, threads, without Hyperscan,
// without fields.
#include <algorithm>
#include <vector>

#include "measure.h"

namespace telltale::bench {
namespace {

// One text. Every thread reads all of it: the rate is that of all threads together.
void classify(benchmark::State& state, const Classifier& classifier, const Input& input) {
  if (state.thread_index() == 0) demand(count_matches(classifier, input.text), input.messages, input.name);
  for (auto _ : state) benchmark::DoNotOptimize(count_matches(classifier, input.text));
  set_rates(state, input);
}

void clean(benchmark::State& state, Engine engine) { classify(state, classifier_of(engine), clean_input()); }

void messages(benchmark::State& state, Engine engine, std::size_t every) {
  classify(state, classifier_of(engine), input_with_messages(every));
}

void repeated_messages(benchmark::State& state, std::size_t every, bool fields) {
  const Classifier* classifier = fields ? &classifier_of(Engine::kAuto) : classifier_without_fields();
  if (classifier == nullptr) return state.SkipWithError("the library cannot leave fields out");
  classify(state, *classifier, input_with_repeated_messages(every));
}

void near_misses(benchmark::State& state) {
  const Input& input = input_with_near_misses();
  demand(classifier_of(Engine::kAuto).classify(input.text).matches.size(), 0, "near misses of any role");
  classify(state, classifier_of(Engine::kAuto), input);
}

void without_fields(benchmark::State& state, std::size_t every) {
  const Classifier* classifier = classifier_without_fields();
  if (classifier == nullptr) return state.SkipWithError("the library cannot leave fields out");
  classify(state, *classifier, input_with_messages(every));
}

// Texts of some 4 KiB, shared out among the threads: what a service does with many requests at once.
void batch(benchmark::State& state, std::size_t every) {
  constexpr std::size_t kTextBytes = 4096;
  const Input& input = every == 0 ? clean_input() : input_with_messages(every);
  const Classifier& classifier = classifier_of(Engine::kAuto);
  std::vector<std::string_view> texts;
  for (std::string_view rest = input.text; !rest.empty(); rest.remove_prefix(texts.back().size())) {
    texts.push_back(rest.substr(0, rest.find('\n', std::min(kTextBytes, rest.size() - 1)) + 1));
  }
  const auto step = static_cast<std::size_t>(state.threads());
  std::size_t bytes = 0;
  for (auto i = static_cast<std::size_t>(state.thread_index()); i < texts.size(); i += step) bytes += texts[i].size();
  std::size_t found = 0;
  for (const std::string_view text : texts) found += count_matches(classifier, text);
  demand(found, input.messages, "texts of a batch");
  for (auto _ : state) {
    for (auto i = static_cast<std::size_t>(state.thread_index()); i < texts.size(); i += step)
      benchmark::DoNotOptimize(count_matches(classifier, texts[i]));
  }
  set_rates(state, bytes, texts.size() / step);
}

void cluster(benchmark::State& state) { classify(state, classifier_of(Engine::kAuto), cluster_input()); }

// Times of one thread are the CPU's, which other programs disturb less.
constexpr auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(clean, best, Engine::kAuto)->Name("telltale/clean")->Unit(kMs);
BENCHMARK_CAPTURE(clean, best, Engine::kAuto)->Name("telltale/clean")->Unit(kMs)->Threads(2)->UseRealTime();
BENCHMARK(cluster)->Name("telltale/cluster")->Unit(kMs);
BENCHMARK(near_misses)->Name("telltale/near-misses")->Unit(kMs);
BENCHMARK_CAPTURE(messages, e4, Engine::kAuto, 10000)->Name("telltale/0.01-percent")->Unit(kMs);
BENCHMARK_CAPTURE(messages, e3, Engine::kAuto, 1000)->Name("telltale/0.1-percent")->Unit(kMs);
BENCHMARK_CAPTURE(messages, e2, Engine::kAuto, 100)->Name("telltale/1-percent")->Unit(kMs);
BENCHMARK_CAPTURE(messages, e2, Engine::kAuto, 100)->Name("telltale/1-percent")->Unit(kMs)->Threads(2)->UseRealTime();
BENCHMARK_CAPTURE(messages, e1, Engine::kAuto, 10)->Name("telltale/10-percent")->Unit(kMs);
BENCHMARK_CAPTURE(messages, e0, Engine::kAuto, 1)->Name("telltale/100-percent")->Unit(kMs);
BENCHMARK_CAPTURE(repeated_messages, e2, 100, true)->Name("telltale/repeated/1-percent")->Unit(kMs);
BENCHMARK_CAPTURE(repeated_messages, e0, 1, true)->Name("telltale/repeated/100-percent")->Unit(kMs);
BENCHMARK_CAPTURE(repeated_messages, b2, 100, false)->Name("telltale/repeated/without-fields/1-percent")->Unit(kMs);
BENCHMARK_CAPTURE(repeated_messages, b0, 1, false)->Name("telltale/repeated/without-fields/100-percent")->Unit(kMs);
BENCHMARK_CAPTURE(without_fields, e2, 100)->Name("telltale/without-fields/1-percent")->Unit(kMs);
BENCHMARK_CAPTURE(without_fields, e0, 1)->Name("telltale/without-fields/100-percent")->Unit(kMs);
BENCHMARK_CAPTURE(batch, clean, 0)->Name("telltale/batch/clean")->Unit(kMs)->ThreadRange(1, 2)->UseRealTime();
BENCHMARK_CAPTURE(batch, some, 100)->Name("telltale/batch/1-percent")->Unit(kMs)->ThreadRange(1, 2)->UseRealTime();
BENCHMARK_CAPTURE(clean, re2, Engine::kRe2)->Name("telltale-re2/clean")->Unit(kMs);
BENCHMARK_CAPTURE(messages, re2, Engine::kRe2, 100)->Name("telltale-re2/1-percent")->Unit(kMs);
}  // namespace
}  // namespace telltale::bench
