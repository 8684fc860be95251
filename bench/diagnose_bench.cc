// telltale/diagnose/...: what a case costs, as people bring them.
#include <telltale/diagnosis.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "measure.h"

namespace telltale::bench {
namespace {

using Json = nlohmann::json;

const Diagnoser& diagnoser() {
  static const Diagnoser diagnoser = *Diagnoser::create();
  return diagnoser;
}

struct Scenario {
  std::vector<std::string> texts;  // a pasted thread, a terminal session, the files of a bundle
  bool healthy = false;
};

std::vector<Scenario> scenarios() {
  std::vector<Scenario> all;
  std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/corpus/diagnosis-unseen.jsonl");
  for (std::string line; std::getline(file, line);) {
    const Json labelled = Json::parse(line);
    Scenario& scenario = all.emplace_back();
    scenario.healthy = labelled.value("healthy", false);
    for (const auto& [name, text] : labelled.value("files", Json::object()).items()) scenario.texts.push_back(text);
    if (scenario.texts.empty()) scenario.texts.push_back(labelled.at("text"));
  }
  return all;
}

Diagnosis diagnose(const std::vector<std::string>& texts) {
  Case bundle = diagnoser().open_case();
  for (const std::string& text : texts) bundle.add_text("", text);
  return bundle.diagnosis();
}

void cases(benchmark::State& state) {
  const std::vector<Scenario> all = scenarios();
  std::size_t bytes = 0;
  std::size_t right = 0;
  for (const Scenario& scenario : all) {
    for (const std::string& text : scenario.texts) bytes += text.size();
    right += diagnose(scenario.texts).healthy == scenario.healthy ? 1 : 0;
  }
  demand(right, all.size(), "scenarios");
  for (auto _ : state) {
    for (const Scenario& scenario : all) benchmark::DoNotOptimize(diagnose(scenario.texts));
  }
  set_rates(state, bytes, all.size());
}

// A bundle's log: what the apiserver wrote all day, one message in a hundred lines.
void log_of_a_bundle(benchmark::State& state) {
  const std::vector<std::string> texts = {input_with_messages(100).text.substr(0, 4'000'000)};
  demand(diagnose(texts).sections.empty() ? 0 : 1, 1, "a log with messages");
  for (auto _ : state) benchmark::DoNotOptimize(diagnose(texts));
  set_rates(state, texts[0].size(), 1);
}

BENCHMARK(cases)->Name("telltale/diagnose/cases")->Unit(benchmark::kMillisecond);
BENCHMARK(log_of_a_bundle)->Name("telltale/diagnose/log")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace telltale::bench
