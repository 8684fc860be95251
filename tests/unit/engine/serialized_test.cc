// Sets of patterns and words that were kept and restored say what they said.
#include <gtest/gtest.h>

#include "engine/pattern_set.h"
#include "engine/word_set.h"

namespace telltale::internal {
namespace {

std::string padded(std::string text) {
  text.append(kTextPadding, '\0');
  return text;
}

TEST(Serialized, PatternsFindTheSameAgain) {
  const std::vector<SetPattern> patterns = {{"refused", "a"}, {"fail(?:ed|ing) to [a-z]{1,9}", "b"}, {"^error", "c"}};
  for (const Engine engine : available_engines()) {
    const auto set = compile_pattern_set(engine, patterns);
    ASSERT_TRUE(set);
    const std::string bytes = (*set)->serialized();
    EXPECT_EQ(bytes.empty(), engine == Engine::kRe2);
    if (bytes.empty()) continue;
    const auto again = restore_pattern_set(engine, bytes, patterns.size());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->size(), patterns.size());
    for (const std::string text : {"it was refused", "error: failing to call", "nothing", "x\nerror"}) {
      std::vector<std::uint32_t> before;
      std::vector<std::uint32_t> after;
      const std::string room = padded(text);
      (*set)->find({room.data(), text.size()}, &before);
      again->find({room.data(), text.size()}, &after);
      EXPECT_EQ(after, before) << text;
    }
    EXPECT_FALSE(restore_pattern_set(engine, bytes.substr(0, bytes.size() / 2), patterns.size()));
    EXPECT_FALSE(restore_pattern_set(engine, "", patterns.size()));
  }
}

TEST(Serialized, WordsAreFoundAgainByEveryFilter) {
  const std::vector<std::string> words = {"webhook", "refused", "deadline", "x509", "timeout"};
  const std::string text = "The WebHook refused; x509: deadline, TIMEOUT webhoo refuse";
  const std::string room = padded(text);
  for (const WordFilter filter :
       {WordFilter::kPortable, WordFilter::kSsse3, WordFilter::kAvx2, WordFilter::kAvx512, WordFilter::kVbmi}) {
    if (!runs_here(filter)) continue;
    const auto set = compile_filtered_words(words, filter);
    ASSERT_TRUE(set);
    const std::string bytes = (*set)->serialized();
    const auto again = restore_word_set(bytes);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->method(), (*set)->method());
    EXPECT_EQ(again->serialized(), bytes);
    std::vector<std::uint32_t> before;
    std::vector<std::uint32_t> after;
    EXPECT_EQ(again->find({room.data(), text.size()}, SIZE_MAX, &after),
              (*set)->find({room.data(), text.size()}, SIZE_MAX, &before));
    EXPECT_EQ(after, before);
    EXPECT_EQ(before.size(), 5U);
    for (std::size_t size = 0; size < bytes.size(); size += 13) EXPECT_FALSE(restore_word_set(bytes.substr(0, size)));
  }
}

}  // namespace
}  // namespace telltale::internal
