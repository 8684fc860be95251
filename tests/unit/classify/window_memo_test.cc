#include "classify/window_memo.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace telltale::internal {
namespace {

using Traps = std::optional<std::vector<DigitTrap>>;

constexpr std::uint64_t kAsker = 8;
constexpr std::uint64_t kOther = 9;

Traps any_time() { return std::vector<DigitTrap>(); }
WindowMemo::Answer answer_at(std::uint64_t begin) { return {{}, begin, true, {}, 0, {}}; }

// Sees `window` twice and keeps an answer.
void keep(WindowMemo* memo, const std::string& window, Traps traps, std::uint64_t begin) {
  static_cast<void>(memo->find(kAsker, window));
  static_cast<void>(memo->find(kAsker, window));
  ASSERT_TRUE(memo->wants_last());
  memo->keep_last(window, std::move(traps), answer_at(begin));
}

TEST(WindowMemoTest, WantsWhatItSeesForTheSecondTime) {
  WindowMemo memo;
  EXPECT_EQ(memo.find(kAsker, "a window"), nullptr);
  EXPECT_FALSE(memo.wants_last());
  EXPECT_EQ(memo.find(kAsker, "a window"), nullptr);
  EXPECT_TRUE(memo.wants_last());
  memo.keep_last("a window", any_time(), answer_at(17));
  ASSERT_NE(memo.find(kAsker, "a window"), nullptr);
  EXPECT_EQ(memo.find(kAsker, "a window")->window_begin, 17U);
  EXPECT_EQ(memo.find(kAsker, "another window"), nullptr);
}

TEST(WindowMemoTest, AnswersWhoAsked) {
  WindowMemo memo;
  keep(&memo, "a window", any_time(), 1);
  EXPECT_EQ(memo.find(kOther, "a window"), nullptr);
  EXPECT_NE(memo.find(kAsker, "a window"), nullptr);
}

TEST(WindowMemoTest, TakesOtherTimesForTheSame) {
  WindowMemo memo;
  keep(&memo, "E0714 22:55:01.743690 x failed", any_time(), 1);
  EXPECT_NE(memo.find(kAsker, "E0714 22:55:02.000001 x failed"), nullptr);
  EXPECT_EQ(memo.find(kAsker, "E0715 22:55:02.000001 x failed"), nullptr) << "another day";
  EXPECT_EQ(memo.find(kAsker, "E0714 22:55:02.000001 y failed"), nullptr);
}

TEST(WindowMemoTest, DoesNotTakeOtherTimesForTheSameInSeveralLines) {
  WindowMemo memo;
  keep(&memo, "12:00:01 a\n12:00:01 b", any_time(), 1);
  EXPECT_NE(memo.find(kAsker, "12:00:01 a\n12:00:01 b"), nullptr);
  EXPECT_EQ(memo.find(kAsker, "12:00:01 a\n12:00:02 b"), nullptr);
}

TEST(WindowMemoTest, KeepsToTheBytesWhereTimesMatter) {
  WindowMemo memo;
  keep(&memo, "12:00:01 a", std::nullopt, 1);
  EXPECT_EQ(memo.find(kAsker, "12:00:02 a"), nullptr);
  EXPECT_FALSE(memo.wants_last()) << "the form was seen before, these bytes were not";
  EXPECT_EQ(memo.find(kAsker, "12:00:02 a"), nullptr);
  EXPECT_TRUE(memo.wants_last());
  EXPECT_NE(memo.find(kAsker, "12:00:01 a"), nullptr);
}

TEST(WindowMemoTest, IsNotTrapped) {
  BytePlace four;
  four.add('4');
  const DigitTrap trap = {{6, four}, {7, four}};
  WindowMemo memo;
  keep(&memo, "12:00:01 a", Traps(std::vector<DigitTrap>{trap}), 1);
  EXPECT_NE(memo.find(kAsker, "12:00:45 a"), nullptr);
  EXPECT_NE(memo.find(kAsker, "12:00:54 a"), nullptr);
  EXPECT_EQ(memo.find(kAsker, "12:00:44 a"), nullptr);
}

TEST(WindowMemoTest, LeavesLongWindowsAlone) {
  const std::string window(WindowMemo::kLongestKept + 1, 'x');
  WindowMemo memo;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(memo.find(kAsker, window), nullptr);
    EXPECT_FALSE(memo.wants_last());
  }
}

// What comes once does not drive out what comes again.
TEST(WindowMemoTest, KeepsWhatComesAgain) {
  WindowMemo memo;
  keep(&memo, "a window", any_time(), 1);
  for (int i = 0; i < 10'000; ++i) static_cast<void>(memo.find(kAsker, "window " + std::to_string(i)));
  EXPECT_NE(memo.find(kAsker, "a window"), nullptr);
}

TEST(WindowMemoTest, ForgetsAllWhenItIsFull) {
  WindowMemo memo;
  const auto window = [](int i) { return std::string(WindowMemo::kLongestKept - 10, 'x') + std::to_string(i); };
  const int more_than_fit = static_cast<int>(WindowMemo::kMostBytes / WindowMemo::kLongestKept) + 100;
  std::size_t known = 0;
  for (int i = 0; i < more_than_fit; ++i) keep(&memo, window(i), std::nullopt, 1);
  for (int i = 0; i < more_than_fit; ++i) known += memo.find(kAsker, window(i)) != nullptr ? 1 : 0;
  EXPECT_GT(known, 0U) << "the last one at least";
  EXPECT_LE(known * WindowMemo::kLongestKept, WindowMemo::kMostBytes);
  EXPECT_NE(memo.find(kAsker, window(more_than_fit - 1)), nullptr);
}

}  // namespace
}  // namespace telltale::internal
