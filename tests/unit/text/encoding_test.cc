#include "text/encoding.h"

#include <gtest/gtest.h>

#include <string>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

std::string utf16(std::u16string_view text, bool little, bool mark) {
  std::string bytes;
  const auto add = [&](char16_t unit) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  };
  if (mark) add(0xFEFF);
  for (const char16_t unit : text) add(unit);
  return bytes;
}

TEST(Encoding, IsRecognised) {
  struct Case {
    std::string bytes;
    Encoding expected;
  };
  const Case cases[] = {
      {"", Encoding::kUtf8},
      {"a", Encoding::kUtf8},
      {std::string("a\0", 2), Encoding::kUtf8},  // too short to tell
      {"plain text", Encoding::kUtf8},
      {"\xEF\xBB\xBF with a mark", Encoding::kUtf8},
      {std::string(64, '\0'), Encoding::kUtf8},
      {std::string("bin\0\0\1\0\0\0ary\0\0", 14), Encoding::kUtf8},
      {utf16(u"x", true, true), Encoding::kUtf16Le},
      {utf16(u"x", false, true), Encoding::kUtf16Be},
      {utf16(u"connection refused", true, false), Encoding::kUtf16Le},
      {utf16(u"connection refused", false, false), Encoding::kUtf16Be},
      {utf16(u"接続 connection refused が拒否", true, false), Encoding::kUtf16Le},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(detect_encoding(ExactCopy(one.bytes).view()), one.expected) << ::testing::PrintToString(one.bytes);
  }
}

TEST(Encoding, LooksAtTheFirstBytesOnly) {
  EXPECT_EQ(detect_encoding(std::string(5000, 'a') + utf16(std::u16string(5000, u'b'), true, false)), Encoding::kUtf8);
}

TEST(Transcoded, IsUtf8WithTheWayBack) {
  for (const bool little : {true, false}) {
    const std::string bytes = utf16(u"aé€\xD83D\xDE00z", little, true);
    const ExactCopy copy(bytes);
    const Transcoded text(copy.view(), little ? Encoding::kUtf16Le : Encoding::kUtf16Be);
    EXPECT_EQ(text.text(), "aé€\U0001F600z");
    const std::uint64_t expected[] = {2, 4, 4, 6, 6, 6, 8, 8, 8, 8, 12};
    for (std::size_t i = 0; i < text.text().size(); ++i) EXPECT_EQ(text.to_original(i), expected[i]) << i;
    EXPECT_EQ(text.to_original(text.text().size()), bytes.size());
    EXPECT_EQ(text.to_original(1'000'000), bytes.size());
  }
}

TEST(Transcoded, BrokenUnitsAreReplaced) {
  const std::string lone = utf16(
                               u"a\xD83D"
                               u"b\xDE00",
                               true, false) +
                           "x";
  const Transcoded text(ExactCopy(lone).view(), Encoding::kUtf16Le);
  EXPECT_EQ(text.text(), "a\uFFFDb\uFFFD\uFFFD");
  EXPECT_EQ(text.to_original(1), 2U);
  EXPECT_EQ(text.to_original(4), 4U);
  EXPECT_EQ(text.to_original(8), 8U);  // the odd byte
  EXPECT_EQ(text.to_original(11), 9U);
  const Transcoded high(utf16(u"\xD83D", true, false), Encoding::kUtf16Le);
  EXPECT_EQ(high.text(), "\uFFFD");
  EXPECT_TRUE(Transcoded("", Encoding::kUtf16Le).text().empty());
  EXPECT_EQ(Transcoded("", Encoding::kUtf16Le).to_original(0), 0U);
}

TEST(Transcoded, FindsTheWayInLongTexts) {
  std::u16string units;
  for (int i = 0; i < 5000; ++i) units += i % 7 == 0 ? u'é' : i % 11 == 0 ? u'接' : u'a';
  const Transcoded text(utf16(units, true, true), Encoding::kUtf16Le);
  std::uint64_t offset = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    ASSERT_EQ(text.to_original(offset), 2 + 2 * i);
    offset += units[i] < 0x80 ? 1U : units[i] < 0x800 ? 2U : 3U;
  }
  EXPECT_EQ(offset, text.text().size());
}

}  // namespace
}  // namespace telltale::internal
