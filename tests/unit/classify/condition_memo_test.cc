// What is remembered of conditions changes no answer, however the parts of a record follow each other.
#include "classify/condition_memo.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "pack/pattern.h"
#include "random.h"

namespace telltale::internal {
namespace {

using testing::Random;

FieldPattern compile(const std::string& source, MatchEnd end = MatchEnd::kAnywhere) {
  std::vector<PatternProblem> problems;
  return *FieldPattern::compile(std::make_shared<const PreparedPattern>(Pattern::parse(source, &problems)->prepared()),
                                end);
}

std::string random_record(Random* random, std::size_t words) {
  static const std::vector<std::string> kWords = {"webhook", "refused", "connection", "not",
                                                  "never",   "6080",    "x",          "\n"};
  std::string record;
  for (std::size_t i = 0; i < words; ++i) record += random->pick(kWords);
  return record;
}

std::vector<FieldPattern> patterns() {
  return {compile("never.{0,200}6080"),         compile("absent"),
          compile("not(?:x|never){2}6080"),     compile("refused.{0,12}", MatchEnd::kEndOfText),
          compile("not", MatchEnd::kEndOfText), compile("(?:neverx){3}")};
}

void expect_same(ConditionMemo* memo, const FieldPattern& pattern, std::string_view part) {
  const bool occurs = pattern.occurs(part);
  ASSERT_EQ(memo->occurs(pattern, part), occurs) << part;
  ASSERT_EQ(memo->known(pattern, part), occurs);
}

TEST(ConditionMemo, OfPartsThatMoveOn) {
  Random random(1);
  const std::vector<FieldPattern> asked = patterns();
  ConditionMemo memo;
  for (const std::size_t words : {20U, 500U, 3000U}) {
    const std::string record = random_record(&random, words);
    memo.begin_record(record, TextForm::kMessage);
    for (std::size_t at = 0; at < record.size(); at += random.between(1, 60)) {
      const std::string_view part = std::string_view(record).substr(at, random.between(0, 900));
      for (const FieldPattern& pattern : asked) expect_same(&memo, pattern, part);
    }
  }
}

TEST(ConditionMemo, OfPartsAnywhere) {
  Random random(2);
  const std::vector<FieldPattern> asked = patterns();
  const std::string record = random_record(&random, 2000);
  ConditionMemo memo;
  memo.begin_record(record, TextForm::kMessage);
  for (int i = 0; i < 3000; ++i) {
    const std::string_view part = std::string_view(record).substr(random.below(record.size()), random.below(1200));
    expect_same(&memo, random.pick(asked), part);
  }
}

// A part of a line may match where the line does not: its begin is one, and the line's is elsewhere.
TEST(ConditionMemo, OfLinesWhosePatternsLookAtEdges) {
  const std::string record(5000, 'x');
  const FieldPattern word = compile("\\bxx\\b");
  ConditionMemo memo;
  memo.begin_record(record, TextForm::kLine);
  for (std::size_t length = 100; length > 0; --length)
    expect_same(&memo, word, std::string_view(record).substr(100 - length, length));
}

TEST(ConditionMemo, ForgetsTheRecordBefore) {
  std::string record(4000, 'x');
  const FieldPattern pattern = compile("webhook");
  ConditionMemo memo;
  for (int round = 0; round < 2; ++round) {
    memo.begin_record(record, TextForm::kMessage);
    for (std::size_t at = 0; at < 3000; at += 30) expect_same(&memo, pattern, std::string_view(record).substr(at, 600));
    record.replace(2000, 7, "webhook");
  }
}

}  // namespace
}  // namespace telltale::internal
