#include "gate/gate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "unit/engine/texts.h"

namespace telltale::internal {
namespace {

class GateTest : public testing::TestWithParam<Engine> {
 protected:
  [[nodiscard]] static Gate gate(const std::vector<std::string>& words) {
    Result<Gate> made = Gate::create(GetParam(), GatePlan{words, {}});
    EXPECT_TRUE(made.has_value());
    return *std::move(made);
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, GateTest, testing::ValuesIn(available_engines()),
                         [](const auto& engine) { return engine.param == Engine::kHyperscan ? "Hyperscan" : "Re2"; });

using Ends = std::vector<std::size_t>;

Ends naive(const std::vector<std::string>& words, const std::string& text) {
  std::set<std::size_t> ends;
  std::string low = text;
  for (char& c : low) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  for (const std::string& word : words) {
    for (std::size_t at = low.find(word); at != std::string::npos; at = low.find(word, at + 1))
      ends.insert(at + word.size());
  }
  return {ends.begin(), ends.end()};
}

// The hits in a copy of `text` of exactly its size.
Ends hits(const Gate& gate, std::string_view text) {
  const std::unique_ptr<char[]> block(new char[text.size()]);
  if (!text.empty()) std::memcpy(block.get(), text.data(), text.size());
  Ends ends;
  gate.scan({block.get(), text.size()}, [&](std::size_t end) {
    ends.push_back(end);
    return end;
  });
  if (text.size() <= kShortText) {
    EXPECT_EQ(gate.finds_in({block.get(), text.size()}), !ends.empty()) << text;
  }
  return ends;
}

TEST_P(GateTest, SaysWhereWordsEnd) {
  const Gate found = gate({"webhook", "x509"});
  EXPECT_EQ(hits(found, "a Webhook and X509"), (Ends{9, 18}));
  EXPECT_EQ(hits(found, "nothing"), Ends{});
  EXPECT_EQ(hits(found, ""), Ends{});
  EXPECT_EQ(found.word_count(), 2U);
  EXPECT_FALSE(found.method().empty());
}

TEST_P(GateTest, TakesAnEmptyTextWithoutAddress) {
  gate({"webhook"}).scan({}, [](std::size_t) -> std::size_t {
    ADD_FAILURE();
    return 0;
  });
  EXPECT_FALSE(gate({"webhook"}).finds_in({}));
}

TEST_P(GateTest, WithoutWordsNothingIsHit) { EXPECT_EQ(hits(gate({}), std::string(5000, 'x')), Ends{}); }

TEST_P(GateTest, EverySizeOfTextAndEveryPlace) {
  const Gate found = gate({"needle", "pins"});
  for (std::size_t size = 0; size <= 1200; ++size) {
    EXPECT_EQ(hits(found, std::string(size, 'x') + "needle"), (Ends{size + 6})) << size;
    EXPECT_EQ(hits(found, "pins" + std::string(size, 'x')), (Ends{4})) << size;
  }
  std::string text(1000, '.');
  for (std::size_t at = 0; at + 6 <= text.size(); ++at) {
    std::string with = text;
    with.replace(at, 6, "neEDle");
    EXPECT_EQ(hits(found, with), (Ends{at + 6})) << at;
  }
}

TEST_P(GateTest, NeverReadsBehindTheText) {
  const Gate found = gate({"needle", "webhook", "etcd"});
  GuardedMemory memory(16384);
  for (std::size_t size = 0; size <= 1500; ++size) {
    const std::string text = std::string(size, 'n') + "etcd";
    Ends ends;
    found.scan(memory.place(text, 0), [&](std::size_t end) {
      ends.push_back(end);
      return end;
    });
    EXPECT_EQ(ends, (Ends{size + 4})) << size;
  }
}

TEST_P(GateTest, EqualsTheNaiveSearchOnRandomTexts) {
  std::mt19937 random(8);
  const std::vector<std::string> words = {"abab", "abcabc", "bcbc", "aaaaaaaa", "cabcab"};
  const Gate found = gate(words);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const std::size_t size = random() % 3000;
    while (text.size() < size) text += "aabbcABC.\n"[random() % 10];
    EXPECT_EQ(hits(found, text), naive(words, text));
  }
}

// Words on both sides of and across every cut between blocks of 1 MiB, and more hits in one block than are collected
// at once.
TEST_P(GateTest, CutsBetweenBlocksHideNothing) {
  const std::vector<std::string> words = {"needle", "haystack"};
  const Gate found = gate(words);
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  std::string text(3 * kMiB + 100, '-');
  for (std::size_t shift = 0; shift < 24; ++shift) {
    std::string with = text;
    for (std::size_t block = 1; block <= 3; ++block) {
      with.replace(block * kMiB - 12 - (block - 1) * 7 + shift, 8, "haystack");
    }
    EXPECT_EQ(hits(found, with), naive(words, with)) << shift;
  }
}

TEST_P(GateTest, MoreHitsThanAreCollectedAtOnce) {
  const std::vector<std::string> words = {"aaaa", "aaaaaaaa", "bbbb"};
  const Gate found = gate(words);
  std::string text(5000, 'a');
  text += std::string(3000, 'b') + "x" + std::string(700, 'a');
  EXPECT_EQ(hits(found, text), naive(words, text));
}

TEST_P(GateTest, GoesOnWhereTheHitSays) {
  const Gate found = gate({"needle"});
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a needle in line " + std::to_string(i) + "\n";
  const Ends all = naive({"needle"}, text);
  for (const std::size_t jump : {0U, 1U, 5U, 6U, 7U, 100U, 447U, 448U, 2000U}) {
    Ends expected;
    std::size_t done = 0;
    for (const std::size_t end : all) {
      if (end <= done) continue;
      expected.push_back(end);
      done = end + jump;
    }
    Ends ends;
    found.scan(text, [&](std::size_t end) {
      ends.push_back(end);
      return std::min(end + jump, text.size());
    });
    EXPECT_EQ(ends, expected) << jump;
  }
}

TEST_P(GateTest, StopsWhenToldTo) {
  const Gate found = gate({"needle"});
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "a needle\n";
  int count = 0;
  found.scan(text, [&](std::size_t) {
    ++count;
    return text.size();
  });
  EXPECT_EQ(count, 1);
}

TEST_P(GateTest, AScanWithinAScan) {
  const Gate found = gate({"needle"});
  const std::string text = "needle " + std::string(2000, 'x') + " needle needle";
  Ends outer;
  found.scan(text, [&](std::size_t end) {
    outer.push_back(end);
    EXPECT_EQ(hits(found, text), naive({"needle"}, text));
    return end;
  });
  EXPECT_EQ(outer, naive({"needle"}, text));
}

TEST_P(GateTest, ExceptionsOfTheHitPassThrough) {
  const Gate found = gate({"needle"});
  EXPECT_THROW(found.scan("a needle", [](std::size_t) -> std::size_t { throw std::runtime_error("no"); }),
               std::runtime_error);
  EXPECT_EQ(hits(found, "a needle"), (Ends{8}));
}

TEST_P(GateTest, WordsOfAnImpossibleLengthAreAProblem) {
  const Result<Gate> made = Gate::create(GetParam(), GatePlan{{"tls"}, {}});
  ASSERT_FALSE(made.has_value());
  EXPECT_EQ(made.problems()[0].code, "pattern-engine");
}

}  // namespace
}  // namespace telltale::internal
