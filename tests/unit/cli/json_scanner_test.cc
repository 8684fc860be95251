#include "json_scanner.h"

#include <gtest/gtest.h>

#include "unit/report/report_fixture.h"

namespace telltale::cli {
namespace {

std::vector<JsonPointer> pointers(const std::vector<std::string>& texts) {
  std::vector<JsonPointer> list;
  for (const std::string& text : texts) list.push_back(*JsonPointer::parse(text));
  return list;
}

bool is_json(std::string_view line) {
  const ExactCopy copy(line);
  const std::vector<JsonPointer> none;
  return JsonScanner(none).scan(copy.view());
}

// The raw bytes of the value at `pointer`; "-" when it is missing.
std::string pick(std::string_view line, const std::string& pointer) {
  const ExactCopy copy(line);
  const std::vector<JsonPointer> wanted = pointers({pointer});
  JsonScanner scanner(wanted);
  if (!scanner.scan(copy.view())) return "broken";
  const JsonPick& found = scanner.picks()[0];
  return found.kind == JsonKind::kMissing ? "-" : std::string(found.raw);
}

TEST(JsonPointer, Parses) {
  EXPECT_TRUE(JsonPointer::parse("")->tokens().empty());
  EXPECT_EQ(JsonPointer::parse("/")->tokens(), (std::vector<std::string>{""}));
  EXPECT_EQ(JsonPointer::parse("/a~1b/m~0n/0")->tokens(), (std::vector<std::string>{"a/b", "m~n", "0"}));
  EXPECT_FALSE(JsonPointer::parse("text"));
  EXPECT_FALSE(JsonPointer::parse("/a~"));
  EXPECT_FALSE(JsonPointer::parse("/a~2"));
}

TEST(JsonScanner, AcceptsWhatIsJson) {
  for (const std::string_view line : {"{}", "[]", " { } ", "null", "true", "false", "0", "-0", "-12.5e+10", "1E3",
                                      "\"\"", "\"\\u00e9\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "[1, [2, {\"a\": [] }]]\r",
                                      "{\"a\":1,\"a\":2}", "\"\xFF\xC3\"", "\"\\ud800\"", "\t\"x\" "}) {
    EXPECT_TRUE(is_json(line)) << line;
  }
}

TEST(JsonScanner, RefusesWhatIsNot) {
  for (const std::string_view line :
       {"",         " ",         "{",          "}",     "[",     "[1",   "[1,",   "[1,]",    "{\"a\"",    "{\"a\":",
        "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{1:1}", "nul",  "nulll", "tru",     "01",        "-",
        "1.",       "1.e3",      "1e",         "+1",    ".5",    "\"",   "\"\\",  "\"\\x\"", "\"\\u12\"", "\"\\u12G4\"",
        "\"a\tb\"", "1 2",       "{} {}",      "'a'",   "NaN",   "\x80", "// c"}) {
    EXPECT_FALSE(is_json(line)) << line;
  }
  EXPECT_FALSE(is_json(std::string_view("\"\0\"", 3)));
}

TEST(JsonScanner, SaysWhere) {
  const std::vector<JsonPointer> none;
  JsonScanner scanner(none);
  ASSERT_FALSE(scanner.scan("{\"a\": tru}"));
  EXPECT_EQ(scanner.error().offset, 6U);
  EXPECT_EQ(scanner.error().message, "no value begins like this");
}

TEST(JsonScanner, NestingIsBounded) {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(is_json(nested(256)));
  EXPECT_FALSE(is_json(nested(257)));
  EXPECT_FALSE(is_json(std::string(5000000, '[')));
}

TEST(JsonScanner, Picks) {
  const std::string_view line = R"({"text":"a","log":{"message":["x",{"m":"deep"}],"a/b":1},"":{"~":true}})";
  EXPECT_EQ(pick(line, "/text"), "\"a\"");
  EXPECT_EQ(pick(line, "/log/message/1/m"), "\"deep\"");
  EXPECT_EQ(pick(line, "/log/a~1b"), "1");
  EXPECT_EQ(pick(line, "//~0"), "true");
  EXPECT_EQ(pick(line, ""), line);
  EXPECT_EQ(pick(line, "/log/message/01"), "-");
  EXPECT_EQ(pick(line, "/text/0"), "-");
  EXPECT_EQ(pick(line, "/nothing"), "-");
  EXPECT_EQ(pick("\"just text\"", ""), "\"just text\"");
  EXPECT_EQ(pick(R"({"te\u0078t":"escaped key"})", "/text"), "\"escaped key\"");
}

TEST(JsonScanner, OfAKeyThatStandsTwiceTheLastCounts) {
  EXPECT_EQ(pick(R"({"text":"a","text":"b"})", "/text"), "\"b\"");
  EXPECT_EQ(pick(R"({"a":{"text":"a"},"a":{}})", "/a/text"), "-");
  EXPECT_EQ(pick(R"({"a":{"text":"a"},"a":5})", "/a/text"), "-");
}

TEST(JsonScanner, PicksSeveralAndForgetsTheLastLine) {
  const std::vector<JsonPointer> wanted = pointers({"/id", "/text", "/text"});
  JsonScanner scanner(wanted);
  ASSERT_TRUE(scanner.scan(R"({"text":"t","id":7})"));
  EXPECT_EQ(scanner.picks()[0].kind, JsonKind::kNumber);
  EXPECT_EQ(scanner.picks()[1].raw, "\"t\"");
  EXPECT_EQ(scanner.picks()[2].raw, "\"t\"");
  ASSERT_TRUE(scanner.scan("{}"));
  EXPECT_EQ(scanner.picks()[1].kind, JsonKind::kMissing);
}

TEST(DecodeJsonString, Decodes) {
  EXPECT_EQ(decode_json_string(R"("")"), "");
  EXPECT_EQ(decode_json_string(R"("a\"\\\/\b\f\n\r\tz")"), "a\"\\/\b\f\n\r\tz");
  EXPECT_EQ(decode_json_string(R"("\u0041\u00e9\u65e5\ud83d\udd25")"), "Aé日🔥");
  EXPECT_EQ(decode_json_string(R"("\u0000")"), std::string(1, '\0'));
  EXPECT_EQ(decode_json_string("\"\xFF\""), "\xFF");
}

TEST(DecodeJsonString, LoneSurrogatesAreWtf8) {
  EXPECT_EQ(decode_json_string(R"("\ud800")"), "\xED\xA0\x80");
  EXPECT_EQ(decode_json_string(R"("\udfffx")"), "\xED\xBF\xBFx");
  EXPECT_EQ(decode_json_string(R"("\ud800\n")"), "\xED\xA0\x80\n");
  EXPECT_EQ(decode_json_string(R"("\ud800\u0041")"),
            "\xED\xA0\x80"
            "A");
  EXPECT_EQ(decode_json_string(R"("\ud83d\ud83d\udd25")"), "\xED\xA0\xBD🔥");
}

}  // namespace
}  // namespace telltale::cli
