#include <gtest/gtest.h>

#include <algorithm>

#include "gate/gate.h"

namespace telltale::internal {
namespace {

std::vector<Pattern> parse(const std::vector<std::string>& sources) {
  std::vector<Pattern> patterns;
  for (const std::string& source : sources) {
    std::vector<PatternProblem> problems;
    std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    EXPECT_TRUE(pattern.has_value()) << source;
    if (pattern) patterns.push_back(*std::move(pattern));
  }
  return patterns;
}

GatePlan plan(const std::vector<std::string>& sources) {
  const std::vector<Pattern> patterns = parse(sources);
  std::vector<GateNeed> needs;
  for (const Pattern& pattern : patterns) needs.push_back(pattern.required_words());
  return plan_gate(needs);
}

bool holds(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

// Whether `text` is still seen when a newline is put anywhere into it.
bool survives_any_wrap(const std::string& text, const std::vector<std::string>& words) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (!holds(std::string(text).insert(at, "\n"), words)) return false;
  }
  return true;
}

TEST(PlanGate, EveryPatternIsCoveredWhereverALineIsWrapped) {
  const std::vector<std::string> texts = {"failed calling webhook", "certificate signed by unknown authority",
                                          "no endpoints available", "context deadline exceeded",
                                          "tls handshake timeout",  "cainjector"};
  const GatePlan planned = plan(texts);
  EXPECT_TRUE(planned.uncovered.empty());
  for (const std::string& text : texts) EXPECT_TRUE(survives_any_wrap(text, planned.words)) << text;
}

TEST(PlanGate, WordsHaveFourToEightBytesInLowerCase) {
  const GatePlan planned = plan({"ValidatingWebhookConfiguration", "x509", "EOF and handshake"});
  EXPECT_FALSE(planned.words.empty());
  for (const std::string& word : planned.words) {
    EXPECT_GE(word.size(), 4U);
    EXPECT_LE(word.size(), 8U);
    EXPECT_TRUE(std::none_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) << word;
  }
}

TEST(PlanGate, PatternsWithoutAUsableWordAreNamed) {
  const GatePlan planned = plan({"webhook", "[0-9]+", "tls eof", "quota|[a-z]+x"});
  EXPECT_EQ(planned.uncovered, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(PlanGate, AlternativesAreAllCovered) {
  const GatePlan planned = plan({"(?:quota|webhook|handshake) happened"});
  EXPECT_TRUE(planned.uncovered.empty());
  for (const char* text : {"quota happened", "webhook happened", "handshake happened"}) {
    EXPECT_TRUE(survives_any_wrap(text, planned.words)) << text;
  }
}

TEST(PlanGate, OnlyAlternatives) {
  const GatePlan planned = plan({"weave-net|calico|tigera"});
  for (const char* text : {"weave-net", "calico", "tigera"}) EXPECT_TRUE(holds(text, planned.words)) << text;
}

TEST(PlanGate, WordsAreShared) {
  std::vector<std::string> sources;
  for (const char* thing : {"alpha", "bravo", "delta", "gamma", "kappa", "omega", "sigma", "theta"}) {
    sources.push_back(std::string("webhook conversion ") + thing);
  }
  EXPECT_EQ(plan(sources).words, (std::vector<std::string>{"conversi", "webhook"}));
}

// A wrap stands between two bytes: it never breaks two pieces that share but one.
TEST(PlanGate, SevenLettersAreTwoPieces) {
  const GatePlan planned = plan({"webhook"});
  EXPECT_EQ(planned.words, (std::vector<std::string>{"hook", "webh"}));
  EXPECT_TRUE(survives_any_wrap("webhook", planned.words));
}

// "connection" stands 450 times in a MB of logs: not worth the second cover.
TEST(PlanGate, ASecondWordMustNotBeCommon) {
  EXPECT_EQ(plan({"connection refused"}).words, (std::vector<std::string>{"refused"}));
  EXPECT_EQ(plan({"connection failed"}).words.size(), 1U);
}

TEST(PlanGate, RareWordsArePreferred) {
  EXPECT_EQ(plan({"error server webhook user"}).words, (std::vector<std::string>{"hook", "webh"}));
}

TEST(PlanGate, NoPatternsNoWords) {
  const GatePlan planned = plan({});
  EXPECT_TRUE(planned.words.empty());
  EXPECT_TRUE(planned.uncovered.empty());
}

TEST(PlanGate, TheSamePatternsGiveTheSamePlan) {
  const std::vector<std::string> sources = {"failed calling webhook", "handshake timeout", "quota|webhook|etcdserver"};
  std::vector<std::string> reversed(sources.rbegin(), sources.rend());
  EXPECT_EQ(plan(sources).words, plan(sources).words);
  EXPECT_EQ(plan(sources).words, plan(reversed).words);
}

}  // namespace
}  // namespace telltale::internal
