#include "diagnose/source_order.h"

#include <gtest/gtest.h>

#include <string_view>

namespace telltale::internal {
namespace {

bool earlier(std::string_view one, std::string_view other) { return is_earlier(SourceOrder(one), SourceOrder(other)); }

TEST(SourceOrderTest, NumbersInFrontOfNamesSayIt) {
  EXPECT_TRUE(earlier("case/01-apply.txt", "case/02-fixed.txt"));
  EXPECT_TRUE(earlier("case/9_pods.txt", "case/10_pods.txt"));
  EXPECT_TRUE(earlier("1.txt", "2.txt"));
  EXPECT_TRUE(earlier("2024-05-31-apply.log", "2024-06-01-apply.log"));
  EXPECT_FALSE(earlier("case/02-fixed.txt", "case/01-apply.txt"));
  EXPECT_FALSE(earlier("case/01-a.txt", "case/01-b.txt"));
}

TEST(SourceOrderTest, SoDoWordsOfAChange) {
  EXPECT_TRUE(earlier("case/before/pods.txt", "case/after/pods.txt"));
  EXPECT_TRUE(earlier("Before-fix.txt", "after.txt"));
  EXPECT_TRUE(earlier("vorher.log", "nachher.log"));
  EXPECT_FALSE(earlier("after.txt", "before.txt"));
  // The words win over numbers.
  EXPECT_FALSE(earlier("1-after.txt", "2-before.txt"));
}

TEST(SourceOrderTest, OtherNamesSayNothing) {
  EXPECT_FALSE(earlier("error.txt", "pods.txt"));
  EXPECT_FALSE(earlier("a/1.txt", "b/2.txt"));               // two folders
  EXPECT_FALSE(earlier("before.txt", "pods.txt"));           // before what is not here
  EXPECT_FALSE(earlier("after/before.txt", "after/x.txt"));  // the word of a path
  EXPECT_FALSE(earlier("1node.log", "2node.log"));           // a name
  EXPECT_FALSE(earlier("1717401600.log", "1717405200.log"));
  EXPECT_FALSE(earlier("beforehand.txt", "afterwards.txt"));
}

}  // namespace
}  // namespace telltale::internal
