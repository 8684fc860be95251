#include "pack/definitions.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

class DefinitionsTest : public ::testing::Test {
 protected:
  DefinitionsTest() {
    for (const auto& [name, source] : {std::pair("NAME", "[a-z]+"), std::pair("EITHER", "a|b")}) {
      definitions_.add(name, source, {});
      definitions_.finish(name, source);
    }
    definitions_.add("BROKEN", "(", {});
    definitions_.finish("BROKEN", std::nullopt);
    definitions_.add("LATER", "x", {});
  }

  std::string expanded(std::string_view source) {
    problems_.clear();
    const auto expansion = definitions_.expand(source, &problems_);
    return expansion ? expansion->text : "";
  }

  Definitions definitions_;
  std::vector<PatternProblem> problems_;
};

TEST_F(DefinitionsTest, AreFilledInAsGroups) {
  EXPECT_EQ(expanded("no definition"), "no definition");
  EXPECT_EQ(expanded("x{{EITHER}}+y{{NAME}}"), "x(?:a|b)+y(?:[a-z]+)");
  EXPECT_EQ(expanded("{{NAME}}"), "(?:[a-z]+)");
  EXPECT_EQ(expanded(""), "");
}

TEST_F(DefinitionsTest, EscapedBracesRepeatsAndClassesAreNone) {
  EXPECT_EQ(expanded(R"(\{\{NAME}})"), R"(\{\{NAME}})");
  EXPECT_EQ(expanded(R"(\{{NAME})"), R"(\{{NAME})");
  EXPECT_EQ(expanded("a{2,3}"), "a{2,3}");
  EXPECT_EQ(expanded("[]a]{{NAME}}"), "[]a](?:[a-z]+)") << "a ] that begins a class does not end it";
  EXPECT_EQ(expanded("[^]a]{{NAME}}"), "[^]a](?:[a-z]+)");
}

TEST_F(DefinitionsTest, MisuseIsSaidAtItsPlace) {
  EXPECT_EQ(expanded("ab{{NAMES}}"), "");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].code, "unknown-def");
  EXPECT_EQ(problems_[0].position, 2U);
  EXPECT_EQ(problems_[0].length, 9U);
  EXPECT_EQ(problems_[0].remedy, "did you mean {{NAME}}?");
  EXPECT_EQ(expanded("a{{LATER}}"), "");
  EXPECT_EQ(problems_.at(0).code, "def-cycle");
  EXPECT_EQ(expanded("[a{{NAME}}]"), "");
  EXPECT_EQ(problems_.at(0).code, "pattern-syntax");
  EXPECT_EQ(expanded("a{{NAME"), "");
  EXPECT_EQ(problems_.at(0).code, "unknown-def");
}

TEST_F(DefinitionsTest, AllMisusesOfAPatternAreSaid) {
  EXPECT_EQ(expanded("{{A1}}{{B1}}{{NAME}}{{C1}}"), "");
  EXPECT_EQ(problems_.size(), 3U);
}

TEST_F(DefinitionsTest, ABrokenOneIsNotSaidAgain) {
  const auto expansion = definitions_.expand("{{BROKEN}}", &problems_);
  ASSERT_TRUE(expansion);
  EXPECT_TRUE(expansion->broken);
  EXPECT_TRUE(problems_.empty());
}

TEST_F(DefinitionsTest, BytesOfTheResultKnowWhereTheyComeFrom) {
  const auto expansion = definitions_.expand("ab{{NAME}}c", &problems_);
  ASSERT_TRUE(expansion);
  ASSERT_EQ(expansion->text, "ab(?:[a-z]+)c");
  EXPECT_EQ(expansion->piece_at(1)->definition, "");
  EXPECT_EQ(expansion->piece_at(1)->source, 0U);
  EXPECT_EQ(expansion->piece_at(2)->definition, "NAME");
  EXPECT_EQ(expansion->piece_at(11)->definition, "NAME");
  EXPECT_EQ(expansion->piece_at(12)->source, 10U);
}

TEST_F(DefinitionsTest, GrowthWithoutEndIsStopped) {
  definitions_.add("BIG", "", {});
  definitions_.finish("BIG", std::string(4'000, 'x'));
  std::string source;
  for (int i = 0; i < 10'000; ++i) source += "{{BIG}}";
  EXPECT_EQ(expanded(source), "");
  ASSERT_EQ(problems_.size(), 1U);
  EXPECT_EQ(problems_[0].code, "pattern-limit");
}

TEST(DefinitionName, IsUpperCase) {
  EXPECT_TRUE(is_definition_name("A"));
  EXPECT_TRUE(is_definition_name("IPV4_2"));
  for (const std::string name : {"", "a", "Name", "4A", "_A", "A-B", "A B"})
    EXPECT_FALSE(is_definition_name(name)) << name;
}

}  // namespace
}  // namespace telltale::internal
