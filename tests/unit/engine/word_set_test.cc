// Every way to look for words against the obvious one.
#include "engine/word_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <random>
#include <set>
#include <thread>

#include "unit/engine/texts.h"

namespace telltale::internal {
namespace {

struct Way {
  std::string name;
  std::function<Result<std::unique_ptr<WordSet>>(const std::vector<std::string>&)> compile;
};

std::vector<Way> ways() {
  std::vector<Way> all;
  const std::pair<const char*, WordFilter> filters[] = {{"Portable", WordFilter::kPortable},
                                                        {"Ssse3", WordFilter::kSsse3},
                                                        {"Avx2", WordFilter::kAvx2},
                                                        {"Avx512", WordFilter::kAvx512},
                                                        {"Vbmi", WordFilter::kVbmi}};
  for (const auto& [name, filter] : filters) {
    if (!runs_here(filter)) continue;
    all.push_back({name, [filter = filter](const auto& words) { return compile_filtered_words(words, filter); }});
  }
  for (const Engine engine : available_engines()) {
    all.push_back({engine == Engine::kHyperscan ? "Hyperscan" : "Re2",
                   [engine](const auto& words) { return compile_word_set(engine, words); }});
  }
  all.push_back({"Auto", [](const auto& words) { return compile_word_set(Engine::kAuto, words); }});
  return all;
}

class WordSetTest : public testing::TestWithParam<Way> {
 protected:
  [[nodiscard]] static std::unique_ptr<WordSet> compile(const std::vector<std::string>& words) {
    Result<std::unique_ptr<WordSet>> set = GetParam().compile(words);
    EXPECT_TRUE(set.has_value());
    return *std::move(set);
  }
};

INSTANTIATE_TEST_SUITE_P(Ways, WordSetTest, testing::ValuesIn(ways()), [](const auto& way) { return way.param.name; });

using Ends = std::set<std::uint32_t>;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

Ends naive(const std::vector<std::string>& words, std::string_view text) {
  Ends ends;
  const std::string low = lower(text);
  for (const std::string& word : words) {
    const std::string wanted = lower(word);
    for (std::size_t at = low.find(wanted); at != std::string::npos; at = low.find(wanted, at + 1)) {
      ends.insert(static_cast<std::uint32_t>(at + wanted.size()));
    }
  }
  return ends;
}

Ends found(const WordSet& set, std::string_view text) {
  const PaddedText padded(text);
  std::vector<std::uint32_t> ends;
  EXPECT_EQ(set.find(padded.view(), text.size() + 1, &ends), text.size());
  EXPECT_TRUE(std::is_sorted(ends.begin(), ends.end()));
  if (text.size() <= kShortText) {
    const std::vector<char> exact(text.begin(), text.end());
    EXPECT_EQ(set.occur_in({exact.data(), exact.size()}), !ends.empty());
  }
  return {ends.begin(), ends.end()};
}

TEST_P(WordSetTest, FindsTheEndOfEachWord) {
  const auto set = compile({"webhook", "x509", "refused"});
  EXPECT_EQ(found(*set, "a webhook, x509: refused"), (Ends{9, 15, 24}));
  EXPECT_EQ(found(*set, "webhook"), (Ends{7}));
  EXPECT_EQ(found(*set, "webhoo"), Ends{});
  EXPECT_EQ(found(*set, ""), Ends{});
}

TEST_P(WordSetTest, CaseOfLettersDoesNotCount) {
  const auto set = compile({"webHook", "a-b_c@"});
  EXPECT_EQ(found(*set, "WEBHOOK webhook wEbHoOk"), (Ends{7, 15, 23}));
  EXPECT_EQ(found(*set, "A-B_C@"), (Ends{6}));
  EXPECT_EQ(found(*set, "a\rb_c@"), Ends{});  // '-' and CR differ in the bit that letters' cases differ in
  EXPECT_EQ(found(*set,
                  "a-b\x7f"
                  "c@"),
            Ends{});
  EXPECT_EQ(found(*set, "a-b_c`"), Ends{});
}

TEST_P(WordSetTest, BytesBeyondAsciiCountAsTheyAre) {
  const auto set = compile({"\xc3\xa9tape", "\xff\xfe\xfd\xfc"});
  EXPECT_EQ(found(*set, "une \xc3\xa9tape \xff\xfe\xfd\xfc"), (Ends{10, 15}));
  EXPECT_EQ(found(*set, "une \xc3\x89tape"), Ends{});
  EXPECT_EQ(found(*set, "une \xe3\xa9tape"), Ends{});
}

TEST_P(WordSetTest, WordsInsideWordsAndOverEachOther) {
  const auto set = compile({"abab", "ababab", "baba", "webhook", "hook", "webh"});
  for (const char* text : {"abababab", "xwebhookx", "webwebhookhook", "babababababab"}) {
    EXPECT_EQ(found(*set, text), naive({"abab", "ababab", "baba", "webhook", "hook", "webh"}, text)) << text;
  }
}

TEST_P(WordSetTest, EverySizeAndPlace) {
  const std::vector<std::string> words = {"needle", "pins", "haystacks"};
  const auto set = compile(words);
  for (std::size_t size = 0; size <= 200; ++size) {
    for (const std::string& word : words) {
      EXPECT_EQ(found(*set, std::string(size, 'n') + word), (Ends{static_cast<std::uint32_t>(size + word.size())}));
      EXPECT_EQ(found(*set, word + std::string(size, 'e')), (Ends{static_cast<std::uint32_t>(word.size())}));
      EXPECT_EQ(found(*set, std::string(size, 'n') + word.substr(0, word.size() - 1)), Ends{});
    }
  }
}

TEST_P(WordSetTest, NoWordsAreNeverFound) { EXPECT_EQ(found(*compile({}), "some text of words"), Ends{}); }

TEST_P(WordSetTest, AnEmptyTextHasNoAddress) {
  std::vector<std::uint32_t> ends;
  EXPECT_EQ(compile({"word"})->find({}, 10, &ends), 0U);
  EXPECT_TRUE(ends.empty());
}

TEST_P(WordSetTest, ReadsNoFurtherThanThePadding) {
  const auto set = compile({"needle", "pins"});
  GuardedMemory memory(8192);
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string text = std::string(size, 'p') + "pins";
    std::vector<std::uint32_t> ends;
    EXPECT_EQ(set->find(memory.place(text, kTextPadding), 100, &ends), text.size());
    EXPECT_EQ(ends, (std::vector<std::uint32_t>{static_cast<std::uint32_t>(text.size())}));
  }
}

TEST_P(WordSetTest, WhatIsBehindTheTextIsNotFound) {
  const auto set = compile({"needle"});
  const std::string text = "a needle";
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string behind = text + std::string(kTextPadding, 'x');
    std::vector<std::uint32_t> ends;
    set->find(std::string_view(behind).substr(0, size), 100, &ends);
    EXPECT_TRUE(ends.empty()) << size;
  }
}

// Small alphabets make many words and near misses.
std::string random_text(std::mt19937* random, std::size_t size) {
  static constexpr std::string_view kBytes = "aabbcAB-\n\xc3";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) text += kBytes[(*random)() % kBytes.size()];
  return text;
}

TEST_P(WordSetTest, EqualsTheNaiveSearch) {
  std::mt19937 random(509);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> words;
    const std::size_t count = 1 + random() % 40;
    while (words.size() < count) words.push_back(lower(random_text(&random, 4 + random() % 6)));
    const auto set = compile(words);
    for (int i = 0; i < 20; ++i) {
      const std::string text = random_text(&random, random() % 700);
      EXPECT_EQ(found(*set, text), naive(words, text)) << text;
    }
  }
}

// Reading on from where a call stopped misses nothing, whatever the number of hits asked for.
TEST_P(WordSetTest, StopsAndGoesOn) {
  std::mt19937 random(31);
  const std::vector<std::string> words = {"aaaa", "aaaaaa", "abab", "baab"};
  const auto set = compile(words);
  for (int round = 0; round < 200; ++round) {
    const PaddedText text(random_text(&random, random() % 2000) + std::string(random() % 300, 'a'));
    Ends all;
    std::size_t done = 0;
    for (int calls = 0; done < text.view().size(); ++calls) {
      ASSERT_LT(calls, 4000);
      const std::size_t begin = done - std::min<std::size_t>(done, 5);
      std::vector<std::uint32_t> ends = {7777777};
      const std::size_t read = begin + set->find(text.view().substr(begin), kLongestWord, &ends);
      EXPECT_EQ(ends.front(), 7777777U);
      ends.erase(ends.begin());
      for (const std::uint32_t end : ends) {
        EXPECT_LE(begin + end, read);
        all.insert(static_cast<std::uint32_t>(begin + end));
      }
      ASSERT_GT(read, done);
      done = read;
    }
    EXPECT_EQ(all, naive(words, text.view()));
  }
}

TEST_P(WordSetTest, LengthsOutsideTheBoundsAreProblems) {
  const Result<std::unique_ptr<WordSet>> set = GetParam().compile({"fine", "tls", "", std::string(33, 'x')});
  ASSERT_FALSE(set.has_value());
  ASSERT_EQ(set.problems().size(), 3U);
  for (const Problem& problem : set.problems()) EXPECT_EQ(problem.code, "pattern-engine");
  EXPECT_NE(set.problems()[0].message.find("'tls'"), std::string::npos) << set.problems()[0].message;
}

TEST_P(WordSetTest, SaysHowItLooks) { EXPECT_FALSE(compile({"word"})->method().empty()); }

TEST_P(WordSetTest, IsSharedByThreads) {
  const auto set = compile({"needle", "pins"});
  std::vector<std::thread> threads;
  std::vector<int> wrong(8, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      const PaddedText text(std::string(t * 40, 'x') + "needle" + std::string(t, 'y') + "PINS");
      for (int i = 0; i < 3000; ++i) {
        std::vector<std::uint32_t> ends;
        set->find(text.view(), 100, &ends);
        if (ends != std::vector<std::uint32_t>{static_cast<std::uint32_t>(t * 40 + 6),
                                               static_cast<std::uint32_t>(t * 41 + 10)}) {
          ++wrong[t];
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8, 0));
}

}  // namespace
}  // namespace telltale::internal
