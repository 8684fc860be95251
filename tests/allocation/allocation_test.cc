// A clean text costs no allocation, and neither does one that holds a word of messages by chance; nor through the C
// ABI.
#include <gtest/gtest.h>
#include <telltale/telltale.h>
#include <telltale/telltale_c.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "allocation/allocations.h"
#include "c_handles.h"

namespace telltale {
namespace {

using testing::allocations;

const Classifier& classifier() {
  static const Classifier built_in = *Classifier::create();
  return built_in;
}

// In a call behind the first ones, which fill what a thread keeps.
std::size_t allocations_of(std::string_view text) {
  std::size_t found = 0;
  const auto classify = [&] {
    found = 0;
    classifier().classify(text, [&](const Match& /*match*/) {
      ++found;
      return true;
    });
  };
  for (int i = 0; i < 3; ++i) classify();
  const std::size_t before = allocations();
  classify();
  EXPECT_EQ(found, 0U) << text.substr(0, 100);
  return allocations() - before;
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all.append(text);
  return all;
}

const std::string kClean = "I0501 10:00:00.000000       1 main.go:42] \"Starting\" version=\"v1.2.3\" port=8080\n";
const std::string kWord = "2024-05-01 10:00:00 the permission to read /var/lib/data was denied to alice\n";

TEST(Allocations, AreCounted) {
  const std::size_t before = allocations();
  const std::string text(1000, 'x');
  EXPECT_EQ(allocations() - before, 1U);
}

TEST(Allocations, NoneForACleanText) {
  EXPECT_EQ(allocations_of(""), 0U);
  EXPECT_EQ(allocations_of(kClean), 0U);
  EXPECT_EQ(allocations_of(repeated(kClean, 10)), 0U);
  EXPECT_EQ(allocations_of(repeated(kClean, 100'000)), 0U);
}

TEST(Allocations, NoneForAWordByChance) {
  EXPECT_EQ(allocations_of(kWord), 0U);
  EXPECT_EQ(allocations_of(repeated(kWord, 1000)), 0U);
}

TEST(Allocations, NoneThroughC) {
  const testing::CClassifier made = testing::c_classifier();
  for (const std::string& text : {std::string(), kClean, repeated(kClean, 100'000), repeated(kWord, 1000)}) {
    testing::Told told;
    const auto classify = [&] {
      telltale_classify(made.get(), text.data(), text.size(), testing::keep_told, &told, nullptr);
    };
    for (int i = 0; i < 3; ++i) classify();
    const std::size_t before = allocations();
    classify();
    EXPECT_EQ(allocations() - before, 0U) << text.substr(0, 100);
    EXPECT_TRUE(told.empty());
  }
}

}  // namespace
}  // namespace telltale
