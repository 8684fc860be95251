#include "base/spelling.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::internal {
namespace {

TEST(Spelling, DistanceCountsLetters) {
  EXPECT_EQ(edit_distance("", ""), 0U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("title", "title"), 0U);
  EXPECT_EQ(edit_distance("title", "titel"), 1U) << "two letters swapped";
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("pattern", "patterns"), 1U);
  EXPECT_EQ(edit_distance("abcdef", "badcfe"), 3U);
}

TEST(Spelling, LongWordsAreComparedByTheirBegin) {
  const std::string word(100, 'a');
  EXPECT_EQ(edit_distance(word, word + "b"), 0U);
  EXPECT_EQ(edit_distance(word, "b" + word), 1U);
}

TEST(Spelling, TheClosestWordIsMeant) {
  EXPECT_EQ(closest_word("titel", {"id", "title", "titles"}), "title");
  EXPECT_EQ(closest_word("signatuers", {"sections", "signatures"}), "signatures");
  EXPECT_EQ(closest_word("severity", {"id", "title", "role"}), "") << "nothing like it";
  EXPECT_EQ(closest_word("x", {"id"}), "");
  EXPECT_EQ(closest_word("", {"id"}), "");
  EXPECT_EQ(closest_word("anything", {}), "");
}

TEST(Spelling, ListingsReadLikeASentence) {
  EXPECT_EQ(listing({}, "and"), "");
  EXPECT_EQ(listing({"a"}, "and"), "a");
  EXPECT_EQ(listing({"a", "b"}, "or"), "a or b");
  EXPECT_EQ(listing({"a", "b", "c"}, "and"), "a, b and c");
}

}  // namespace
}  // namespace telltale::internal
