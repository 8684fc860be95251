#include "pack/json_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

struct Read {
  std::unique_ptr<JsonDocument> document;
  std::vector<Problem> problems;
};

Read read(std::string content, const JsonLimits& limits = {}) {
  ProblemList problems;
  Read result;
  result.document = read_json("f.json", std::move(content), &problems, limits);
  result.problems = problems.take();
  return result;
}

// What the file says at a value, as it is written there.
std::string written(const JsonDocument& document, const JsonValue& value) {
  return std::string(document.content().substr(value.begin, value.end - value.begin));
}

TEST(JsonReader, EveryValueKnowsItsBytes) {
  const Read result = read("{ \"a\" : [ 1,\t-2.5 , \"x\\ny\"],\n  \"b\":{\"c\":null}, \"d\" :true,\"e\":[]}\n");
  ASSERT_TRUE(result.document);
  const JsonDocument& document = *result.document;
  const JsonValue& root = document.root();
  ASSERT_EQ(root.children.size(), 4U);
  const JsonValue& a = *root.find("a");
  EXPECT_EQ(written(document, a), "[ 1,\t-2.5 , \"x\\ny\"]");
  EXPECT_EQ(written(document, *a.children[0]), "1");
  EXPECT_EQ(written(document, *a.children[1]), "-2.5");
  EXPECT_EQ(written(document, *a.children[2]), "\"x\\ny\"");
  EXPECT_EQ(a.children[2]->text, "x\ny");
  EXPECT_EQ(written(document, *root.find("b")->find("c")), "null");
  EXPECT_EQ(written(document, *root.find("d")), "true");
  EXPECT_TRUE(root.find("d")->boolean);
  EXPECT_EQ(written(document, *root.find("e")), "[]");
  EXPECT_EQ(document.content().substr(a.key_begin, a.key_end - a.key_begin), "\"a\"");
  EXPECT_EQ(root.find("none"), nullptr);
}

TEST(JsonReader, OnlyWholeNumbersAreIntegers) {
  const Read result = read("[0, -7, 9223372036854775807, 1.0, 1e3, 99999999999999999999]");
  ASSERT_TRUE(result.document);
  const auto& numbers = result.document->root().children;
  EXPECT_EQ(numbers[0]->integer, 0);
  EXPECT_EQ(numbers[1]->integer, -7);
  EXPECT_EQ(numbers[2]->integer, 9223372036854775807);
  for (std::size_t i = 3; i < numbers.size(); ++i) EXPECT_FALSE(numbers[i]->integer) << i;
}

TEST(JsonReader, ARootThatIsNoObjectIsReadToo) {
  for (const std::string text : {"1", "\"a\"", "null", "12345"}) {
    const Read result = read(text);
    ASSERT_TRUE(result.document) << text;
    EXPECT_EQ(written(*result.document, result.document->root()), text);
  }
}

struct BadJson {
  std::string content;
  std::string code;
  std::uint32_t line;
  std::uint32_t column;
};

class BadJsonTest : public ::testing::TestWithParam<BadJson> {};

TEST_P(BadJsonTest, IsRefusedAtItsPlace) {
  const Read result = read(GetParam().content);
  EXPECT_FALSE(result.document);
  ASSERT_EQ(result.problems.size(), 1U);
  EXPECT_EQ(result.problems[0].code, GetParam().code);
  EXPECT_EQ(result.problems[0].line, GetParam().line) << to_string(result.problems[0]);
  EXPECT_EQ(result.problems[0].column, GetParam().column) << to_string(result.problems[0]);
}

INSTANTIATE_TEST_SUITE_P(
    All, BadJsonTest,
    ::testing::Values(
        BadJson{"", "json-syntax", 0, 0}, BadJson{" \n\t", "json-syntax", 0, 0}, BadJson{"[1,,2]", "json-syntax", 1, 4},
        BadJson{"{\"a\" \"b\"}", "json-syntax", 1, 6}, BadJson{"{\"a\":1\n\"b\":2}", "json-syntax", 2, 1},
        BadJson{"[1 2]", "json-syntax", 1, 4}, BadJson{"{\"a\":1,\n}", "json-syntax", 2, 1},
        BadJson{"{}\n x", "json-syntax", 2, 2}, BadJson{"[1]]", "json-syntax", 1, 4},
        BadJson{"[1", "json-syntax", 1, 2}, BadJson{"{\"a\":\"\\d\"}", "json-syntax", 1, 8},
        BadJson{"{\"a\":\"x", "json-syntax", 1, 7}, BadJson{"[01]", "json-syntax", 1, 3},
        BadJson{"[NaN]", "json-syntax", 1, 2}, BadJson{"[+1]", "json-syntax", 1, 2},
        BadJson{"[\"\\ud800\"]", "json-syntax", 1, 9}, BadJson{"[\"a\tb\"]", "json-syntax", 1, 4},
        BadJson{"[1e999]", "json-number", 1, 2}, BadJson{"[-1e999]", "json-number", 1, 2},
        BadJson{"[\n18446744073709551615]", "json-number", 2, 1},
        BadJson{"{\"a\":1,\n \"a\":2}", "json-duplicate-key", 2, 2},
        BadJson{"{\"a\":1,\"\\u0061\":2}", "json-duplicate-key", 1, 8},
        BadJson{"{\"a\":\"x\\u0000\"}", "json-encoding", 1, 6}, BadJson{"{\"\\u0000\":1}", "json-encoding", 1, 2},
        BadJson{std::string("{}\0{}", 5), "json-encoding", 1, 3}, BadJson{"[\"caf\xE9\"]", "json-encoding", 1, 6},
        BadJson{"[\"\xED\xA0\x80\"]", "json-encoding", 1, 3}, BadJson{"\xEF\xBB\xBF{}", "json-encoding", 1, 1},
        BadJson{std::string("\xFF\xFE{\0}\0", 6), "json-encoding", 1, 1}));

TEST(JsonReader, AllDuplicateKeysAreSaid) {
  const Read result = read("{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":2}}");
  ASSERT_EQ(result.problems.size(), 2U);
  EXPECT_EQ(result.problems[1].pointer, "/b");
}

TEST(JsonReader, LimitsAreTheLargestThatPass) {
  JsonLimits limits;
  limits.depth = 3;
  EXPECT_TRUE(read("[[[1]]]", limits).document);
  EXPECT_EQ(read("[[[[]]]]", limits).problems.at(0).code, "json-limit");
  limits.values = 3;
  EXPECT_TRUE(read("[1,2]", limits).document);
  EXPECT_EQ(read("[1,2,3]", limits).problems.at(0).code, "json-limit");
  limits.text_bytes = 4;
  EXPECT_TRUE(read("\"1234\"", limits).document);
  EXPECT_EQ(read("\"12345\"", limits).problems.at(0).code, "json-limit");
  limits.key_bytes = 2;
  EXPECT_TRUE(read("{\"12\":1}", limits).document);
  EXPECT_EQ(read("{\"123\":1}", limits).problems.at(0).code, "json-limit");
}

TEST(JsonReader, HostileFilesEndInOneSentence) {
  std::string lists = "[";
  while (lists.size() < 3'100'000) lists += "[],";
  std::string keys = "{\"a\":0";
  while (keys.size() < 300'000) keys += ",\"a\":0";
  for (const std::string& content :
       {std::string(5'000'000, '['), lists + "[]]", "[\"" + std::string(1'000'000, 'a') + "\"]", keys + "}"}) {
    const Read result = read(content);
    EXPECT_FALSE(result.document);
    ASSERT_FALSE(result.problems.empty());
    EXPECT_LE(result.problems.size(), 501U);
    for (const Problem& problem : result.problems) ASSERT_LT(to_string(problem).size(), 2'000U);
  }
}

// Places are right wherever a file is cut: no offset leaves it.
TEST(JsonReader, EveryPrefixOfAFileIsRefusedInsideIt) {
  const std::string content =
      "{\"a\": [1, -2.5e3, \"x\\u00e9\\\"\"],\n \"b\": {\"c\": null, \"d\": [true, false, {}]}}";
  for (std::size_t size = 0; size < content.size(); ++size) {
    const Read result = read(content.substr(0, size));
    ASSERT_FALSE(result.document) << size;
    ASSERT_EQ(result.problems.size(), 1U) << size;
    ASSERT_LE(result.problems[0].line, 2U) << size;
    ASSERT_LE(result.problems[0].caret, result.problems[0].excerpt.size()) << size;
  }
}

}  // namespace
}  // namespace telltale::internal
