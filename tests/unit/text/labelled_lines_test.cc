// Which lines go on with a message, and what is left of them.
#include "text/labelled_lines.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

struct Joined {
  LabelledLines lines;
  MappedText text;
};

// The window is the lines of `text` up to the one that holds "CALL".
Joined join(const std::string& text, std::size_t limit = 10'000) {
  const std::size_t said_from = text.find("CALL");
  Joined joined;
  joined.lines = join_labelled_lines(text, {0, std::min(text.find('\n', said_from), text.size()), false}, said_from,
                                     limit, &joined.text);
  expect_sound(joined.text, text.size());
  return joined;
}

TEST(LabelledLines, GoOnBehindTheSameLabel) {
  const std::vector<std::string> kLabels = {"[INFO] ", "* ", "+ ", "<bob> ", "out> ", "error   ", "10:14:02 INFO  "};
  for (const std::string& label : kLabels) {
    const Joined joined = join(label + "a CALL of\n" + label + "some\n" + label + "thing\n");
    EXPECT_EQ(joined.text.text, label + "a CALL of\nsome\nthing");
  }
}

TEST(LabelledLines, DigitsMayDiffer) {
  EXPECT_EQ(join("10:59:59 x1: CALL of\n11:00:00 x1: some\n11:00:01 x22: thing\n").text.text,
            "10:59:59 x1: CALL of\nsome\nthing");
}

TEST(LabelledLines, HoldWhatTheWindowHolds) {
  const std::string text = "[x] before\n[x] CALL of\n[x] some\nbehind\n[x] thing";
  const std::size_t end = text.find("\n[x] thing");
  MappedText joined;
  const LabelledLines lines = join_labelled_lines(text, {0, end, false}, text.find("CALL"), 10'000, &joined);
  EXPECT_EQ(joined.text, "[x] before\n[x] CALL of\nsome\nbehind");
  EXPECT_EQ(lines.first, text.find("\n[x] some"));
  EXPECT_EQ(lines.end, text.find("\nbehind"));
}

TEST(LabelledLines, EndWhereTheLabelDoes) {
  EXPECT_EQ(join("[x] CALL of\n[x] some\nthing\n").text.text, "[x] CALL of\nsome");
  EXPECT_EQ(join("[x] CALL of\n[y] some\n").text.text, "[x] CALL of");
  EXPECT_EQ(join("CALL of\nCALL some\n").text.text, "CALL of") << "a label stands in front of what is said";
  EXPECT_EQ(join("[x] CALL of\n[x] \n[x] some\n").text.text, "[x] CALL of") << "nothing is said";
  EXPECT_EQ(join("[x] CALL it of\n[x] CALL it off\n").text.text, "[x] CALL it of") << "another one";
}

TEST(LabelledLines, MayHaveBlankLinesBetween) {
  EXPECT_EQ(join("a CALL of\n\nsome\n\nthing\n").text.text, "a CALL of\nsome\nthing");
  EXPECT_EQ(join("> a CALL of\n>\n> some\n>\n> thing\n").text.text, "> a CALL of\n> some\n> thing");
  EXPECT_EQ(join("a CALL it of\n\nsome\n\nCALL it off\n").text.text, "a CALL it of\nsome");
  EXPECT_EQ(join("a CALL of\n\n\nsome").text.text, "a CALL of") << "two of them";
  EXPECT_EQ(join("a CALL of\n\n").text.text, "a CALL of");
  EXPECT_TRUE(join("a CALL of\n\n").lines.goes_on);
}

TEST(LabelledLines, MayHaveOtherColumnsBesideThem) {
  EXPECT_EQ(join("$ ls  │a CALL of\na.txt │some  \n      │thing\n").text.text, "$ ls  │a CALL of\nsome\nthing");
  EXPECT_EQ(join("a CALL of  |top\nsome       |load: 1\nthing      |\n").text.text, "a CALL of\nsome\nthing");
  EXPECT_EQ(join(" 1 | a CALL of +\n   | some      +\n   | thing\n").text.text, " 1 | a CALL of \n some      \n thing");
  EXPECT_EQ(join("é │a CALL of│x\nee│some     │y\n").text.text, "é │a CALL of\nsome");
  EXPECT_EQ(join("x │a CALL of\nyy  │some\n").text.text, "x │a CALL of") << "another column";
}

TEST(LabelledLines, EndAtTheLimit) {
  const std::string text = "[x] CALL of\n[x] some\n[x] thing\n";
  EXPECT_EQ(join(text, text.find("\n[x] thing")).text.text, "[x] CALL of\nsome");
  EXPECT_EQ(join(text, text.find("\n[x] thing") - 1).text.text, "[x] CALL of");
}

TEST(LabelledLines, SayWhetherMoreMayFollow) {
  EXPECT_TRUE(join("[x] CALL of").lines.goes_on);
  EXPECT_TRUE(join("[x] CALL of\n").lines.goes_on);
  EXPECT_TRUE(join("[x] CALL of\n[").lines.goes_on);
  EXPECT_TRUE(join("[x] CALL of\n[x] some\n").lines.goes_on);
  EXPECT_FALSE(join("[x] CALL of\nsome\n").lines.goes_on);
  EXPECT_FALSE(join("[x] CALL of\n[x] some\nthing\n").lines.goes_on);
}

}  // namespace
}  // namespace telltale::internal
