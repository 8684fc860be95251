#include "line_ends.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "base/line_ends.h"
#include "random.h"

namespace telltale::cli {
namespace {

TEST(CliLineEnds, AreThoseOfTheLibrary) {
  telltale::testing::Random random(2);
  std::string text;
  for (int i = 0; i < 60'000; ++i) text.push_back(random.one_in(2) ? '\n' : 'a');
  for (int i = 0; i < 300; ++i) {
    const std::size_t begin = random.below(200);
    const std::string_view part = std::string_view(text).substr(begin, random.below(i % 2 == 0 ? 300 : 59'000));
    ASSERT_EQ(count_line_ends(part), internal::count_line_ends(part));
  }
  EXPECT_EQ(count_line_ends({}), 0U);
  EXPECT_EQ(count_line_ends(std::string(100'000, '\n')), 100'000U);
}

}  // namespace
}  // namespace telltale::cli
