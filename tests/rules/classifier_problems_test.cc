// What is wrong with a set of packs although each of them is right.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pack/pack_loader.h"
#include "rules/pack_case.h"
#include "telltale/classifier.h"
#include "telltale/pack.h"

namespace telltale {
namespace {

Pack base_pack() {
  const testing::Files files = testing::read_files(TELLTALE_SOURCE_DIR "/tests/rules/base");
  return Pack(*internal::load_pack(testing::to_pack_files(files), internal::ProblemList()));
}

std::vector<Problem> problems_of(ClassifierOptions options) { return Classifier::create(options).problems(); }

TEST(ClassifierProblems, TwoPacksOfOneName) {
  ClassifierOptions options;
  options.packs = {base_pack(), base_pack()};
  const auto problems = problems_of(options);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "pack-duplicate");
  EXPECT_NE(problems[0].message.find("'printer'"), std::string::npos) << problems[0].message;
}

TEST(ClassifierProblems, AGlobThatSelectsNothing) {
  ClassifierOptions options;
  options.packs = {base_pack()};
  options.only = {"printer/paper-jam*", "*/ink-low"};
  const auto problems = problems_of(options);
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "only-matches-nothing");
  EXPECT_NE(problems[0].message.find("'*/ink-low'"), std::string::npos) << problems[0].message;
}

}  // namespace
}  // namespace telltale
