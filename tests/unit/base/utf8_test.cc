#include "base/utf8.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace telltale::internal {
namespace {

// A copy on the heap of exactly its size, so that reading one byte too far shows under ASan.
class Exact {
 public:
  explicit Exact(std::string_view text) : bytes_(new char[text.size()]), size_(text.size()) {
    text.copy(bytes_.get(), size_);
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::unique_ptr<char[]> bytes_;
  std::size_t size_;
};

struct Utf8Case {
  std::string_view bytes;
  std::string_view valid;  // what to_valid_utf8() makes of it
};

class Utf8Test : public ::testing::TestWithParam<Utf8Case> {};

TEST_P(Utf8Test, InvalidPartsAreReplaced) {
  const Exact bytes(GetParam().bytes);
  EXPECT_EQ(to_valid_utf8(bytes.view()), GetParam().valid);
  EXPECT_EQ(is_valid_utf8(bytes.view()), GetParam().bytes == GetParam().valid);
  EXPECT_TRUE(is_valid_utf8(to_valid_utf8(bytes.view())));
}

// The replacements are those of the Unicode standard, tables 3-8 to 3-11.
INSTANTIATE_TEST_SUITE_P(
    Sequences, Utf8Test,
    ::testing::Values(
        Utf8Case{"", ""}, Utf8Case{"abc", "abc"},
        Utf8Case{"\xC3\xA9\xE3\x82\xA8\xF0\x9F\x98\x80", "\xC3\xA9\xE3\x82\xA8\xF0\x9F\x98\x80"},
        Utf8Case{"\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
        // cut sequences are one replacement
        Utf8Case{"a\xC3", "a\uFFFD"}, Utf8Case{"\xE3\x82", "\uFFFD"}, Utf8Case{"\xF0\x9F\x98", "\uFFFD"},
        Utf8Case{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
        // overlong forms, surrogates and what lies above U+10FFFF are one for each byte
        Utf8Case{"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
        Utf8Case{"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41"},
        Utf8Case{"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41\uFFFD\uFFFD\x42"}));

TEST(Utf8, FirstInvalidByteIsFound) {
  EXPECT_EQ(find_invalid_utf8("caf\xC3\xA9"), std::string_view::npos);
  EXPECT_EQ(find_invalid_utf8("caf\xE9 au lait"), 3U);
  EXPECT_EQ(find_invalid_utf8("ab\xC3"), 2U);
}

TEST(Utf8, EveryStringOfThreeBytesBecomesValid) {
  std::string bytes(3, '\0');
  for (unsigned value = 0; value < 1U << 24U; value += 251) {  // a prime step: 66,000 of them, all first bytes
    for (std::size_t i = 0; i < 3; ++i) bytes[i] = static_cast<char>(value >> (16U - 8U * i) & 0xFFU);
    ASSERT_TRUE(is_valid_utf8(to_valid_utf8(bytes))) << value;
    ASSERT_TRUE(is_valid_utf8(to_printable(bytes))) << value;
  }
}

TEST(Utf8, PrintableTextHoldsNothingThatMovesTheCursor) {
  EXPECT_EQ(to_printable("a\tb\xE3\x82\xA8"), "a\tb\xE3\x82\xA8");
  EXPECT_EQ(to_printable("\x1B[31mred\x7F\r\n"), "\uFFFD[31mred\uFFFD\uFFFD\uFFFD");
  EXPECT_EQ(to_printable("\xC2\x9B"
                         "31m"),
            "\uFFFD31m")
      << "CSI as a C1 control";
  EXPECT_EQ(to_printable("a\u202E"
                         "b\u2066"),
            "a\uFFFD"
            "b\uFFFD")
      << "writing from right to left";
}

TEST(Utf8, BoundaryIsNeverInsideACharacter) {
  const std::string_view text =
      "a\xE3\x82\xA8"
      "b";
  EXPECT_EQ(utf8_boundary(text, 0), 0U);
  EXPECT_EQ(utf8_boundary(text, 1), 1U);
  EXPECT_EQ(utf8_boundary(text, 2), 1U);
  EXPECT_EQ(utf8_boundary(text, 3), 1U);
  EXPECT_EQ(utf8_boundary(text, 4), 4U);
  EXPECT_EQ(utf8_boundary(text, 99), 5U);
}

TEST(Utf8, WidthCountsColumns) {
  EXPECT_EQ(display_width("abc"), 3U);
  EXPECT_EQ(display_width("紙詰まり"), 8U);
  EXPECT_EQ(display_width("e\u0301"), 1U) << "a combining accent";
  EXPECT_EQ(display_width("\xFF"), 1U);
}

}  // namespace
}  // namespace telltale::internal
