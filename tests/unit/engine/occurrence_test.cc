// What is divided, loosened and counted place by place says what RE2 says of the whole pattern.
#include "engine/occurrence.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loosen.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {
namespace {

using Parts = std::vector<std::string_view>;

bool occurs_in_re2(const re2::RE2& regex, std::string_view text) {
  return regex.Match(text, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
}

TEST(Occurrence, OpensGroupsAroundWholeAlternatives) {
  EXPECT_EQ(alternatives_of("ab"), (Parts{"ab"}));
  EXPECT_EQ(alternatives_of("(?:a|(?:b|c)|(?:d|e)f)"), (Parts{"a", "b", "c", "(?:d|e)f"}));
  EXPECT_EQ(alternatives_of(R"([|)\]]|\||(?:\)|x))"), (Parts{R"([|)\]])", R"(\|)", R"(\))", "x"}));
  EXPECT_EQ(alternatives_of("(?:a)|(?:b)"), (Parts{"a", "b"}));
}

TEST(Occurrence, KnowsHowLongAMatchNeedsNoCount) {
  EXPECT_EQ(shortest_count("a[b-z]{0,90}c"), 90U);
  EXPECT_EQ(shortest_count("a[b-z]{0,90}c[a-z]{1,16}"), 16U);
  EXPECT_EQ(shortest_count("a[b-z]{20,90}c"), 0U);  // the loosened one asks for less
  EXPECT_EQ(shortest_count("a{1,3}"), 0U);          // nothing is loosened
}

TEST(Occurrence, EqualsRe2OnTextFullOfItsWords) {
  constexpr std::array<std::string_view, 5> kPatterns = {"(?:ab[a-y]{0,12}cd|x|(?:dc|ba)[a-y]{0,30}a{9,12}d)",
                                                         "ab[a-z]{4,20}cd", "(?:ab|b)[a-c]{0,9}d[ab]{1,10}c",
                                                         "ab[a-d]{0,20}cd$", R"(\bab[a-d]{0,15}c\b)"};
  constexpr std::array<std::string_view, 8> kWords = {"a", "b", "ab", "cd", "d", "z", " ", "c"};
  std::mt19937 random(11);
  for (const std::string_view pattern : kPatterns) {
    const re2::RE2 whole(re2_text(pattern), re2_options(pattern));
    const Occurrence occurrence(pattern);
    for (int round = 0; round < 2000; ++round) {
      std::string text;
      for (std::size_t words = random() % 60; words > 0; --words) text += kWords[random() % kWords.size()];
      EXPECT_EQ(occurrence.in(text), occurs_in_re2(whole, text)) << pattern << " in " << text;
    }
  }
  EXPECT_FALSE(Occurrence("x|ab[a-y]{0,12}cd").in({}));
}

}  // namespace
}  // namespace telltale::internal
