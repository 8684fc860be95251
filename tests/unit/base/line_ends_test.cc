#include "base/line_ends.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "random.h"

namespace telltale::internal {
namespace {

TEST(LineEnds, NoneInAnEmptyText) { EXPECT_EQ(count_line_ends({}), 0U); }

TEST(LineEnds, AreAllCountedWhereverATextBeginsAndEnds) {
  telltale::testing::Random random(1);
  std::string text;
  for (int i = 0; i < 40'000; ++i) text.push_back(random.below(3) == 0 ? '\n' : 'a');
  for (int i = 0; i < 500; ++i) {
    const std::size_t begin = random.below(200);
    const std::string_view part = std::string_view(text).substr(begin, random.below(i % 2 == 0 ? 300 : 39'000));
    ASSERT_EQ(count_line_ends(part), static_cast<std::size_t>(std::count(part.begin(), part.end(), '\n')));
  }
}

TEST(LineEnds, ALaneCountsFurtherThanAByte) { EXPECT_EQ(count_line_ends(std::string(100'000, '\n')), 100'000U); }

}  // namespace
}  // namespace telltale::internal
