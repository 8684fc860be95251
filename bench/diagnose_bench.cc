// telltale/diagnose/...: what a case costs, as people bring them.
#include <telltale/diagnosis.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "measure.h"

namespace telltale::bench {
namespace {

const Diagnoser& diagnoser() {
  static const Diagnoser diagnoser = *Diagnoser::create();
  return diagnoser;
}

// Pasted threads, terminal sessions and logs, each a case of its own.
std::vector<std::string> pasted_texts() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TELLTALE_SOURCE_DIR) + "/examples/texts"))
    files.push_back(entry.path());
  std::vector<std::string> texts;
  for (const std::filesystem::path& path : files) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

void cases(benchmark::State& state) {
  const std::vector<std::string> texts = pasted_texts();
  std::size_t bytes = 0;
  std::size_t healthy = 0;
  for (const std::string& text : texts) {
    bytes += text.size();
    healthy += diagnoser().diagnose(text).healthy ? 1 : 0;
  }
  demand(healthy, 1, "pasted texts");
  for (auto _ : state) {
    for (const std::string& text : texts) benchmark::DoNotOptimize(diagnoser().diagnose(text));
  }
  set_rates(state, bytes, texts.size());
}

// A bundle's log: what the apiserver wrote all day, one message in a hundred lines.
void log_of_a_bundle(benchmark::State& state) {
  const std::string text = input_with_messages(100).text.substr(0, 4'000'000);
  demand(diagnoser().diagnose(text).sections.empty() ? 0 : 1, 1, "a log with messages");
  for (auto _ : state) benchmark::DoNotOptimize(diagnoser().diagnose(text));
  set_rates(state, text.size(), 1);
}

BENCHMARK(cases)->Name("telltale/diagnose/cases")->Unit(benchmark::kMillisecond);
BENCHMARK(log_of_a_bundle)->Name("telltale/diagnose/log")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace telltale::bench
