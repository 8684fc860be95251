// A diagnosis does not depend on how the document arrived: the scenarios that are one text, mangled in ways that keep
// their lines, must keep the root, the first cause with its state, the first step and whether all is well.
//
// TELLTALE_TEST_SCALE, TELLTALE_TEST_SEED and TELLTALE_TEST_SHOWN as in invariance_test.cc.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "effort.h"
#include "invariance/manglings.h"

namespace telltale {
namespace {

using testing::Mangling;
using testing::Random;
using testing::TrackedText;
using testing::Trait;

struct Document {
  std::string name;
  std::string text;
};

std::vector<Document> documents() {
  std::vector<Document> all;
  for (const char* corpus : {"dev", "guide", "field", "walk", "seen"}) {
    std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/corpus/diagnosis-" + corpus + ".jsonl");
    for (std::string line; std::getline(file, line);) {
      const nlohmann::json scenario = nlohmann::json::parse(line);
      if (scenario.contains("text")) all.push_back({scenario["id"], scenario["text"]});
    }
  }
  return all;
}

// What must not change.
std::string told(const Diagnosis& diagnosis) {
  std::string out = diagnosis.healthy ? "healthy" : "not healthy";
  if (!diagnosis.sections.empty()) out += ", root " + diagnosis.sections.front().id;
  if (!diagnosis.causes.empty())
    out += ", cause " + diagnosis.causes.front().id + " " + std::string(to_string(diagnosis.causes.front().state));
  if (!diagnosis.next.empty()) out += ", next " + diagnosis.next.front().step;
  return out;
}

// Tables, YAML and terminal sessions are read line by line: what makes other lines of them makes another document.
std::vector<const Mangling*> manglings_that_keep_lines() {
  std::vector<const Mangling*> kept;
  for (const Mangling& mangling : testing::manglings()) {
    if (mangling.trait == Trait::kNone || mangling.trait == Trait::kWholeFile) kept.push_back(&mangling);
  }
  return kept;
}

TEST(DiagnosisInvarianceTest, ManglingsDoNotChangeADiagnosis) {
  const Diagnoser diagnoser = *Diagnoser::create();
  const std::vector<Document> all = documents();
  ASSERT_GT(all.size(), 50U);
  const std::vector<const Mangling*> manglings = manglings_that_keep_lines();
  std::map<std::string, std::pair<std::size_t, std::size_t>> failed;  // and done, by mangling
  std::size_t cases = 0;
  std::size_t right = 0;
  Random random(testing::seeded(6));
  std::map<std::string, std::string> plain;
  for (const std::size_t wanted = testing::effort(2'000); cases < wanted; ++cases) {
    const Document& document = all[cases % all.size()];
    const Mangling& mangling = *random.pick(manglings);
    const std::uint64_t seed = random.seed();
    Random of_mangling(seed);
    const TrackedText text = mangling.apply(TrackedText(document.text), of_mangling);
    std::string& was = plain[document.name];
    if (was.empty()) was = told(diagnoser.diagnose(document.text));
    const std::string is = told(diagnoser.diagnose(text.bytes()));
    auto& [faults, done] = failed[mangling.name];
    ++done;
    if (is == was) {
      ++right;
      continue;
    }
    ++faults;
    if (cases - right < testing::from_environment("TELLTALE_TEST_SHOWN", 20))
      std::cout << document.name << " " << mangling.name << "\n  was " << was << "\n  is  " << is << "\n";
  }
  for (const auto& [name, counts] : failed)
    std::cout << "  " << name << " " << counts.first << " / " << counts.second << "\n";
  std::cout << "note: diagnosis: " << right << " of " << cases << " mangled documents as the plain ones" << std::endl;
  EXPECT_GE(static_cast<double>(right), 0.998 * static_cast<double>(cases));
}

}  // namespace
}  // namespace telltale
