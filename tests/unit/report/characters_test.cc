#include "report/characters.h"

#include <gtest/gtest.h>

#include "unit/report/report_fixture.h"

namespace telltale::internal {
namespace {

TEST(Characters, DecodesEveryScalarValueThatWasEncoded) {
  for (char32_t c = 0; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(c, bytes);
    const ExactCopy copy(bytes);
    const Character character = character_at(copy.view(), 0);
    ASSERT_TRUE(character.valid) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(character.value, c);
    ASSERT_EQ(character.length, bytes.size());
  }
}

TEST(Characters, InvalidSequencesHaveTheLengthOfTheirValidBegin) {
  struct Case {
    std::string_view bytes;
    std::size_t length;
  };
  const Case cases[] = {
      {"\x80", 1},         {"\xC0\x80", 1},     {"\xC1\xBF", 1},         {"\xC3", 1},
      {"\xC3(", 1},        {"\xE0\x80\x80", 1}, {"\xE3\x81", 2},         {"\xE3\x81(", 2},
      {"\xED\xA0\x80", 1}, {"\xF0\x9F\x98", 3}, {"\xF4\x90\x80\x80", 1}, {"\xF5\x80", 1},
      {"\xFF", 1},
  };
  for (const Case& c : cases) {
    const ExactCopy copy(c.bytes);
    const Character character = character_at(copy.view(), 0);
    EXPECT_FALSE(character.valid) << testing::PrintToString(c.bytes);
    EXPECT_EQ(character.value, kReplacement);
    EXPECT_EQ(character.length, c.length) << testing::PrintToString(c.bytes);
  }
}

TEST(Characters, WidthIsThatOfATerminal) {
  EXPECT_EQ(column_width(U'a'), 1U);
  EXPECT_EQ(column_width(U'é'), 1U);
  EXPECT_EQ(column_width(U'漢'), 2U);
  EXPECT_EQ(column_width(U'ア'), 2U);
  EXPECT_EQ(column_width(U'ｱ'), 1U);
  EXPECT_EQ(column_width(U'Ａ'), 2U);
  EXPECT_EQ(column_width(U'가'), 2U);
  EXPECT_EQ(column_width(U'🔥'), 2U);
  EXPECT_EQ(column_width(U'\u0301'), 0U);
  EXPECT_EQ(column_width(U'\u200D'), 0U);
  EXPECT_EQ(column_width(U'\u00AD'), 1U);
}

TEST(Characters, FindsEscapeSequences) {
  const std::pair<std::string_view, std::size_t> cases[] = {{"\x1b[31mred", 5},
                                                            {"\x1b[0;1;38;5;196mx", 15},
                                                            {"\x1b]0;title\ax", 10},
                                                            {"\x1b]8;;http://x\x1b\\link", 15},
                                                            {"\x1b"
                                                             "c",
                                                             2},
                                                            {"\xC2\x9B"
                                                             "31mred",
                                                             5},
                                                            {"\x1b[31", 2},
                                                            {"\x1b", 0},
                                                            {"\x1b]0;no end", 2},
                                                            {"x", 0},
                                                            {"\x1b\x1b", 0},
                                                            {"\x1b]0;line\nend\a", 2}};
  for (const auto& [bytes, length] : cases) {
    const ExactCopy copy(bytes);
    EXPECT_EQ(escape_sequence_length(copy.view(), 0), length) << testing::PrintToString(bytes);
  }
}

TEST(TerminalSafe, NoControlByteGetsThrough) {
  for (unsigned first = 0; first < 256; ++first) {
    for (unsigned second = 0; second < 256; ++second) {
      const char bytes[] = {static_cast<char>(first), static_cast<char>(second), 'x'};
      const ExactCopy copy({bytes, sizeof bytes});
      for (const bool keep_lines : {false, true}) {
        const std::string safe = terminal_safe(copy.view(), keep_lines);
        for (std::size_t at = 0; at < safe.size();) {
          const Character character = character_at(safe, at);
          const bool kept = keep_lines && (character.value == '\n' || character.value == '\t');
          ASSERT_TRUE(character.valid && (kept || !is_unsafe(character.value))) << first << " " << second;
          at += character.length;
        }
      }
    }
  }
}

TEST(TerminalSafe, WhatIsHarmlessStays) {
  EXPECT_EQ(terminal_safe("plain 日本語 é 🔥"), "plain 日本語 é 🔥");
  EXPECT_EQ(terminal_safe("\x1b[31mred\x1b[0m alert"), "red alert");
  EXPECT_EQ(terminal_safe("a\x1b]0;evil\x07"
                          "b"),
            "ab");
  EXPECT_EQ(terminal_safe("over\rwritten"), "over\xEF\xBF\xBDwritten");
  EXPECT_EQ(terminal_safe("a\xE2\x80\xAE"
                          "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(terminal_safe("two\nlines\tand a tab"),
            "two\xEF\xBF\xBDlines\xEF\xBF\xBD"
            "and a tab");
  EXPECT_EQ(terminal_safe("two\r\nlines\tand a tab", true), "two\nlines\tand a tab");
}

TEST(TerminalSafe, TowersOfMarksAreCut) {
  std::string tower = "z";
  for (int i = 0; i < 1000; ++i) tower += "\xCC\x81";
  EXPECT_LT(terminal_safe(tower).size(), 64U);
}

TEST(TerminalWidth, CountsColumns) {
  EXPECT_EQ(terminal_width(""), 0U);
  EXPECT_EQ(terminal_width("abc"), 3U);
  EXPECT_EQ(terminal_width("漢字"), 4U);
  EXPECT_EQ(terminal_width("e\xCC\x81"), 1U);
}

}  // namespace
}  // namespace telltale::internal
