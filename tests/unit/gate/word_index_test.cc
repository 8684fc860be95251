#include "gate/word_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {
namespace {

WordIndex index_of(const std::vector<std::string>& words) {
  WordIndex index;
  for (const std::string& word : words) index.add(word);
  index.finish();
  return index;
}

// The numbers that are called, with one for each place.
std::multiset<std::uint32_t> numbers_in(const WordIndex& index, std::string_view text) {
  std::string padded(WordIndex::kPaddingBefore, '#');
  padded += text;
  padded += std::string(WordIndex::kPaddingBehind, '#');
  std::multiset<std::uint32_t> numbers;
  index.find(std::string_view(padded).substr(WordIndex::kPaddingBefore, text.size()),
             [&](std::uint32_t number) { numbers.insert(number); });
  return numbers;
}

std::multiset<std::uint32_t> search_naively(const std::vector<std::string>& words, std::string_view text) {
  std::multiset<std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    for (std::size_t at = text.find(words[i]); at != std::string_view::npos; at = text.find(words[i], at + 1))
      numbers.insert(i);
  }
  return numbers;
}

TEST(WordIndex, FindsEachWordAtEachPlace) {
  const WordIndex index = index_of({"webhook", "hook", "certificateauthority"});
  using Numbers = std::multiset<std::uint32_t>;
  EXPECT_EQ(numbers_in(index, "webhook"), (Numbers{0, 1}));
  EXPECT_EQ(numbers_in(index, "hookhook"), (Numbers{1, 1}));
  EXPECT_EQ(numbers_in(index, "unknowncertificateauthority"), (Numbers{2}));
  EXPECT_EQ(numbers_in(index, "ificateauthority"), Numbers());
  EXPECT_EQ(numbers_in(index, "hoo"), Numbers());
  EXPECT_EQ(numbers_in(index, ""), Numbers());
  EXPECT_EQ(index.words().size(), 3U);
}

TEST(WordIndex, FindsWhatEndsATextOnlyThere) {
  const WordIndex index = index_of({"webhook", "hook"});
  const std::string padded = std::string(WordIndex::kPaddingBefore, '#') + "a webhook";
  std::vector<std::uint32_t> numbers;
  const auto note = [&](std::uint32_t number) { numbers.push_back(number); };
  index.find_at_end(std::string_view(padded).substr(WordIndex::kPaddingBefore), note);
  std::sort(numbers.begin(), numbers.end());
  EXPECT_EQ(numbers, (std::vector<std::uint32_t>{0, 1}));
  numbers.clear();
  index.find_at_end(std::string_view(padded).substr(WordIndex::kPaddingBefore, 8), note);
  index.find_at_end(std::string_view(padded).substr(padded.size() - 3), note);
  EXPECT_TRUE(numbers.empty());
}

TEST(WordIndex, EqualsTheNaiveSearch) {
  std::mt19937 random(5);
  const auto letters = [&](std::size_t least, std::size_t most) {
    std::string text;
    for (std::size_t size = least + random() % (most - least + 1); size > 0; --size)
      text.push_back(static_cast<char>('a' + random() % 3));
    return text;
  };
  for (int round = 0; round < 60; ++round) {
    std::set<std::string> different;
    while (different.size() < 40) different.insert(letters(4, 11));
    const std::vector<std::string> words(different.begin(), different.end());
    const WordIndex index = index_of(words);
    for (int text = 0; text < 40; ++text) {
      const std::string some = letters(0, 200);
      ASSERT_EQ(numbers_in(index, some), search_naively(words, some)) << some;
    }
  }
}

}  // namespace
}  // namespace telltale::internal
