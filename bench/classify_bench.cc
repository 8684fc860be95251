// How fast is classification, beside what else could be done with the same bytes in the same run?
//
// Rows: the memory's own bandwidth, newline search, raw Hyperscan and RE2::Set with the built-in pack's patterns (whole
// buffer and a call per line), then telltale on clean text, 1 % and 100 % messages, with 1 and 2 threads, and many
// calls on short texts. Before a row is timed its answer is compared with the known one; a wrong answer ends the program.
#include <benchmark/benchmark.h>
#include <telltale/telltale.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "classify/compiled_set.h"
#include "engine/pattern_set.h"
#include "engine/word_set.h"
#include "inputs.h"
#include "pack/pack_data.h"

namespace {

using telltale::Classifier;
using telltale::Engine;
using telltale::bench::Input;

// Larger than the last-level cache, so that memory is what is read.
constexpr std::size_t kBytes = 96U << 20U;

const Input& input_of(int percent) {
  static const Input clean = telltale::bench::make_input("clean", 0, kBytes);
  static const Input some = telltale::bench::make_input("1 % hits", 100, kBytes);
  static const Input all = telltale::bench::make_input("100 % hits", 1, kBytes / 8);
  return percent == 0 ? clean : percent == 1 ? some : all;
}

const Classifier& classifier_of(Engine engine) {
  static const auto create = [](Engine wanted) {
    telltale::ClassifierOptions options;
    options.engine = wanted;
    options.max_matches = SIZE_MAX;
    auto classifier = Classifier::create(options);
    if (!classifier) {
      std::fputs(to_string(classifier.problems()[0]).c_str(), stderr);
      std::exit(1);
    }
    return *classifier;
  };
  static const Classifier best = create(Engine::kAuto);
  static const Classifier re2 = create(Engine::kRe2);
  return engine == Engine::kRe2 ? re2 : best;
}

std::size_t count_matches(const Classifier& classifier, std::string_view text) {
  std::size_t count = 0;
  classifier.classify(
      text, [&](const telltale::Match& match) { return count += match.role == telltale::Role::kSymptom, true; });
  return count;
}

void demand(std::size_t found, std::size_t expected, const std::string& what) {
  if (found == expected) return;
  std::fprintf(stderr, "%s: %zu matches, %zu expected; a wrong answer is not timed\n", what.c_str(), found, expected);
  std::exit(1);
}

void set_rates(benchmark::State& state, const Input& input) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(input.text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(input.lines));
}

void read_memory(benchmark::State& state) {
  const Input& input = input_of(0);
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
  const Input& input = input_of(0);
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

// The pack's patterns as a user would give them to an engine: not folded, blanks and all, on raw text; each once.
std::vector<telltale::internal::SetPattern> raw_patterns() {
  std::vector<telltale::internal::SetPattern> patterns;
  std::set<std::string> seen;
  const auto add = [&](const telltale::internal::PatternPtr& pattern, const char* label) {
    if (seen.insert(pattern->text_as_written).second) patterns.push_back({pattern->text_as_written, label});
  };
  const telltale::Pack pack = *telltale::Pack::builtin();
  for (const auto& frame : pack.data().loaded_frames) {
    for (const auto& wording : frame.wordings) add(wording.pattern, "wording");
  }
  for (std::size_t i = 0; i < pack.signatures().size(); ++i) {
    if (pack.signatures()[i].fallback) continue;
    add(pack.data().loaded_signatures[i].pattern, "signature");
  }
  return patterns;
}

using Words = telltale::Result<std::unique_ptr<telltale::internal::WordSet>>;

const std::vector<std::string>& gate_words() {
  static const auto compiled = *telltale::internal::compile({});
  return compiled->plan.words;
}

void find_words(benchmark::State& state, const Words& words) {
  if (!words) return state.SkipWithError("the engine is not built in");
  const Input& input = input_of(0);
  std::vector<std::uint32_t> hits;
  for (auto _ : state) {
    hits.clear();
    (*words)->find(input.text, SIZE_MAX, &hits);
    benchmark::DoNotOptimize(hits.data());
  }
  set_rates(state, input);
}

// The gate's words alone, in the instructions of each generation of CPUs, and as patterns of Hyperscan.
void filter_words(benchmark::State& state, telltale::internal::WordFilter filter) {
  if (!telltale::internal::runs_here(filter)) return state.SkipWithError("this CPU lacks the instructions");
  find_words(state, telltale::internal::compile_filtered_words(gate_words(), filter));
}
void hyperscan_words(benchmark::State& state) {
  find_words(state, telltale::internal::compile_word_set(Engine::kHyperscan, gate_words()));
}

void raw_engine(benchmark::State& state, Engine engine, bool per_line) {
  const Input& input = input_of(0);
  const auto set = telltale::internal::compile_pattern_set(engine, raw_patterns());
  if (!set) return state.SkipWithError("the engine is not built in");
  std::vector<std::uint32_t> hits;
  for (auto _ : state) {
    hits.clear();
    if (!per_line) {
      (*set)->find(input.text, &hits);
    } else {
      for (std::size_t at = 0; at < input.text.size();) {
        const std::size_t end = input.text.find('\n', at);
        (*set)->find(std::string_view(input.text).substr(at, end - at), &hits);
        at = end + 1;
      }
    }
    benchmark::DoNotOptimize(hits.data());
  }
  set_rates(state, input);
}

void classify(benchmark::State& state, Engine engine, int percent) {
  const Input& input = input_of(percent);
  const Classifier& classifier = classifier_of(engine);
  if (state.thread_index() == 0) demand(count_matches(classifier, input.text), input.messages, input.name);
  for (auto _ : state) benchmark::DoNotOptimize(count_matches(classifier, input.text));
  set_rates(state, input);
}

void classify_calls(benchmark::State& state, int percent) {
  const Input& input = input_of(percent);
  const Classifier& classifier = classifier_of(Engine::kAuto);
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at < input.text.size() && lines.size() < 20000;) {
    const std::size_t end = input.text.find('\n', at);
    lines.push_back(std::string_view(input.text).substr(at, end - at));
    at = end + 1;
  }
  std::size_t found = 0;
  for (const std::string_view line : lines) found += count_matches(classifier, line);
  demand(found, percent == 0 ? 0 : lines.size(), "short texts");
  for (auto _ : state) {
    for (const std::string_view line : lines) benchmark::DoNotOptimize(count_matches(classifier, line));
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(lines.size()));
}

void create_classifier(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(Classifier::create());
}

BENCHMARK(read_memory)->Name("memory/read")->Unit(benchmark::kMillisecond);
BENCHMARK(find_newlines)->Name("memory/newlines")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(raw_engine, hyperscan, Engine::kHyperscan, false)
    ->Name("raw/hyperscan/buffer")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(raw_engine, hyperscan_line, Engine::kHyperscan, true)
    ->Name("raw/hyperscan/lines")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(raw_engine, re2_line, Engine::kRe2, true)->Name("raw/re2-set/lines")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter_words, avx512, telltale::internal::WordFilter::kAvx512)
    ->Name("gate/avx-512")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter_words, avx2, telltale::internal::WordFilter::kAvx2)
    ->Name("gate/avx2")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter_words, ssse3, telltale::internal::WordFilter::kSsse3)
    ->Name("gate/ssse3")
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(filter_words, portable, telltale::internal::WordFilter::kPortable)
    ->Name("gate/portable")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(hyperscan_words)->Name("gate/hyperscan")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(classify, clean, Engine::kAuto, 0)
    ->Name("telltale/clean")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, clean, Engine::kAuto, 0)
    ->Name("telltale/clean")
    ->Unit(benchmark::kMillisecond)
    ->Threads(2)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, some, Engine::kAuto, 1)
    ->Name("telltale/1-percent")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, some, Engine::kAuto, 1)
    ->Name("telltale/1-percent")
    ->Unit(benchmark::kMillisecond)
    ->Threads(2)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, all, Engine::kAuto, 100)
    ->Name("telltale/100-percent")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, re2_clean, Engine::kRe2, 0)
    ->Name("telltale-re2/clean")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify, re2_some, Engine::kRe2, 1)
    ->Name("telltale-re2/1-percent")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(classify_calls, clean, 0)->Name("telltale/calls/clean")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(classify_calls, all, 100)->Name("telltale/calls/matching")->Unit(benchmark::kMillisecond);
BENCHMARK(create_classifier)->Name("telltale/create")->Unit(benchmark::kMillisecond);

}  // namespace
