// Texts that come again: a thread remembers what windows held (lib/classify/window_memo.h), and nobody may notice.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <optional>
#include <string>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"

namespace telltale {
namespace {

using testing::kKubectl;
using testing::kKyverno;
using testing::kRefused;
using testing::shared_classifier;
using testing::with_shared_pack;

constexpr int kTimes = 4;  // seen, kept, remembered, and once more

TEST(Repeated, MatchesStandWhereTheyAre) {
  std::string before;
  for (int i = 0; i < kTimes; ++i) {
    const Classification found = shared_classifier().classify(before + kKubectl + "\n");
    ASSERT_EQ(found.size(), 1U);
    const Match& match = found.matches[0];
    EXPECT_EQ(match.line, static_cast<std::uint64_t>(i) + 1);
    EXPECT_EQ(match.begin, before.size() + kKubectl.size() - kRefused.size());
    EXPECT_EQ(match.column, kKubectl.size() - kRefused.size() + 1);
    EXPECT_EQ(match.matched_text(before + kKubectl), kRefused);
    const Field* const address = match.field("address");
    ASSERT_NE(address, nullptr);
    EXPECT_EQ((before + kKubectl).substr(address->begin, address->end - address->begin), "10.96.20.99:443");
    before += "all is well\n";
  }
  EXPECT_EQ(shared_classifier().classify(kKubectl).matches[0].line, 1U) << "and back again";
}

TEST(Repeated, OneTextIsAsManyMatchesAsItHasMessages) {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "- " + kRefused + "\n";
  const Classification found = shared_classifier().classify(text);
  ASSERT_EQ(found.size(), 100U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_EQ(found.matches[i].line, i + 1);
    EXPECT_EQ(found.matches[i].matched_text(text), kRefused);
  }
}

TEST(Repeated, LimitsHoldForWhatIsRemembered) {
  ClassifierOptions options = with_shared_pack();
  options.max_matches = 2;
  const Classifier classifier = *Classifier::create(options);
  std::string text;
  for (int i = 0; i < 3; ++i) text += "- " + kRefused + "\n";
  for (int i = 0; i < kTimes; ++i) {
    const Classification found = classifier.classify(text);
    EXPECT_EQ(found.size(), 2U);
    EXPECT_TRUE(found.limits.has(Limit::kMatches));
  }
}

TEST(Repeated, ASinkMayStopAtWhatIsRemembered) {
  for (int i = 0; i < kTimes; ++i) {
    int seen = 0;
    shared_classifier().classify("- " + kRefused + "\n- " + kKyverno + "\n", [&](const Match& /*match*/) {
      ++seen;
      return false;
    });
    EXPECT_EQ(seen, 1);
  }
}

TEST(Repeated, ASinkMayClassifyTheSame) {
  for (int i = 0; i < kTimes; ++i) {
    std::vector<std::string> seen;
    shared_classifier().classify(kKubectl, [&](const Match& outer) {
      const Classification inner = shared_classifier().classify("> " + kKubectl);
      seen.push_back(std::to_string(outer.begin) + " " + std::to_string(inner.matches.at(0).begin));
      seen.push_back(std::string(outer.matched_text(kKubectl)));
      return true;
    });
    const std::size_t begin = kKubectl.size() - kRefused.size();
    EXPECT_EQ(seen, (std::vector<std::string>{std::to_string(begin) + " " + std::to_string(begin + 2), kRefused}));
  }
}

// Classifiers of one thread share its memory, but not what stands in it.
TEST(Repeated, EveryClassifierSaysWhatItSays) {
  ClassifierOptions without_fields = with_shared_pack();
  without_fields.fields = false;
  ClassifierOptions only = with_shared_pack();
  only.only = {"*/io-timeout*"};
  const Classifier bare = *Classifier::create(without_fields);
  const Classifier other = *Classifier::create(only);
  for (int i = 0; i < kTimes; ++i) {
    EXPECT_FALSE(shared_classifier().classify(kKubectl).matches.at(0).fields.empty());
    EXPECT_TRUE(bare.classify(kKubectl).matches.at(0).fields.empty());
    EXPECT_TRUE(other.classify(kKubectl).empty());
    EXPECT_EQ(shared_classifier(Engine::kAuto, Confidence::kHigh).classify(kKyverno).size(), 0U);
    EXPECT_EQ(shared_classifier().classify(kKyverno).size(), 1U);
  }
}

TEST(Repeated, NothingOutlivesItsClassifier) {
  for (int i = 0; i < 2; ++i) {
    std::optional<Classifier> classifier = *Classifier::create(with_shared_pack());
    for (int k = 0; k < kTimes; ++k) {
      const Classification found = classifier->classify(kKubectl);
      ASSERT_EQ(found.size(), 1U);
      EXPECT_EQ(found.matches[0].section, "cert-manager-webhook/connection-refused");
    }
    classifier.reset();
  }
}

TEST(Repeated, TimesDifferAndTheRestIsTheSame) {
  for (int i = 10; i < 60; ++i) {
    const std::string line = "W0419 15:57:" + std::to_string(i) + ".0" + std::to_string(i * 1607) +
                             "       1 controller.go:163] it is not well: " + kRefused;
    const Classification found = shared_classifier().classify(line);
    ASSERT_EQ(found.size(), 1U) << line;
    EXPECT_EQ(found.matches[0].matched_text(line), kRefused);
  }
}

// A time that is a part of what is told is told as it is.
TEST(Repeated, ATimeInAFieldIsTheOneOfTheText) {
  for (int i = 0; i < 3 * kTimes; ++i) {
    const std::string time = "2024-05-19T13:15:" + std::to_string(10 + i / 3) + "Z";
    const std::string line = testing::kCall + "x509: certificate has expired or is not yet valid: current time " +
                             time + " is after 2024-01-01T00:00:00Z";
    const Classification found = shared_classifier().classify(line);
    ASSERT_EQ(found.size(), 1U);
    bool told = false;
    for (const Field& field : found.matches[0].fields) told = told || field.value == time;
    EXPECT_TRUE(told) << time;
  }
}

}  // namespace
}  // namespace telltale
