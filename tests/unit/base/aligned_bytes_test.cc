#include "base/aligned_bytes.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <limits>
#include <string>

namespace telltale::internal {
namespace {

TEST(AlignedBytes, AreAlignedAndPadded) {
  for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 100'000U}) {
    auto bytes = AlignedBytes::allocate(size);
    ASSERT_TRUE(bytes);
    std::memset(bytes->data(), 'x', size);
    EXPECT_EQ(bytes->view(), std::string(size, 'x'));
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(bytes->data()) % AlignedBytes::kAlignment, 0U);
    EXPECT_EQ(std::string(bytes->data() + size, AlignedBytes::kPadding), std::string(AlignedBytes::kPadding, '\0'));
  }
}

TEST(AlignedBytes, StayWhereTheyAreWhenTheyAreMoved) {
  auto bytes = AlignedBytes::allocate(3);
  ASSERT_TRUE(bytes);
  std::memcpy(bytes->data(), "abc", 3);
  const std::string_view before = bytes->view();
  AlignedBytes moved = std::move(*bytes);
  EXPECT_EQ(moved.view().data(), before.data());
  EXPECT_EQ(moved.view(), "abc");
  EXPECT_EQ(bytes->view(), "");  // NOLINT(bugprone-use-after-move): what is left is empty
  *bytes = std::move(moved);
  EXPECT_EQ(bytes->view(), "abc");
}

TEST(AlignedBytes, NoSuchMemoryIsNoError) {
  EXPECT_FALSE(AlignedBytes::allocate(std::numeric_limits<std::size_t>::max()));
}

}  // namespace
}  // namespace telltale::internal
