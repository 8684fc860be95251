#include "diagnose/relevance.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::internal {
namespace {

FieldPattern compiled(const std::string& source) {
  std::vector<PatternProblem> problems;
  return *FieldPattern::compile(std::make_shared<const PreparedPattern>(Pattern::parse(source, &problems)->prepared()));
}

// Rules that know cues alone.
class RelevanceTest : public ::testing::Test {
 protected:
  void add_cue(Relevance means, CueScope where, const std::string& pattern) {
    rules_.cues.emplace_back();
    rules_.cues.back().means = means;
    rules_.cues.back().where = where;
    cues_.push_back({compiled(pattern), std::nullopt});
  }

  // Of `word` in a sentence, with the line below it.
  Relevance judged(const std::string& sentence, const std::string& word, const std::string& below = "") {
    CompiledRules pack;
    pack.rules = &rules_;
    pack.cues = cues_;
    pack.contrasts = compiled(", but |whereas ");
    Spotted spotted;
    const std::size_t at = sentence.find(word);
    spotted.sentence = sentence;
    spotted.before = sentence.substr(0, at + word.size());
    spotted.after = sentence.substr(at);
    spotted.below = below;
    spotted.object = "Deployment/shop";
    std::vector<Spotted> all = {spotted};
    judge_relevance(pack, &all);
    return all[0].sighting.relevance;
  }

 private:
  DiagnosisRules rules_;
  std::vector<CompiledCue> cues_;
};

TEST_F(RelevanceTest, AClauseLiesBetweenContrasts) {
  add_cue(Relevance::kElsewhere, CueScope::kClause, "works on");
  const std::string sentence = "it works on gke, but on eks it fails, but works on aks";
  EXPECT_EQ(judged(sentence, "gke"), Relevance::kElsewhere);
  EXPECT_EQ(judged(sentence, "eks"), Relevance::kPresent);
  EXPECT_EQ(judged(sentence, "aks"), Relevance::kElsewhere);
  EXPECT_EQ(judged("whereas it works on gke", "gke"), Relevance::kElsewhere);
}

TEST_F(RelevanceTest, WhatIsPresentIsNotAskedFurther) {
  add_cue(Relevance::kPresent, CueScope::kSentence, "any ideas");
  add_cue(Relevance::kDenied, CueScope::kSentence, "\\?$");
  EXPECT_EQ(judged("we are on eks, any ideas?", "eks"), Relevance::kPresent);
  EXPECT_EQ(judged("is it eks?", "eks"), Relevance::kDenied);
}

TEST_F(RelevanceTest, TheLineBelowMayAnswer) {
  add_cue(Relevance::kPresent, CueScope::kBelow, "^yes");
  add_cue(Relevance::kDenied, CueScope::kSentence, "\\?$");
  EXPECT_EQ(judged("is it eks?", "eks", "yes, 1.29"), Relevance::kPresent);
  EXPECT_EQ(judged("is it eks?", "eks", "no"), Relevance::kDenied);
}

TEST_F(RelevanceTest, AnotherObjectsManifestIsElsewhere) {
  add_cue(Relevance::kElsewhere, CueScope::kObject, "^Deployment/shop$");
  EXPECT_EQ(judged("port: 8080", "port"), Relevance::kElsewhere);
}

// --- A source that tells the newest first

class NewestFirstTest : public ::testing::Test {
 protected:
  NewestFirstTest() {
    rules_.reversed = {"newest-first"};
    rules_.endings.emplace_back();
    rules_.endings.back().by = "solved";
    rules_.endings.back().ends = {"failure"};
  }

  void add(const std::string& name, std::uint64_t place) {
    Spotted& one = all_.emplace_back();
    one.name = name;
    one.place = place;
    one.sighting.line = place;
    one.sighting.source = "mail.txt";
  }

  // Of the first failure, when all is judged.
  Relevance judged() {
    CompiledRules pack;
    pack.rules = &rules_;
    judge_relevance(pack, &all_);
    for (const Spotted& one : all_) {
      if (one.name == "failure") return one.sighting.relevance;
    }
    return Relevance::kDenied;
  }

 private:
  DiagnosisRules rules_;
  std::vector<Spotted> all_;
};

TEST_F(NewestFirstTest, ASignBetweenPartsTheEntries) {
  add("solved", 1);
  add("newest-first", 2);
  add("failure", 3);
  EXPECT_EQ(judged(), Relevance::kPast);
}

TEST_F(NewestFirstTest, WhatIsNearIsOfOneEntryWithoutIt) {
  add("newest-first", 1);
  add("solved", 2);
  add("failure", 3);
  EXPECT_EQ(judged(), Relevance::kPresent);
}

TEST_F(NewestFirstTest, WithoutAnySignTheLastOneStands) {
  add("solved", 1);
  add("failure", 2);
  EXPECT_EQ(judged(), Relevance::kPresent);
}

}  // namespace
}  // namespace telltale::internal
