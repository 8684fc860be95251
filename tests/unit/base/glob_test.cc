#include "base/glob.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {
namespace {

struct GlobCase {
  std::string_view glob;
  std::string_view text;
  bool matches;
};

class GlobTest : public ::testing::TestWithParam<GlobCase> {};

TEST_P(GlobTest, MatchesTheWholeText) {
  EXPECT_EQ(glob_matches(GetParam().glob, GetParam().text), GetParam().matches)
      << GetParam().glob << " on " << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(Globs, GlobTest,
                         ::testing::Values(GlobCase{"", "", true}, GlobCase{"", "a", false}, GlobCase{"*", "", true},
                                           GlobCase{"*", "abc", true}, GlobCase{"abc", "abc", true},
                                           GlobCase{"abc", "abcd", false}, GlobCase{"abc", "ab", false},
                                           GlobCase{"*.kyverno.svc*", "validate.kyverno.svc-fail", true},
                                           GlobCase{"*.kyverno.svc*", "kyverno.svc", false},
                                           GlobCase{"a*c", "abcbc", true}, GlobCase{"a*c", "abcb", false},
                                           GlobCase{"*ab", "aab", true}, GlobCase{"*aab*", "aaab", true},
                                           GlobCase{"a**b", "ab", true}, GlobCase{"*a*b*", "xaxxbx", true},
                                           GlobCase{"*a*b*", "xbxxax", false}, GlobCase{"a.c", "abc", false},
                                           GlobCase{"a?c", "abc", false}, GlobCase{"[ab]", "a", false}));

// The plainest definition there is: what the fast one must agree with.
bool matches_by_definition(std::string_view glob, std::string_view text) {
  if (glob.empty()) return text.empty();
  if (glob[0] == '*') {
    return matches_by_definition(glob.substr(1), text) ||
           (!text.empty() && matches_by_definition(glob, text.substr(1)));
  }
  return !text.empty() && glob[0] == text[0] && matches_by_definition(glob.substr(1), text.substr(1));
}

std::vector<std::string> all_strings(std::string_view letters, std::size_t longest) {
  std::vector<std::string> strings{""};
  for (std::size_t begin = 0; strings.back().size() < longest;) {
    const std::size_t end = strings.size();
    for (; begin < end; ++begin) {
      for (const char letter : letters) strings.push_back(strings[begin] + letter);
    }
  }
  return strings;
}

TEST(Glob, AgreesWithItsDefinitionOnAllSmallInputs) {
  for (const std::string& glob : all_strings("ab*", 4)) {
    for (const std::string& text : all_strings("ab", 5)) {
      ASSERT_EQ(glob_matches(glob, text), matches_by_definition(glob, text)) << glob << " on " << text;
    }
  }
}

TEST(Glob, ExactNamesComeFirstThenTheOnesThatSayMore) {
  EXPECT_GT(glob_specificity("a"), glob_specificity("abcdefgh*"));
  EXPECT_GT(glob_specificity("*.kyverno.svc"), glob_specificity("*.svc*"));
  EXPECT_EQ(glob_specificity("ab*"), glob_specificity("*a*b*"));
  EXPECT_EQ(glob_specificity("*"), 0U);
}

}  // namespace
}  // namespace telltale::internal
