#include "diagnose/line_filter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/field_pattern.h"

namespace telltale::internal {
namespace {

std::shared_ptr<const PreparedPattern> prepared(const std::string& source) {
  std::vector<PatternProblem> problems;
  return std::make_shared<const PreparedPattern>(Pattern::parse(source, &problems)->prepared());
}

// Both ways may propose too much and must never miss.
TEST(LineFilterTest, NoPatternThatIsThereIsMissed) {
  std::vector<std::shared_ptr<const PreparedPattern>> patterns;
  for (const char* source : {"(?i:\\bbare[- ]?metal\\b|kubeadm)", "^(?P<seconds>[0-9]{1,2})$", "(?i:eks)", "calico"})
    patterns.push_back(prepared(source));
  const LineFilter filter(patterns);
  for (const std::string block : {"on Bare-Metal", "10\nEKS", "calico", "nothing", "", "KUBEADM\n30\n"}) {
    for (const std::size_t size : {block.size(), std::size_t{1} << 30U}) {
      std::vector<std::uint32_t> hits;
      filter.find(block, size, &hits);
      EXPECT_TRUE(std::is_sorted(hits.begin(), hits.end()));
      for (std::uint32_t i = 0; i < patterns.size(); ++i) {
        if (!FieldPattern::known_good(patterns[i]).occurs(block)) continue;
        EXPECT_EQ(std::count(hits.begin(), hits.end(), i), 1) << block << " " << i;
      }
    }
  }
}

TEST(LineFilterTest, WhatHasNotItsWordsIsLeftOut) {
  const LineFilter filter({prepared("calico"), prepared("weave")});
  std::vector<std::uint32_t> hits;
  filter.find("we use Weave", 12, &hits);
  EXPECT_EQ(hits, std::vector<std::uint32_t>{1});
}

}  // namespace
}  // namespace telltale::internal
