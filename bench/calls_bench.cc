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

std::vector<std::string_view> clean_texts() {
  std::vector<std::string_view> texts;
  for (const std::string_view line : lines_of(clean_input().text)) {
    if (line.size() >= 130 && line.size() < 170 && texts.size() < kTexts) texts.push_back(line);
  }
  return texts;
}

void clean_calls(benchmark::State& state) { classify_each(state, clean_texts(), 0); }

// The same texts in one call: where they lie, each somewhere else, or one behind the other as the rows of a column.
void clean_batch(benchmark::State& state, bool as_column) {
  std::vector<std::string_view> texts = clean_texts();
  std::string column;
  for (const std::string_view text : texts) column += text;
  std::size_t at = 0;
  for (std::string_view& text : texts) {
    if (as_column) text = std::string_view(column).substr(at, text.size());
    at += text.size();
  }
  const auto count = [&] {
    std::size_t found = 0;
    static_cast<void>(classifier_of(Engine::kAuto).classify_batch(texts, [&](std::size_t, const Match&) {
      ++found;
      return true;
    }));
    return found;
  };
  demand(count(), 0, "short texts together");
  for (auto _ : state) benchmark::DoNotOptimize(count());
  set_rates(state, column.size(), texts.size());
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
BENCHMARK_CAPTURE(clean_batch, copied, false)->Name("telltale/calls/batch")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(clean_batch, column, true)->Name("telltale/calls/column")->Unit(benchmark::kMillisecond);
BENCHMARK(matching_calls)->Name("telltale/calls/matching")->Unit(benchmark::kMillisecond);
BENCHMARK(create)->Name("telltale/create")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace telltale::bench
