#include <gtest/gtest.h>

#include "unit/report/report_fixture.h"

namespace telltale {
namespace {

Evidence evidence_in(std::string_view text, std::string_view part) {
  const ExactCopy copy(text);
  return evidence_of(match_of(text, part), copy.view());
}

TEST(Evidence, IsTheWholeLine) {
  const Evidence evidence = evidence_in("first\nsecond failed here\nthird", "failed");
  EXPECT_EQ(evidence.text, "second failed here");
  EXPECT_EQ(evidence.begin, 6U);
  EXPECT_FALSE(evidence.cut_before);
  EXPECT_FALSE(evidence.cut_after);
  EXPECT_EQ(evidence.end_line, 2U);
  EXPECT_EQ(evidence.column_utf16, 8U);
  EXPECT_EQ(evidence.end_column_utf16, 14U);
}

TEST(Evidence, SpansLines) {
  const Evidence evidence = evidence_in("a\nb failed\nhere c\nd", "failed\nhere");
  EXPECT_EQ(evidence.text, "b failed\nhere c");
  EXPECT_EQ(evidence.end_line, 3U);
  EXPECT_EQ(evidence.column_utf16, 3U);
  EXPECT_EQ(evidence.end_column_utf16, 5U);
}

TEST(Evidence, ColumnsCountUtf16Units) {
  const Evidence evidence = evidence_in("é日🔥 failed", "failed");
  EXPECT_EQ(evidence.column_utf16, 1U + 1 + 1 + 2 + 1);
  EXPECT_EQ(evidence.end_column_utf16, evidence.column_utf16 + 6);
}

TEST(Evidence, OfALongLineIsCutAtCharacters) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "日";
  text += "failed";
  for (int i = 0; i < 100000; ++i) text += "日";
  const Evidence evidence = evidence_in(text, "failed");
  EXPECT_TRUE(evidence.cut_before);
  EXPECT_TRUE(evidence.cut_after);
  EXPECT_LE(evidence.text.size(), 2100U);
  EXPECT_EQ(evidence.text.substr(0, 3), "日");
  EXPECT_EQ(evidence.text.substr(evidence.text.size() - 3), "日");
  EXPECT_EQ(evidence.column_utf16, 0U) << "too far to count, so not known";
}

TEST(Evidence, OfALongMatchIsBounded) {
  const std::string text = "x" + std::string(1000000, 'y') + "z";
  const ExactCopy copy(text);
  const Evidence evidence = evidence_of(match_at(1, 1000001), copy.view());
  EXPECT_LE(evidence.text.size(), 16U * 1024);
  EXPECT_TRUE(evidence.cut_after);
}

TEST(Evidence, OfAPartOfTheTextCountsFromTheWhole) {
  const std::string text = "first\nsecond failed here\nthird";
  const ExactCopy rest(std::string_view(text).substr(9));
  const Evidence evidence = evidence_of(match_of(text, "failed"), rest.view(), 9);
  EXPECT_EQ(evidence.text, "ond failed here");
  EXPECT_EQ(evidence.begin, 9U);
  EXPECT_TRUE(evidence.cut_before);
  EXPECT_EQ(evidence.column_utf16, 0U);
}

TEST(Evidence, IsEmptyWhenTheTextIsNotAtHand) {
  EXPECT_EQ(evidence_of(match_at(5, 10), "abc", 20).text, "");
  EXPECT_EQ(evidence_of(match_at(5, 10), "abc").text, "");
  EXPECT_EQ(evidence_of(match_at(0, 0), "").text, "");
}

std::string utf16(std::string_view ascii, bool little) {
  std::string bytes;
  for (const char c : ascii) {
    if (!little) bytes += '\0';
    bytes += c;
    if (little) bytes += '\0';
  }
  return bytes;
}

TEST(Evidence, ReadsUtf16) {
  for (const bool little : {true, false}) {
    const std::string text = utf16("first\nsecond failed here\nthird", little);
    const std::string part = utf16("failed", little);
    const std::size_t begin = text.find(part);
    Match match = match_at(begin, begin + part.size());
    match.line = 2;
    const ExactCopy copy(text);
    const Evidence evidence = evidence_of(match, copy.view());
    EXPECT_EQ(evidence.text, utf16("second failed here", little)) << little;
    EXPECT_EQ(evidence.column_utf16, 8U) << little;
    EXPECT_EQ(evidence.end_column_utf16, 14U) << little;
    const std::string table = written(ReportFormat::kTable, {}, {{match, {"a.log", 0, 0, {}}, evidence}});
    EXPECT_NE(table.find("| second failed here\n    |        ^^^^^^\n"), std::string::npos) << table;
  }
}

}  // namespace
}  // namespace telltale
