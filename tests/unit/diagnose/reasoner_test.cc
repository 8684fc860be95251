#include "diagnose/reasoner.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

constexpr std::size_t kNoCall = static_cast<std::size_t>(-1);

Spotted seen(const std::string& name, std::map<std::string, std::string> fields = {},
             Relevance relevance = Relevance::kPresent, const std::string& source = "a") {
  Spotted spotted;
  spotted.name = name;
  spotted.sighting.source = source;
  spotted.sighting.relevance = relevance;
  spotted.sighting.fields = std::move(fields);
  return spotted;
}

RuleCondition condition(std::vector<RuleLine> lines) { return lines; }

Fact compared(Comparison comparison, std::vector<FieldName> left, std::vector<FieldName> right,
              std::vector<std::string> values = {}) {
  return {"fact", comparison, {}, std::move(left), std::move(right), std::move(values)};
}

bool holds(const Fact& fact, const std::vector<Spotted>& spotted, std::size_t call = kNoCall) {
  DiagnosisRules rules;
  rules.facts.push_back(fact);
  const std::set<std::string> done;
  return Reasoner(rules, spotted, call, done).holds(condition({{{"fact", false}}}));
}

TEST(ReasonerTest, AConditionIsOneOfItsLinesAndALineIsAllOfItsWords) {
  const DiagnosisRules rules;
  const std::vector<Spotted> spotted = {seen("a"), seen("b")};
  const std::set<std::string> done = {"step"};
  const Reasoner reasoner(rules, spotted, kNoCall, done);
  EXPECT_TRUE(reasoner.holds(condition({{{"a", false}, {"b", false}}})));
  EXPECT_FALSE(reasoner.holds(condition({{{"a", false}, {"c", false}}})));
  EXPECT_TRUE(reasoner.holds(condition({{{"c", false}}, {{"a", false}, {"c", true}}})));
  EXPECT_TRUE(reasoner.holds(condition({{{"step", false}}})));
  EXPECT_FALSE(reasoner.holds({}));
}

TEST(ReasonerTest, TheProofNamesWhatWasSeen) {
  const DiagnosisRules rules;
  const std::vector<Spotted> spotted = {seen("a"), seen("b"), seen("a")};
  const std::set<std::string> done;
  Proof proof;
  EXPECT_TRUE(Reasoner(rules, spotted, kNoCall, done).holds(condition({{{"a", false}, {"x", true}}}), &proof));
  EXPECT_EQ(proof, (Proof{0, 2}));
}

TEST(ReasonerTest, WhatIsNotPresentDoesNotCount) {
  const DiagnosisRules rules;
  const std::vector<Spotted> spotted = {seen("a", {}, Relevance::kPast)};
  const std::set<std::string> done;
  EXPECT_FALSE(Reasoner(rules, spotted, kNoCall, done).holds(condition({{{"a", false}}})));
}

TEST(ReasonerTest, ComparesFieldsWhenBothSidesHaveThem) {
  const std::vector<FieldName> probe = {{"probe", "port"}};
  const std::vector<FieldName> served = {{"log", "port"}, {"argument", "port"}};
  const std::vector<Spotted> differ = {seen("probe", {{"port", "6080"}}), seen("argument", {{"port", "6081"}})};
  const std::vector<Spotted> agree = {seen("probe", {{"port", "6080"}}), seen("log", {{"port", "6080"}})};
  const std::vector<Spotted> alone = {seen("probe", {{"port", "6080"}})};
  EXPECT_TRUE(holds(compared(Comparison::kUnlike, probe, served), differ));
  EXPECT_FALSE(holds(compared(Comparison::kLike, probe, served), differ));
  EXPECT_TRUE(holds(compared(Comparison::kLike, probe, served), agree));
  EXPECT_FALSE(holds(compared(Comparison::kUnlike, probe, served), agree));
  EXPECT_FALSE(holds(compared(Comparison::kLike, probe, served), alone));
  EXPECT_FALSE(holds(compared(Comparison::kUnlike, probe, served), alone));
}

TEST(ReasonerTest, OfASourceTheLastValueSpeaks) {
  const std::vector<Spotted> spotted = {seen("port", {{"port", "10250"}}), seen("port", {{"port", "9443"}})};
  const Fact odd = compared(Comparison::kNoneOf, {{"port", "port"}}, {}, {"10250", "443"});
  EXPECT_TRUE(holds(odd, spotted));
  const std::vector<Spotted> of_two_sources = {seen("port", {{"port", "10250"}}),
                                               seen("port", {{"port", "9443"}}, Relevance::kPresent, "b")};
  EXPECT_FALSE(holds(odd, of_two_sources));
}

TEST(ReasonerTest, SerialsAreWrittenInTwoWays) {
  const std::vector<Spotted> spotted = {seen("one", {{"serial", "EE:8F:4F"}}), seen("other", {{"serial", "ee8f4f"}})};
  EXPECT_TRUE(holds(compared(Comparison::kLike, {{"one", "serial"}}, {{"other", "serial"}}), spotted));
}

TEST(ReasonerTest, TheCallIsTheOneItIsGiven) {
  const std::vector<Spotted> spotted = {seen("refused", {{"namespace", "cm"}}), seen("refused", {{"namespace", "x"}})};
  const Fact other = compared(Comparison::kNoneOf, {{"call", "namespace"}}, {}, {"cm"});
  EXPECT_FALSE(holds(other, spotted, 0));
  EXPECT_TRUE(holds(other, spotted, 1));
  EXPECT_FALSE(holds(other, spotted));
}

TEST(ReasonerTest, VersionsAreComparedNumberByNumber) {
  EXPECT_TRUE(version_below("0.9", "0.15"));
  EXPECT_TRUE(version_below("0.14.3", "0.15"));
  EXPECT_FALSE(version_below("0.15.0", "0.15"));
  EXPECT_FALSE(version_below("1.0", "0.15"));
  EXPECT_TRUE(version_below("10", "30"));
  EXPECT_FALSE(version_below("30", "30"));
  EXPECT_TRUE(version_below("", "1"));
}

}  // namespace
}  // namespace telltale::internal
