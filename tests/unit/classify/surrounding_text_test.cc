// What surrounds a match is the same whatever was asked before, and reaches as far as it says.
#include "classify/surrounding_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiled_pattern.h"
#include "random.h"

namespace telltale::internal {
namespace {

using testing::compiled_pattern;
using testing::Random;

bool occurs(std::string_view text, const std::string& pattern, const std::string& match, SurroundingsReach reach) {
  SurroundingText surroundings;
  surroundings.begin_text(text);
  const std::size_t begin = text.find(match);
  return surroundings.occurs(compiled_pattern(pattern), {begin, begin + match.size()}, reach);
}

bool in_paragraph(std::string_view text, const std::string& pattern) {
  return occurs(text, pattern, "match", SurroundingsReach::kParagraph);
}

bool anywhere(std::string_view text, const std::string& pattern) {
  return occurs(text, pattern, "match", SurroundingsReach::kAnywhere);
}

std::string lines(std::size_t count, std::size_t length) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += std::string(length, static_cast<char>('a' + i % 26)) + "\n";
  return text;
}

TEST(SurroundingText, AParagraphIsSixteenLinesEitherWay) {
  EXPECT_TRUE(in_paragraph("needle\n" + lines(14, 100) + "match\n", "needle"));
  EXPECT_FALSE(in_paragraph("needle\n" + lines(15, 100) + "match\n", "needle"));
  EXPECT_TRUE(in_paragraph("match\n" + lines(14, 100) + "needle", "needle"));
  EXPECT_FALSE(in_paragraph("match\n" + lines(15, 100) + "needle", "needle"));
}

TEST(SurroundingText, AParagraphOfShortLinesHoldsAKilobyte) {
  EXPECT_TRUE(in_paragraph("needle\n" + lines(60, 15) + "match\n", "needle"));
  EXPECT_FALSE(in_paragraph("needle\n" + lines(70, 15) + "match\n", "needle"));
}

TEST(SurroundingText, AParagraphEndsAtFences) {
  EXPECT_FALSE(in_paragraph("needle\n```\nx\nmatch\n```\n", "needle"));
  EXPECT_FALSE(in_paragraph("```\nx\nmatch\n```\nneedle\n", "needle"));
  EXPECT_TRUE(anywhere("needle\n```\nx\nmatch\n```\nneedle\n", "needle"));
}

TEST(SurroundingText, AnywhereIsWholeLinesOfFourKilobytesEitherWay) {
  EXPECT_TRUE(anywhere("x\nneedle\n" + lines(40, 100) + "match\n", "needle"));
  EXPECT_FALSE(anywhere("x\nneedle\n" + lines(41, 100) + "match\n", "needle"));
  EXPECT_TRUE(anywhere("match\n" + lines(40, 100) + "needle\nx", "needle"));
  EXPECT_FALSE(anywhere("match\n" + lines(41, 100) + "needle\nx", "needle"));
}

TEST(SurroundingText, ALongLineIsCut) {
  EXPECT_TRUE(anywhere("needle " + std::string(4000, 'x') + " match " + std::string(9000, 'x'), "needle"));
  EXPECT_FALSE(anywhere("needle " + std::string(5000, 'x') + " match " + std::string(9000, 'x'), "needle"));
  EXPECT_TRUE(anywhere("match " + std::string(4000, 'x') + " needle" + std::string(9000, 'x'), "needle"));
}

TEST(SurroundingText, IsUndone) {
  EXPECT_TRUE(
      in_paragraph("2024-05-19T10:00:00Z the Spring\n2024-05-19T10:00:01Z &quot;Sale&quot;\nmatch", "springsale"));
  EXPECT_TRUE(in_paragraph("> a nee-\n> dle\n> match\n", "nee-dle"));
}

// Lines of logs, of wrapped text, with fences, in other encodings; some too long for a run to hold.
std::string random_text(Random* random, std::size_t size) {
  static const std::vector<std::string> kStarts = {"2024-05-19T10:00:00Z ",
                                                   "E0519 10:00:00.000000 1 x.go:1] ",
                                                   "> ",
                                                   "",
                                                   "",
                                                   "    ",
                                                   "```\n",
                                                   "\n",
                                                   "- ",
                                                   "{\"log\":\"",
                                                   "Ã¼ "};
  static const std::vector<std::string> kWords = {"webhook",        "refused", "not", "never", "6080 ",
                                                  "&quot;x&quot; ", "=3D",     "\\n", " "};
  std::string text;
  while (text.size() < size) {
    text += random->pick(kStarts);
    const std::size_t words = random->below(40) == 0 ? 2000 : random->below(20);
    for (std::size_t i = 0; i < words; ++i) text += random->pick(kWords);
    text += "\n";
  }
  return text;
}

TEST(SurroundingText, IsTheSameWhateverWasAskedBefore) {
  Random random(1);
  const std::vector<FieldPattern> patterns = {compiled_pattern("never.{0,200}6080"), compiled_pattern("absent"),
                                              compiled_pattern("notnot"), compiled_pattern("x6080x.{0,90}notwebhook"),
                                              compiled_pattern("(?:refused){3}")};
  SurroundingText kept;
  for (const std::size_t size : {300U, 20'000U, 300'000U}) {
    const std::string text = random_text(&random, size);
    kept.begin_text(text);
    for (std::size_t at = 0; at + 30 < text.size(); at += random.between(1, size / 150)) {
      const std::size_t begin = random.below(20) == 0 ? random.below(text.size() - 30) : at;
      const Span match{begin, begin + random.between(1, 30)};
      for (int asked = 0; asked < 4; ++asked) {
        const bool wide = random.below(2) == 0;
        const SurroundingsReach reach = wide ? SurroundingsReach::kAnywhere : SurroundingsReach::kParagraph;
        SurroundingText fresh;
        fresh.begin_text(text);
        const FieldPattern& pattern = random.pick(patterns);
        ASSERT_EQ(kept.occurs(pattern, match, reach), fresh.occurs(pattern, match, reach)) << begin << ":\n" << text;
      }
    }
  }
}

}  // namespace
}  // namespace telltale::internal
