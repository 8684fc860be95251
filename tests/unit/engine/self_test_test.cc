#include "engine/self_test.h"

#include <gtest/gtest.h>

#include "engine/engine_problem.h"

namespace telltale::internal {
namespace {

// An engine that is right except in one way.
class BrokenSet final : public PatternSet {
 public:
  using Spoil = std::function<void(std::string_view text, std::vector<std::uint32_t>* hits)>;
  BrokenSet(std::unique_ptr<PatternSet> right, Spoil spoil) : right_(std::move(right)), spoil_(std::move(spoil)) {}
  void find(std::string_view text, std::vector<std::uint32_t>* hits) const override {
    right_->find(text, hits);
    spoil_(text, hits);
  }
  [[nodiscard]] std::size_t size() const noexcept override { return right_->size(); }

 private:
  std::unique_ptr<PatternSet> right_;
  Spoil spoil_;
};

CompilePatterns broken(const BrokenSet::Spoil& spoil) {
  return [spoil](const std::vector<SetPattern>& patterns) -> Result<std::unique_ptr<PatternSet>> {
    Result<std::unique_ptr<PatternSet>> right = compile_pattern_set(Engine::kRe2, patterns);
    if (!right) return right;
    return std::unique_ptr<PatternSet>(std::make_unique<BrokenSet>(*std::move(right), spoil));
  };
}

TEST(SelfTest, EveryEngineThatIsBuiltInPasses) {
  for (const Engine engine : available_engines()) {
    EXPECT_EQ(self_test([engine](const auto& patterns) { return compile_pattern_set(engine, patterns); }), "");
  }
}

TEST(SelfTest, NoticesAMiss) {
  const std::string wrong = self_test(broken([](std::string_view text, auto* hits) {
    if (text.find("python") != std::string_view::npos) hits->clear();
  }));
  EXPECT_NE(wrong.find("curl"), std::string::npos) << wrong;
  EXPECT_NE(wrong.find("right is [0]"), std::string::npos) << wrong;
}

TEST(SelfTest, NoticesAMissAtOneSizeOnly) {
  EXPECT_NE(self_test(broken([](std::string_view text, auto* hits) {
              if (text.size() == 35) hits->clear();
            })),
            "");
}

TEST(SelfTest, NoticesAnAnswerTooMany) {
  const std::string wrong = self_test(broken([](std::string_view text, auto* hits) {
    if (text.empty()) hits->push_back(0);
  }));
  EXPECT_NE(wrong.find("it finds [0] in ''"), std::string::npos) << wrong;
}

TEST(SelfTest, NoticesAnEngineThatDoesNotSeeLines) {
  const std::string wrong = self_test(broken([](std::string_view text, auto* hits) {
    if (text.find('\n') != std::string_view::npos) hits->clear();
  }));
  EXPECT_NE(wrong.find("\\x0a"), std::string::npos) << wrong;
}

TEST(SelfTest, NoticesAnEngineThatDoesNotCompile) {
  const std::string wrong = self_test(
      [](const auto&) -> Result<std::unique_ptr<PatternSet>> { return engine_unavailable("nothing compiles today"); });
  EXPECT_NE(wrong.find("nothing compiles today"), std::string::npos);
}

TEST(EngineChoice, HyperscanWhenItIsRight) {
  const HyperscanState state{"Hyperscan 5.4.0", ""};
  for (const Engine wanted : {Engine::kAuto, Engine::kHyperscan}) {
    const Result<EngineChoice> choice = decide_engine(wanted, state);
    ASSERT_TRUE(choice.has_value());
    EXPECT_EQ(choice->engine, Engine::kHyperscan);
    EXPECT_EQ(choice->version, "Hyperscan 5.4.0");
    EXPECT_EQ(choice->reason, "self-test passed");
  }
}

TEST(EngineChoice, Re2WhenAskedFor) {
  const Result<EngineChoice> choice = decide_engine(Engine::kRe2, {"Hyperscan 5.4.0", ""});
  ASSERT_TRUE(choice.has_value());
  EXPECT_EQ(choice->engine, Engine::kRe2);
  EXPECT_EQ(choice->version, "RE2");
  EXPECT_EQ(choice->reason, "asked for");
}

TEST(EngineChoice, Re2InPlaceOfAHyperscanThatCannotBeUsed) {
  const Result<EngineChoice> unbuilt = decide_engine(Engine::kAuto, {});
  ASSERT_TRUE(unbuilt.has_value());
  EXPECT_EQ(unbuilt->engine, Engine::kRe2);
  EXPECT_EQ(unbuilt->reason, "built without Hyperscan");

  const Result<EngineChoice> wrong = decide_engine(Engine::kAuto, {"Hyperscan 5.4.9", "self-test failed: it misses"});
  ASSERT_TRUE(wrong.has_value());
  EXPECT_EQ(wrong->engine, Engine::kRe2);
  EXPECT_EQ(wrong->reason, "Hyperscan 5.4.9: self-test failed: it misses; RE2 is used instead");
}

TEST(EngineChoice, HyperscanOrAProblem) {
  for (const HyperscanState& state : {HyperscanState{}, HyperscanState{"Hyperscan 5.4.0", "this CPU lacks SSSE3"}}) {
    const Result<EngineChoice> choice = decide_engine(Engine::kHyperscan, state);
    ASSERT_FALSE(choice.has_value());
    ASSERT_EQ(choice.problems().size(), 1U);
    EXPECT_EQ(choice.problems()[0].code, "engine-unavailable");
    const std::string why = state.version.empty() ? "built without Hyperscan" : "this CPU lacks SSSE3";
    EXPECT_NE(choice.problems()[0].message.find(why), std::string::npos);
    EXPECT_FALSE(choice.problems()[0].remedy.empty());
  }
}

TEST(EngineChoice, OnThisMachine) {
  const Result<EngineChoice> automatic = choose_engine(Engine::kAuto);
  ASSERT_TRUE(automatic.has_value());
  EXPECT_EQ(automatic->engine, available_engines().front()) << automatic->reason;
  const Result<EngineChoice> portable = choose_engine(Engine::kRe2);
  ASSERT_TRUE(portable.has_value());
  EXPECT_EQ(portable->engine, Engine::kRe2);
  EXPECT_EQ(choose_engine(Engine::kHyperscan).has_value(), available_engines().size() == 2);
}

TEST(EngineChoice, AutoIsResolvedByCompiling) {
  const Result<std::unique_ptr<PatternSet>> set = compile_pattern_set(Engine::kAuto, {{"a", "a"}});
  ASSERT_TRUE(set.has_value());
  EXPECT_EQ((*set)->size(), 1U);
}

#if !TELLTALE_HAVE_HYPERSCAN
TEST(EngineChoice, WithoutHyperscanItIsAProblem) {
  EXPECT_FALSE(compile_pattern_set(Engine::kHyperscan, {{"a", "a"}}).has_value());
  EXPECT_FALSE(compile_word_set(Engine::kHyperscan, {"word"}).has_value());
}
#endif

}  // namespace
}  // namespace telltale::internal
