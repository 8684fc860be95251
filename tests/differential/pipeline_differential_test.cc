// The whole pipeline with Hyperscan and with RE2 alone, with the gate and without it, on the development corpus and on
// mutations of it: four ways, one answer.
//
// TELLTALE_TEST_SCALE=N makes it N times as many texts.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <cstdio>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "classify/compiled_set.h"
#include "classify/scan.h"
#include "corpus_texts.h"
#include "effort.h"
#include "told.h"

namespace telltale {
namespace {

// One way through the pipeline.
class Way {
 public:
  Way(Engine engine, bool with_gate, Confidence least = Confidence::kLow) : with_gate_(with_gate), least_(least) {
    ClassifierOptions options;
    options.engine = engine;
    options.min_confidence = least;
    set_ = *internal::compile(options);
  }

  [[nodiscard]] std::set<std::string> classify(const std::string& text) const {
    std::set<std::string> out;
    const internal::Scan::Sink sink = [&](const Match& match) { return out.insert(testing::told(match)), true; };
    const internal::ScanOptions options{least_, 10'000};
    internal::Scan scan(*set_, options, text, sink);
    if (with_gate_)
      scan.run();
    else
      scan.trace();
    return out;
  }

 private:
  bool with_gate_;
  Confidence least_;
  std::shared_ptr<const internal::CompiledSet> set_;
};

// Small damage of the kinds that copying and wrapping do, and plain noise.
std::string mutate(std::string text, const std::vector<std::string>& others, std::mt19937* random) {
  const auto pick = [&](std::size_t below) { return static_cast<std::size_t>((*random)() % (below + 1)); };
  for (std::size_t times = 1 + pick(3); times > 0; --times) {
    const std::size_t at = pick(text.size());
    switch (pick(7)) {
      case 0:
        text.insert(at, "\n");
        break;
      case 1:
        text.insert(at, "\n  > ");
        break;
      case 2:
        text.erase(at, 1 + pick(8));
        break;
      case 3:
        text.insert(at, 1, static_cast<char>(pick(255)));
        break;
      case 4:
        text.insert(at, "\\\"");
        break;
      case 5:
        text.insert(at, " ");
        break;
      case 6:
        text += "\n" + others[pick(others.size() - 1)];
        break;
      default:
        text = text.substr(at) + text.substr(0, at);
        break;
    }
  }
  return text;
}

std::vector<Way> engines(bool with_gate) {
  std::vector<Way> ways;
  ways.emplace_back(Engine::kRe2, with_gate);
#if TELLTALE_HAVE_HYPERSCAN
  ways.emplace_back(Engine::kHyperscan, with_gate);
#endif
  return ways;
}

TEST(PipelineDifferentialTest, TheEnginesGiveTheSameAnswer) {
  for (const bool with_gate : {false, true}) {
    const std::vector<Way> ways = engines(with_gate);
    const std::vector<std::string> texts = testing::corpus_texts();
    const std::size_t count = testing::effort(2000);
    std::mt19937 random(20220908);
    std::size_t found = 0;
    for (std::size_t i = 0; i < texts.size() + count; ++i) {
      const std::string text = i < texts.size() ? texts[i] : mutate(texts[random() % texts.size()], texts, &random);
      const std::set<std::string> expected = ways[0].classify(text);
      found += expected.size();
      for (const Way& way : ways) ASSERT_EQ(way.classify(text), expected) << text;
    }
    std::printf("note: %zu texts, %zu matches, %zu engines\n", texts.size() + count, found, ways.size());
    EXPECT_GT(found, texts.size());
  }
}

// A wrap may break one word of a message anywhere: the gate looks for two, so it still lets everything through.
TEST(PipelineDifferentialTest, TheGateLosesNothing) {
  const Way gated(Engine::kAuto, true, Confidence::kMedium);
  const Way open(Engine::kAuto, false, Confidence::kMedium);
  const std::vector<std::string> texts = testing::corpus_texts();
  const std::size_t count = testing::effort(4000);
  std::mt19937 random(1984);
  for (std::size_t i = 0; i < texts.size() + count; ++i) {
    std::string text = texts[i % texts.size()];
    if (i >= texts.size()) text.insert(random() % (text.size() + 1), "\n    ");
    ASSERT_EQ(gated.classify(text), open.classify(text)) << text;
  }
  std::printf("note: %zu texts with and without the gate\n", texts.size() + count);
}

}  // namespace
}  // namespace telltale
