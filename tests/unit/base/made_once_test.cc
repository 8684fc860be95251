#include "base/made_once.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace telltale::internal {
namespace {

std::atomic<int> g_made{0};

struct Made {
  explicit Made(int what) : number(what) {
    if (what < 0) throw std::invalid_argument("less than nothing");
    ++g_made;
  }
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;
  ~Made() = default;

  int number;
};

TEST(MadeOnce, IsMadeByTheFirstWhoAsks) {
  g_made = 0;
  const MadeOnce<Made> once;
  EXPECT_FALSE(once.is_made());
  EXPECT_EQ(g_made, 0);
  std::vector<std::thread> threads;
  std::vector<const Made*> seen(8);
  for (const Made*& mine : seen) threads.emplace_back([&once, &mine] { mine = &once.get(7); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(once.is_made());
  EXPECT_EQ(g_made, 1);
  for (const Made* mine : seen) EXPECT_EQ(mine, &once.get(7));
  EXPECT_EQ(once.get(7).number, 7);
}

TEST(MadeOnce, WhatCouldNotBeMadeIsTriedAgain) {
  const MadeOnce<Made> once;
  EXPECT_THROW(static_cast<void>(once.get(-1)), std::invalid_argument);
  EXPECT_FALSE(once.is_made());
  EXPECT_EQ(once.get(3).number, 3);
}

}  // namespace
}  // namespace telltale::internal
