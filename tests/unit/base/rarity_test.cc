#include "base/rarity.h"

#include <gtest/gtest.h>

namespace telltale::internal {
namespace {

TEST(Rarity, KnowsWhatIsCommonInLogs) {
  EXPECT_GT(occurrences_per_megabyte("connection"), 100);
  EXPECT_LT(occurrences_per_megabyte("webhook"), 25);
  EXPECT_LE(occurrences_per_megabyte("connection"), occurrences_per_megabyte("conn"));
  EXPECT_GT(byte_share('e'), byte_share('z'));
  EXPECT_EQ(byte_share('E'), byte_share('e'));
  EXPECT_GT(byte_share(' '), byte_share(0xC3));
}

TEST(Rarity, KnowsWhatIsCommonInClusters) {
  for (const char* word : {"secret", "probe", "namespace", "kube-system"})
    EXPECT_GT(occurrences_in_clusters(word), 10 * occurrences_per_megabyte(word)) << word;
  EXPECT_LT(occurrences_in_clusters("handshake"), 25);
}

TEST(Rarity, AHyphenIsPartOfAWord) {
  EXPECT_GE(occurrences_per_megabyte("ook-"), 100);
  EXPECT_EQ(occurrences_per_megabyte("abc"), 1e6);  // too short to say anything
}

}  // namespace
}  // namespace telltale::internal
