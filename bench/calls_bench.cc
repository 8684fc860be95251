// telltale/calls/...: what a call costs when the texts are short, and what it costs to begin.
#include <string>
#include <vector>

#include "measure.h"
#include "messages.h"

namespace telltale::bench {
namespace {

constexpr std::size_t kTexts = 20'000;

void classify_each(benchmark::State& state, const std::vector<std::string_view>& texts, std::size_t matches) {
  const Classifier& classifier = classifier_of(Engine::kAuto);
  std::size_t found = 0;
  std::size_t bytes = 0;
  for (const std::string_view text : texts) {
    found += count_matches(classifier, text);
    bytes += text.size();
  }
  demand(found, matches, "short texts");
  for (auto _ : state) {
    for (const std::string_view text : texts) benchmark::DoNotOptimize(count_matches(classifier, text));
  }
  set_rates(state, bytes, texts.size());
  state.counters["bytes_per_text"] = static_cast<double>(bytes) / static_cast<double>(texts.size());
}

void clean_calls(benchmark::State& state) {
  std::vector<std::string_view> texts;
  for (const std::string_view line : lines_of(clean_input().text)) {
    if (line.size() >= 130 && line.size() < 170 && texts.size() < kTexts) texts.push_back(line);
  }
  classify_each(state, texts, 0);
}

void matching_calls(benchmark::State& state) {
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < kTexts; ++i) messages.push_back(short_message(i));
  classify_each(state, {messages.begin(), messages.end()}, kTexts);
}

void create(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Classifier::create());
}

BENCHMARK(clean_calls)->Name("telltale/calls/clean")->Unit(benchmark::kMillisecond);
BENCHMARK(matching_calls)->Name("telltale/calls/matching")->Unit(benchmark::kMillisecond);
BENCHMARK(create)->Name("telltale/create")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace telltale::bench
