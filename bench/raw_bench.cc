// raw/...: Hyperscan and RE2::Set with the built-in pack's patterns on the same texts, the whole buffer at once or a
// call a line: what a user gets who writes no more than the loop.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "engine/pattern_set.h"
#include "measure.h"
#include "pack/pack_data.h"

namespace telltale::bench {
namespace {

using internal::PatternSet;
using internal::SetPattern;

// The pack's patterns as a user would give them to an engine: not folded, blanks and all, on raw text; each once.
std::vector<SetPattern> raw_patterns() {
  std::vector<SetPattern> patterns;
  std::set<std::string> seen;
  const auto add = [&](const internal::PatternPtr& pattern, const char* label) {
    if (seen.insert(pattern->text_as_written).second) patterns.push_back({pattern->text_as_written, label});
  };
  const Pack pack = *Pack::builtin();
  for (const auto& frame : pack.data().loaded_frames) {
    for (const auto& wording : frame.wordings) add(wording.pattern, "wording");
  }
  for (std::size_t i = 0; i < pack.signatures().size(); ++i) {
    if (pack.signatures()[i].fallback) continue;
    add(pack.data().loaded_signatures[i].pattern, "signature");
  }
  return patterns;
}

// Null when the engine is not built in.
const PatternSet* raw_set(Engine engine) {
  static const auto hyperscan = internal::compile_pattern_set(Engine::kHyperscan, raw_patterns());
  static const auto re2 = internal::compile_pattern_set(Engine::kRe2, raw_patterns());
  const auto& set = engine == Engine::kRe2 ? re2 : hyperscan;
  return set ? set->get() : nullptr;
}

// How many lines hold any pattern.
std::size_t find_in_lines(const PatternSet& set, std::string_view text, std::vector<std::uint32_t>* hits) {
  std::size_t found = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    hits->clear();
    set.find(text.substr(at, end - at), hits);
    found += hits->empty() ? 0 : 1;
    at = end + 1;
  }
  return found;
}

// A message that an engine does not see is not worth comparing with; some clean lines hold one of the patterns that are
// distinctive only in a frame.
void demand_messages(const PatternSet& set, const Input& input) {
  std::vector<std::uint32_t> hits;
  const std::size_t found = find_in_lines(set, input.text, &hits);
  demand(std::min(found, input.messages), input.messages, "raw engine, " + input.name);
}

void find_in_buffer(benchmark::State& state, Engine engine, const Input& (*make)()) {
  const PatternSet* set = raw_set(engine);
  if (set == nullptr) return state.SkipWithError("the engine is not built in");
  const Input& input = make();
  std::vector<std::uint32_t> hits;
  for (auto _ : state) {
    hits.clear();
    set->find(input.text, &hits);
    benchmark::DoNotOptimize(hits.data());
  }
  set_rates(state, input);
}

void find_in_each_line(benchmark::State& state, Engine engine, const Input& (*make)()) {
  const PatternSet* set = raw_set(engine);
  if (set == nullptr) return state.SkipWithError("the engine is not built in");
  const Input& input = make();
  demand_messages(*set, input);
  std::vector<std::uint32_t> hits;
  for (auto _ : state) benchmark::DoNotOptimize(find_in_lines(*set, input.text, &hits));
  set_rates(state, input);
}

const Input& some_messages() { return input_with_messages(100); }
const Input& all_messages() { return input_with_messages(1); }
// RE2::Set takes a second for what the others are given.
const Input& little_clean() {
  static const Input input = make_input("clean", std::size_t{12} << 20U, 0, nullptr);
  return input;
}

constexpr auto kMs = benchmark::kMillisecond;
BENCHMARK_CAPTURE(find_in_buffer, clean, Engine::kHyperscan, clean_input)
    ->Name("raw/hyperscan/buffer/clean")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_buffer, some, Engine::kHyperscan, some_messages)
    ->Name("raw/hyperscan/buffer/1-percent")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_buffer, all, Engine::kHyperscan, all_messages)
    ->Name("raw/hyperscan/buffer/100-percent")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_each_line, clean, Engine::kHyperscan, clean_input)
    ->Name("raw/hyperscan/lines/clean")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_each_line, some, Engine::kHyperscan, some_messages)
    ->Name("raw/hyperscan/lines/1-percent")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_each_line, all, Engine::kHyperscan, all_messages)
    ->Name("raw/hyperscan/lines/100-percent")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_each_line, cluster, Engine::kHyperscan, cluster_input)
    ->Name("raw/hyperscan/lines/cluster")
    ->Unit(kMs);
BENCHMARK_CAPTURE(find_in_each_line, re2, Engine::kRe2, little_clean)->Name("raw/re2-set/lines/clean")->Unit(kMs);

}  // namespace
}  // namespace telltale::bench
