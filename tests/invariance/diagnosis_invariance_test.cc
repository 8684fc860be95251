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

// Tables, YAML and terminal sessions are read line by line: what makes other lines of them makes another document, and
// changes the diagnosis where it depends on a row that is none any more.
std::vector<const Mangling*> manglings_that(bool keep_lines) {
  std::vector<const Mangling*> chosen;
  for (const Mangling& mangling : testing::manglings()) {
    if (mangling.trait != Trait::kOneLine && (mangling.trait == Trait::kRecasts) != keep_lines)
      chosen.push_back(&mangling);
  }
  return chosen;
}

class DiagnosisInvariance {
 public:
  // The share of `cases` mangled documents that have the diagnosis of the plain ones.
  double share_right(const std::vector<const Mangling*>& manglings, std::size_t cases, std::uint64_t seed) {
    Random random(testing::seeded(seed));
    std::size_t right = 0;
    for (std::size_t i = 0; i < cases; ++i) {
      const Document& document = documents_[i % documents_.size()];
      right += stays(document, *random.pick(manglings), random.seed()) ? 1U : 0U;
    }
    for (const auto& [name, counts] : failed_)
      std::cout << "  " << name << " " << counts.first << " / " << counts.second << "\n";
    std::cout << "note: diagnosis: " << right << " of " << cases << " mangled documents as the plain ones" << std::endl;
    return static_cast<double>(right) / static_cast<double>(cases);
  }

 private:
  bool stays(const Document& document, const Mangling& mangling, std::uint64_t seed) {
    Random random(seed);
    const TrackedText text = mangling.apply(TrackedText(document.text), random);
    std::string& was = plain_[document.name];
    if (was.empty()) was = told(diagnoser_.diagnose(document.text));
    const std::string is = told(diagnoser_.diagnose(text.bytes()));
    auto& [faults, done] = failed_[mangling.name];
    ++done;
    if (is == was) return true;
    ++faults;
    if (++shown_ <= testing::from_environment("TELLTALE_TEST_SHOWN", 20))
      std::cout << document.name << " " << mangling.name << "\n  was " << was << "\n  is  " << is << "\n";
    return false;
  }

  const Diagnoser diagnoser_ = *Diagnoser::create();
  const std::vector<Document> documents_ = documents();
  std::map<std::string, std::string> plain_;
  std::map<std::string, std::pair<std::size_t, std::size_t>> failed_;  // and done, by mangling
  std::uint64_t shown_ = 0;
};

TEST(DiagnosisInvarianceTest, ManglingsThatKeepLinesDoNotChangeADiagnosis) {
  EXPECT_GE(DiagnosisInvariance().share_right(manglings_that(true), testing::effort(2'000), 6), 0.998);
}

TEST(DiagnosisInvarianceTest, OthersChangeFew) {
  EXPECT_GE(DiagnosisInvariance().share_right(manglings_that(false), testing::effort(1'000), 7), 0.95);
}

}  // namespace
}  // namespace telltale
