// The small parts under the engines: blocks, loosened repeats, the scratch pool, the big stack, the nibble filter's
// tables.
#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

#include "engine/big_stack.h"
#include "engine/blocks.h"
#include "engine/loosen.h"
#include "engine/nibble_filter.h"
#include "engine/scratch_pool.h"

namespace telltale::internal {
namespace {

std::vector<std::string> blocks_of(std::string_view text, BlockSize size) {
  std::vector<std::string> blocks;
  for_each_block(text, size, [&](std::string_view block) { blocks.emplace_back(block); });
  return blocks;
}

TEST(Blocks, OverlapAndCoverTheText) {
  using Blocks = std::vector<std::string>;
  EXPECT_EQ(blocks_of("", {4, 1}), Blocks{});
  EXPECT_EQ(blocks_of("abcd", {4, 1}), Blocks{"abcd"});
  EXPECT_EQ(blocks_of("abcde", {4, 1}), (Blocks{"abcd", "de"}));
  EXPECT_EQ(blocks_of("abcdefg", {4, 1}), (Blocks{"abcd", "defg"}));
  EXPECT_EQ(blocks_of("abcdefgh", {4, 3}), (Blocks{"abcd", "bcde", "cdef", "defg", "efgh"}));
  EXPECT_EQ(blocks_of("abcdef", {2, 0}), (Blocks{"ab", "cd", "ef"}));
}

TEST(Loosened, LongRepeatsLoseTheirCount) {
  EXPECT_EQ(loosened("a{1,9}b{200}c{9,}d{4,5000}"), "a{1,}b{3,}c{3,}d{3,}");
  EXPECT_EQ(loosened("[a-z]{0,60}?x"), "[a-z]{0,}?x");
  EXPECT_EQ(loosened("(?:a{2,80}){3}"), "(?:a{2,}){3}");
}

TEST(Loosened, EverythingElseStays) {
  for (const char* pattern :
       {"", "abc", "a{3}b{0,8}c{8}d{2,}e{0,}", R"(\{9,99\}\\\{1,50)", R"([\{9,99\}])", "a*b+c?", R"(x\)"}) {
    EXPECT_EQ(loosened(pattern), pattern);
  }
}

// Counts how many there are, and whether two threads ever hold the same one.
struct Thing {
  explicit Thing(std::atomic<int>* alive) : count(alive) { ++*count; }
  ~Thing() { --*count; }
  std::atomic<int>* count;
  std::atomic<int> users{0};
};
using ThingPool = ScratchPool<Thing, std::default_delete<Thing>>;

TEST(ScratchPool, GivesWhatWasGivenBackAndFreesTheRest) {
  std::atomic<int> alive{0};
  {
    ThingPool pool;
    EXPECT_EQ(pool.take(), nullptr);
    pool.give_back(std::make_unique<Thing>(&alive));
    pool.give_back(std::make_unique<Thing>(&alive));
    ThingPool::Item one = pool.take();
    ThingPool::Item two = pool.take();
    EXPECT_TRUE(one && two && one != two);
    EXPECT_EQ(pool.take(), nullptr);
    pool.give_back(std::move(one));
    pool.give_back(nullptr);
    EXPECT_EQ(alive, 2);
  }
  EXPECT_EQ(alive, 0);
}

TEST(ScratchPool, AThreadFindsWhatAnotherLeft) {
  std::atomic<int> alive{0};
  ThingPool pool;
  std::thread([&] { pool.give_back(std::make_unique<Thing>(&alive)); }).join();
  EXPECT_NE(pool.take(), nullptr);
}

TEST(ScratchPool, DropsWhatDoesNotFit) {
  std::atomic<int> alive{0};
  ThingPool pool;
  for (int i = 0; i < 1000; ++i) pool.give_back(std::make_unique<Thing>(&alive));
  EXPECT_LT(alive, 1000);
  EXPECT_GT(alive, 0);
}

TEST(ScratchPool, NeverSharesAndNeverGrowsBeyondTheThreads) {
  std::atomic<int> alive{0};
  std::atomic<int> shared{0};
  ThingPool pool;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 5000; ++i) {
        ThingPool::Item item = pool.take();
        if (!item) item = std::make_unique<Thing>(&alive);
        if (++item->users != 1) ++shared;
        --item->users;
        pool.give_back(std::move(item));
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(shared, 0);
  // A thread may look past an item that is on its way back, so a few more than 8 can exist; not one for each of the
  // 40,000.
  EXPECT_LE(alive, 32);
}

// Uses about a KiB of stack a level.
int descend(int depth) {
  volatile char frame[1024];
  frame[0] = static_cast<char>(depth);
  return depth == 0 ? 0 : descend(depth - 1) + 1 + (frame[0] - frame[0]);
}

TEST(BigStack, HasRoomForDeepRecursion) {
  int depth = 0;
  ASSERT_TRUE(run_on_big_stack([&] { depth = descend(6000); }));
  EXPECT_EQ(depth, 6000);
}

TEST(BigStack, PassesExceptionsOn) {
  EXPECT_THROW(static_cast<void>(run_on_big_stack([] { throw std::runtime_error("from there"); })), std::runtime_error);
}

TEST(BigStack, SaysWhenThereIsNone) {
  bool ran = false;
  EXPECT_FALSE(run_on_big_stack([&] { ran = true; }, 1));
  EXPECT_FALSE(run_on_big_stack([&] { ran = true; }, std::size_t{1} << 62));
  EXPECT_FALSE(ran);
}

bool lets_through(const NibbleFilter& filter, std::string_view four) {
  unsigned buckets = 255;
  for (std::size_t k = 0; k < kGram; ++k) {
    const auto byte = static_cast<unsigned char>(four[k]);
    buckets &= static_cast<unsigned>(filter.low[k][byte & 15U]) & filter.high[k][byte >> 4U];
  }
  return buckets != 0;
}

TEST(NibbleFilter, LetsEveryWordThroughInBothCases) {
  std::vector<std::string> words = {"webhook", "x509", "\xc3\xa9tape", "a-b_", "zzzz", "00000", "quota", "handshake"};
  for (char c = 'a'; c <= 'z'; ++c) words.push_back(std::string(4, c) + "etcd");
  const NibbleFilter filter = make_nibble_filter(words);
  ASSERT_EQ(filter.places.size(), words.size());
  for (std::size_t i = 0; i < words.size(); ++i) {
    ASSERT_LE(filter.places[i] + kGram, words[i].size());
    std::string gram = words[i].substr(filter.places[i], kGram);
    EXPECT_TRUE(lets_through(filter, gram)) << words[i];
    for (char& c : gram) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    EXPECT_TRUE(lets_through(filter, gram)) << gram;
  }
}

TEST(NibbleFilter, LetsLittleElseThrough) {
  const NibbleFilter filter = make_nibble_filter({"webh", "x509", "quot", "hand"});
  for (const char* other : {"info", "erro", "conn", "    ", "2015", "----", "\n\n\n\n", "webx", "xebh"}) {
    EXPECT_FALSE(lets_through(filter, other)) << other;
  }
  EXPECT_FALSE(lets_through(make_nibble_filter({}), "webh"));
}

// What logs are full of is not let through only because each of its bytes belongs to some word.
TEST(NibbleFilter, KeepsCommonGramsOut) {
  const NibbleFilter filter = make_nibble_filter(
      {"admissio", "webhook",  "x509",     "certific", "refused", "deadline", "exceeded", "timeout",
       "handshak", "endpoint", "unknown",  "authorit", "calling", "internal", "injected", "unavaila",
       "warden",   "autopilo", "readines", "liveness", "healthz", "cainject", "issuer",   "mutating",
       "validati", "kubelet",  "secret",   "bundle",   "denied",  "forbidde", "leader",   "election",
       "lookup",   "expired",  "canceled", "awaiting", "headers", "service",  "server",   "conversi"});
  double places = 0;
  for (const auto& [gram, rate] : common_grams()) places += lets_through(filter, gram) ? rate : 0;
  EXPECT_LT(places, 2200);  // in a MB of logs; 3,300 when they are not asked
}

TEST(NibbleFilter, LooksAtTheRareBytesOfAWord) {
  const NibbleFilter filter = make_nibble_filter({"connectionzqxj"});
  EXPECT_GE(filter.places[0], 8U);
}

}  // namespace
}  // namespace telltale::internal
