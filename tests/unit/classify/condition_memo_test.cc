// What is remembered of conditions changes no answer, however the parts of a record follow each other.
#include "classify/condition_memo.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiled_pattern.h"
#include "random.h"

namespace telltale::internal {
namespace {

using testing::compiled_pattern;
using testing::Random;

std::string random_record(Random* random, std::size_t words) {
  static const std::vector<std::string> kWords = {"webhook", "refused", "connection", "not",
                                                  "never",   "6080",    "x",          "\n"};
  std::string record;
  for (std::size_t i = 0; i < words; ++i) record += random->pick(kWords);
  return record;
}

std::vector<FieldPattern> patterns() {
  return {compiled_pattern("never.{0,200}6080"),         compiled_pattern("absent"),
          compiled_pattern("not(?:x|never){2}6080"),     compiled_pattern("refused.{0,12}", MatchEnd::kEndOfText),
          compiled_pattern("not", MatchEnd::kEndOfText), compiled_pattern("(?:neverx){3}")};
}

void expect_same(ConditionMemo* memo, const FieldPattern& pattern, std::string_view part) {
  const bool occurs = pattern.occurs(part);
  ASSERT_EQ(memo->occurs(pattern, part), occurs) << part;
  ASSERT_EQ(memo->known(pattern, part).value_or(occurs), occurs);
}

TEST(ConditionMemo, KnowsWhatItAnswered) {
  const std::string record = "webhook refused";
  const FieldPattern pattern = compiled_pattern("refused");
  ConditionMemo memo;
  memo.begin_record(record, TextForm::kMessage);
  EXPECT_EQ(memo.known(pattern, record), std::nullopt);
  expect_same(&memo, pattern, record);
  EXPECT_EQ(memo.known(pattern, record), true);
  EXPECT_EQ(memo.known(pattern, std::string_view(record).substr(1)), std::nullopt);
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
  const FieldPattern word = compiled_pattern("\\bxx\\b");
  ConditionMemo memo;
  memo.begin_record(record, TextForm::kLine);
  for (std::size_t length = 100; length > 0; --length)
    expect_same(&memo, word, std::string_view(record).substr(100 - length, length));
}

TEST(ConditionMemo, OfARecordThatGrows) {
  Random random(3);
  const std::vector<FieldPattern> asked = patterns();
  const std::string whole = random_record(&random, 6000);
  ConditionMemo memo;
  memo.begin_record({whole.data(), 0}, TextForm::kMessage);
  std::size_t size = 0;
  for (std::size_t at = 0; at < whole.size(); at += random.between(1, 60)) {
    size = std::max(size, std::min(whole.size(), at + 900 + random.below(4000)));
    memo.extend_record({whole.data(), size});
    const std::string_view part = std::string_view(whole).substr(at, random.between(0, 900));
    for (const FieldPattern& pattern : asked) expect_same(&memo, pattern, part);
  }
}

TEST(ConditionMemo, ForgetsTheRecordBefore) {
  std::string record(4000, 'x');
  const FieldPattern pattern = compiled_pattern("webhook");
  ConditionMemo memo;
  for (int round = 0; round < 2; ++round) {
    memo.begin_record(record, TextForm::kMessage);
    for (std::size_t at = 0; at < 3000; at += 30) expect_same(&memo, pattern, std::string_view(record).substr(at, 600));
    record.replace(2000, 7, "webhook");
  }
}

}  // namespace
}  // namespace telltale::internal
