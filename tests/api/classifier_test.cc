// The Classifier as its header promises it, with the built-in pack and both engines.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"

namespace telltale {
namespace {

using testing::kCall;
using testing::kKubectl;
using testing::kKyverno;
using testing::kRefused;

Classifier create(ClassifierOptions options = {}) {
  Result<Classifier> classifier = Classifier::create(options);
  if (!classifier) throw std::runtime_error(to_string(classifier.problems().front()));
  return *classifier;
}

class ClassifierTest : public ::testing::TestWithParam<Engine> {
 protected:
  static ClassifierOptions options() {
    ClassifierOptions options = testing::with_shared_pack();
    options.engine = GetParam();
    return options;
  }

  std::vector<std::string> findings(const std::string& text) const {
    std::vector<std::string> out;
    for (const Match& match : classifier_.classify(text))
      out.emplace_back(match.finding.substr(match.finding.find('/') + 1));
    return out;
  }

  const Classifier& classifier_ = testing::shared_classifier(GetParam());
};

using Names = std::vector<std::string>;

TEST_P(ClassifierTest, TellsIdsPlaceFieldsOwnerAndConfidence) {
  const std::string text = "$ kubectl apply -f issuer.yaml\n" + kKubectl + "\n";
  const Classification classification = classifier_.classify(text);
  ASSERT_EQ(classification.size(), 1U);
  const Match& match = classification.matches[0];
  EXPECT_EQ(match.finding, "cert-manager-webhook/connection-refused");
  EXPECT_EQ(match.section, "cert-manager-webhook/connection-refused");
  EXPECT_EQ(match.frame, "webhook-call");
  EXPECT_EQ(match.role, Role::kSymptom);
  EXPECT_EQ(match.owner, "cert-manager");
  EXPECT_EQ(match.confidence, Confidence::kHigh);
  EXPECT_EQ(match.matched_text(text), kRefused);
  EXPECT_EQ(match.line, 2U);
  EXPECT_EQ(match.column, kKubectl.find(kRefused) + 1);
  ASSERT_NE(match.field("url"), nullptr);
  EXPECT_EQ(match.field("url")->value, "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s");
  EXPECT_EQ(match.field("webhook")->value, "webhook.cert-manager.io");
  EXPECT_EQ(match.field("timeout")->value, "10s");
  const Field* address = match.field("address");
  ASSERT_NE(address, nullptr);
  EXPECT_EQ(address->value, "10.96.20.99:443");
  EXPECT_EQ(text.substr(address->begin, address->end - address->begin), address->value);
  EXPECT_EQ(match.field("nothing"), nullptr);
  EXPECT_FALSE(match.title.empty());
  EXPECT_NE(match.link.find("https://cert-manager.io/"), std::string_view::npos);
  EXPECT_TRUE(classification.limits.none());
}

TEST_P(ClassifierTest, SaysWhoseWebhookItIs) {
  const Classification kyverno = classifier_.classify(kKyverno);
  ASSERT_EQ(kyverno.size(), 1U);
  EXPECT_EQ(kyverno.matches[0].owner, "kyverno");
  EXPECT_EQ(kyverno.matches[0].confidence, Confidence::kMedium);
  const Classification other = classifier_.classify(
      R"(failed calling webhook "v1.shop.example.com": Post "https://shop.shop.svc:443/v?timeout=3s": EOF)");
  ASSERT_EQ(other.size(), 1U);
  EXPECT_EQ(other.matches[0].owner, "other");
}

TEST_P(ClassifierTest, LeavesTheOwnerOpenWhenNothingNamesIt) {
  const Classification failure =
      classifier_.classify("Error: Not ready: the cert-manager webhook deployment is not ready yet");
  ASSERT_EQ(failure.size(), 1U);
  EXPECT_EQ(failure.matches[0].role, Role::kSymptom);
  EXPECT_EQ(failure.matches[0].owner, "unknown");
  const Classification evidence = classifier_.classify("rpc error: code = Unknown desc = ETCD storage quota exceeded");
  ASSERT_EQ(evidence.size(), 1U);
  EXPECT_EQ(evidence.matches[0].role, Role::kEvidence);
  EXPECT_EQ(evidence.matches[0].owner, "");
}

TEST_P(ClassifierTest, IgnoresTheSameWordsWithoutACall) {
  EXPECT_EQ(findings("dial tcp 10.0.0.5:5432: connect: connection refused"), Names{});
  EXPECT_EQ(findings("Unable to connect to the server: net/http: TLS handshake timeout"), Names{});
  EXPECT_EQ(findings(R"(admission webhook "webhook.cert-manager.io" denied the request: spec: Required value)"),
            Names{});
  EXPECT_EQ(findings(""), Names{});
  EXPECT_EQ(findings(std::string(1000, '\0')), Names{});
}

TEST_P(ClassifierTest, ReportsEachFailureOnceAndAllOfThem) {
  EXPECT_EQ(findings(kRefused + "," + kRefused), Names{"connection-refused"});
  EXPECT_EQ(findings(kRefused + "\n" + kCall + "EOF\n"), (Names{"connection-refused", "beyond-the-guide/eof"}));
  EXPECT_EQ(findings("2024-01-01T00:00:00Z " + kRefused + "\n2024-01-01T00:00:01Z " + kRefused + "\n"),
            (Names{"connection-refused", "connection-refused"}));
}

TEST_P(ClassifierTest, CountsABurstOfOneMoment) {
  std::string burst;
  for (int i = 0; i < 100; ++i) burst += "2024-01-01T00:00:00Z " + kRefused + "\n";
  EXPECT_EQ(classifier_.classify(burst).size(), 100U);
}

// Some programs write two blanks behind the time: that is no indentation.
TEST_P(ClassifierTest, CountsABurstBehindTwoBlanks) {
  std::string log;
  for (int i = 0; i < 20; ++i) log += "2024-05-01 10:00:00  " + kRefused + "\n";
  EXPECT_EQ(findings(log).size(), 20U);
}

TEST_P(ClassifierTest, ReadsFoldedAndWrappedMessages) {
  for (std::size_t width : {20U, 37U, 80U, 95U}) {
    std::string wrapped;
    for (std::size_t at = 0; at < kKubectl.size(); at += width) wrapped += "   " + kKubectl.substr(at, width) + "\n";
    EXPECT_EQ(findings(wrapped), Names{"connection-refused"}) << wrapped;
  }
}

TEST_P(ClassifierTest, ReadsUtf16WithSpansInTheOriginal) {
  for (const bool with_bom : {true, false}) {
    const std::string text = testing::to_utf16("line one\r\n" + kRefused + "\r\n", with_bom);
    const Classification classification = classifier_.classify(text);
    ASSERT_EQ(classification.size(), 1U);
    const Match& match = classification.matches[0];
    EXPECT_EQ(match.matched_text(text), testing::to_utf16(kRefused, false));
    EXPECT_EQ(match.line, 2U);
    EXPECT_EQ(match.column, 1U);
  }
}

TEST_P(ClassifierTest, FindsEveryMessageOfALongLineExactlyOnce) {
  std::string text;
  std::size_t messages = 0;
  for (; messages < 50; ++messages)
    text += std::string(777 + 331 * messages, 'x') + " " + kCall + "dial tcp 10.0.0." + std::to_string(messages) +
            ":443: i/o timeout; ";
  std::vector<std::uint64_t> begins;
  for (const Match& match : classifier_.classify(text)) begins.push_back(match.begin);
  EXPECT_EQ(begins.size(), messages);
  EXPECT_TRUE(std::is_sorted(begins.begin(), begins.end()));
}

TEST_P(ClassifierTest, SaysWhenAMessageIsLongerThanItLooks) {
  std::string names;
  for (int i = 0; i < 900; ++i) names += "a" + std::to_string(i) + ".example, ";
  const std::string message = kCall + "x509: certificate is valid for " + names;
  EXPECT_TRUE(classifier_.classify(message + "b.internal, not cert-manager-webhook.cert-manager.svc")
                  .limits.has(Limit::kMessageLength));
  EXPECT_TRUE(classifier_.classify(std::string(60'000, 'x') + " webhook " + std::string(60'000, 'x')).limits.none());
}

TEST_P(ClassifierTest, StopsAtItsLimitAndSaysSo) {
  ClassifierOptions options = ClassifierTest::options();
  options.max_matches = 3;
  std::string text;
  for (int i = 0; i < 5; ++i) text += "E0101 00:00:00.000000 1 x.go:1] " + kRefused + "\n";
  const Classification classification = create(options).classify(text);
  EXPECT_EQ(classification.size(), 3U);
  EXPECT_TRUE(classification.limits.has(Limit::kMatches));
}

TEST_P(ClassifierTest, SelectsByFindingAndConfidence) {
  ClassifierOptions options = ClassifierTest::options();
  options.only = {"*/io-timeout*"};
  EXPECT_TRUE(create(options).classify(kRefused).empty());
  options.only = {"*/no-such-finding"};
  const Result<Classifier> nothing = Classifier::create(options);
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.problems()[0].code, "only-matches-nothing");
  options.only = {};
  options.min_confidence = Confidence::kHigh;
  const Classifier sure = create(options);
  EXPECT_TRUE(sure.classify(kKyverno).empty());
  EXPECT_EQ(sure.classify(kRefused).size(), 1U);
}

TEST_P(ClassifierTest, RefusesTwoPacksOfOneName) {
  ClassifierOptions options = ClassifierTest::options();
  options.packs = {testing::shared_pack(), testing::shared_pack()};
  const Result<Classifier> classifier = Classifier::create(options);
  ASSERT_FALSE(classifier);
  EXPECT_EQ(classifier.problems()[0].code, "pack-duplicate");
}

TEST_P(ClassifierTest, LetsTheSinkStopThrowAndClassifyAgain) {
  const std::string text = "E0101 00:00:00.000000 1 a] " + kRefused + "\n\n" + kKyverno + "\n";
  int seen = 0;
  classifier_.classify(text, [&](const Match&) { return ++seen < 1; });
  EXPECT_EQ(seen, 1);
  EXPECT_THROW(classifier_.classify(text, [](const Match&) -> bool { throw std::runtime_error("sink"); }),
               std::runtime_error);
  std::size_t inner = 0;
  classifier_.classify(text, [&](const Match& match) {
    inner += classifier_.classify(match.matched_text(text)).size();
    return true;
  });
  EXPECT_EQ(inner, 2U);
}

TEST_P(ClassifierTest, OutlivesTheOriginalAndServesManyThreads) {
  std::vector<std::thread> threads;
  std::vector<std::size_t> found(8);
  {
    const Classifier copy = classifier_;
    for (std::size_t i = 0; i < found.size(); ++i) {
      threads.emplace_back([copy, &count = found[i]] {
        for (int round = 0; round < 50; ++round) count += copy.classify(kKubectl + "\n\n" + kKyverno).size();
      });
    }
  }
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t count : found) EXPECT_EQ(count, 100U);
}

// The author pastes the call and tells it again in the same line: one failure.
TEST_P(ClassifierTest, WhatACallSaysIsNotReportedAgain) {
  const std::string text = kKubectl + " - so the cert-manager webhook always says connection refused";
  EXPECT_EQ(classifier_.classify(text).size(), 1U);
}

TEST_P(ClassifierTest, ExplainsHitsAndMisses) {
  const Explanation hit = classifier_.explain(kKubectl);
  EXPECT_EQ(hit.classification.size(), 1U);
  EXPECT_TRUE(hit.nearest_miss.empty());
  ASSERT_GE(hit.steps.size(), 4U);
  EXPECT_EQ(hit.steps.front().name, "gate");
  const Explanation reason_only = classifier_.explain("dial tcp 10.0.0.5:5432: connect: connection refused");
  EXPECT_TRUE(reason_only.classification.empty());
  EXPECT_NE(reason_only.nearest_miss.find("not behind a frame"), std::string::npos);
  EXPECT_FALSE(classifier_.explain("all is well").nearest_miss.empty());
}

TEST_P(ClassifierTest, WithoutFieldsAllElseIsTheSame) {
  ClassifierOptions without = options();
  without.fields = false;
  const std::string text = kKubectl + "\n\n" + kKyverno + "\n";
  const Classification full = classifier_.classify(text);
  const Classifier bare_classifier = create(without);
  const Classification bare = bare_classifier.classify(text);
  ASSERT_EQ(bare.size(), full.size());
  for (std::size_t i = 0; i < full.size(); ++i) {
    EXPECT_EQ(bare.matches[i].signature, full.matches[i].signature);
    EXPECT_EQ(bare.matches[i].owner, full.matches[i].owner);
    EXPECT_EQ(bare.matches[i].begin, full.matches[i].begin);
    EXPECT_EQ(bare.matches[i].end, full.matches[i].end);
    EXPECT_TRUE(bare.matches[i].fields.empty());
    EXPECT_FALSE(full.matches[i].fields.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, ClassifierTest,
#if TELLTALE_HAVE_HYPERSCAN
                         ::testing::Values(Engine::kHyperscan, Engine::kRe2),
#else
                         ::testing::Values(Engine::kRe2),
#endif
                         [](const ::testing::TestParamInfo<Engine>& tested) {
                           return std::string(to_string(tested.param));
                         });

TEST(ClassifierWithoutPackTest, TakesTheBuiltInPack) {
  const Classifier& classifier = testing::shared_classifier();
  ASSERT_EQ(classifier.packs().size(), 1U);
  EXPECT_EQ(classifier.packs()[0].name(), "cert-manager-webhook");
  EXPECT_NE(classifier.engine_info().engine, Engine::kAuto);
  EXPECT_FALSE(classifier.engine_info().reason.empty());
  EXPECT_GT(classifier.engine_info().gate_words, 0U);
}

}  // namespace
}  // namespace telltale
