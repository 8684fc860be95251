#include "base/excerpt.h"

#include <gtest/gtest.h>

#include <string>

#include "base/utf8.h"

namespace telltale::internal {
namespace {

std::string marked(const Excerpt& excerpt) { return excerpt.text.substr(excerpt.caret, excerpt.caret_length); }

TEST(Excerpt, ShortLinesAreShownWithoutTheirIndentation) {
  const Excerpt excerpt = cut_excerpt("    \"role\": \"symptoms\",", 12, 10);
  EXPECT_EQ(excerpt.text, "\"role\": \"symptoms\",");
  EXPECT_EQ(marked(excerpt), "\"symptoms\"");
}

TEST(Excerpt, LongLinesAreCutAroundTheCaret) {
  const std::string line = std::string(100, 'a') + "HERE" + std::string(100, 'b');
  const Excerpt excerpt = cut_excerpt(line, 100, 4);
  EXPECT_EQ(excerpt.text, "..." + std::string(48, 'a') + "HERE" + std::string(44, 'b') + "...");
  EXPECT_EQ(marked(excerpt), "HERE");
}

TEST(Excerpt, CutsStandBetweenCharacters) {
  std::string line;
  for (int i = 0; i < 100; ++i) line += "紙";
  for (std::size_t begin = 0; begin < line.size(); begin += 3) {
    const Excerpt excerpt = cut_excerpt(line, begin, 3);
    ASSERT_TRUE(is_valid_utf8(excerpt.text)) << begin;
    ASSERT_EQ(excerpt.text.find("\uFFFD"), std::string::npos) << begin;
    ASSERT_EQ(marked(excerpt), "紙") << begin;
  }
}

TEST(Excerpt, TheCaretStandsUnderWholeCharacters) {
  for (const std::size_t begin : {1U, 2U}) {
    const Excerpt excerpt = cut_excerpt("aéb", begin, 1);
    EXPECT_EQ(excerpt.text, "aéb");
    EXPECT_EQ(marked(excerpt), "é");
  }
}

TEST(Excerpt, ControlCharactersAreShownAsReplacements) {
  const Excerpt excerpt = cut_excerpt("a\x1B[2J\xFFz", 6, 1);
  EXPECT_EQ(excerpt.text, "a\uFFFD[2J\uFFFDz");
  EXPECT_EQ(marked(excerpt), "z");
}

TEST(Excerpt, PlacesBehindTheEndAreTheEnd) {
  const Excerpt excerpt = cut_excerpt("abc", 99, 5);
  EXPECT_EQ(excerpt.text, "abc");
  EXPECT_EQ(excerpt.caret, 3U);
  EXPECT_EQ(cut_excerpt("", 0, 1).text, "");
}

TEST(Excerpt, QuotesAreCutToo) {
  EXPECT_EQ(in_quotes("abc"), "\"abc\"");
  EXPECT_EQ(in_quotes(std::string(100, 'a')), "\"" + std::string(60, 'a') + "...\"");
  EXPECT_EQ(in_quotes("\x1B"), "\"\uFFFD\"");
}

}  // namespace
}  // namespace telltale::internal
