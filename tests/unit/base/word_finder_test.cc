#include "base/word_finder.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

namespace telltale::internal {
namespace {

TEST(WordFinder, FindsWhatStringViewFinds) {
  // Every text of up to seven bytes of two letters, every word of up to four, every place.
  const auto spelled = [](unsigned bits, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) text.push_back((bits >> i & 1U) != 0 ? 'e' : 'z');
    return text;
  };
  for (std::size_t word_size = 0; word_size <= 4; ++word_size) {
    for (unsigned word = 0; word < 1U << word_size; ++word) {
      const WordFinder finder(spelled(word, word_size));
      for (std::size_t size = 0; size <= 7; ++size) {
        for (unsigned bits = 0; bits < 1U << size; ++bits) {
          const std::string text = spelled(bits, size);
          for (std::size_t from = 0; from <= size + 1; ++from)
            ASSERT_EQ(finder.find(text, from), text.find(finder.word(), from)) << finder.word() << " in " << text;
        }
      }
    }
  }
}

TEST(WordFinder, TakesAnyByte) {
  const std::string word("\0\xFF\n", 3);
  const std::string text = "a" + word.substr(0, 2) + word + "b";
  EXPECT_EQ(WordFinder(word).find(text), 3U);
  EXPECT_EQ(WordFinder(word).find({}), std::string::npos);
}

}  // namespace
}  // namespace telltale::internal
