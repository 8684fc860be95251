#include "pack/json_value.h"

#include <gtest/gtest.h>

#include <string>

#include "pack/json_reader.h"

namespace telltale::internal {
namespace {

std::unique_ptr<JsonDocument> document_of(std::string content) {
  ProblemList problems;
  return read_json("f.json", std::move(content), &problems);
}

TEST(JsonDocument, PointersAreEscapedAsTheRfcSays) {
  const auto document = document_of(R"({"a/b": [0, {"~": 1}], "": 2})");
  ASSERT_TRUE(document);
  const JsonValue& root = document->root();
  EXPECT_EQ(JsonDocument::pointer_to(root), "");
  EXPECT_EQ(JsonDocument::pointer_to(*root.find("a/b")->children[1]->find("~")), "/a~1b/1/~0");
  EXPECT_EQ(JsonDocument::pointer_to(*root.find("")), "/");
}

TEST(JsonDocument, LinesAndColumnsCountFromOne) {
  const auto document = document_of("{\r\n \"a\": 1,\n\n  \"b\": 2}");
  ASSERT_TRUE(document);
  const LineColumn a = document->place_of(document->root().find("a")->begin);
  EXPECT_EQ(a.line, 2U);
  EXPECT_EQ(a.column, 7U);
  const LineColumn b = document->place_of(document->root().find("b")->key_begin);
  EXPECT_EQ(b.line, 4U);
  EXPECT_EQ(b.column, 3U);
  EXPECT_EQ(document->line_at(0).text, "{") << "without the carriage return";
  EXPECT_EQ(document->line_at(5).text, " \"a\": 1,");
  EXPECT_EQ(document->line_at(document->content().size()).text, "  \"b\": 2}");
}

// Each byte of a text leads to the byte of the file that says it, whatever escapes stand before.
TEST(JsonDocument, BytesOfATextLeadIntoTheFile) {
  const auto document = document_of(R"(["a\\b\n\u0041\u00e9\u30a8\ud83d\ude00z"])");
  ASSERT_TRUE(document);
  const JsonValue& text = *document->root().children[0];
  const std::string_view content = document->content();
  const auto raw = [&](std::size_t offset) { return content.substr(document->offset_in_file(text, offset)); };
  EXPECT_EQ(raw(0).substr(0, 1), "a");
  EXPECT_EQ(raw(1).substr(0, 2), "\\\\");
  EXPECT_EQ(raw(2).substr(0, 1), "b");
  EXPECT_EQ(raw(3).substr(0, 2), "\\n");
  EXPECT_EQ(raw(4).substr(0, 6), "\\u0041");
  EXPECT_EQ(raw(5).substr(0, 6), "\\u00e9");
  EXPECT_EQ(raw(6).substr(0, 6), "\\u00e9") << "its second byte";
  EXPECT_EQ(raw(7).substr(0, 6), "\\u30a8");
  EXPECT_EQ(raw(10).substr(0, 6), "\\ud83d");
  EXPECT_EQ(raw(13).substr(0, 6), "\\ud83d");
  EXPECT_EQ(raw(14).substr(0, 1), "z");
  EXPECT_EQ(raw(15).substr(0, 2), "\"]") << "the end is the closing quote";
  EXPECT_EQ(raw(99).substr(0, 2), "\"]");
}

}  // namespace
}  // namespace telltale::internal
