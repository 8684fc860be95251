// Texts made of fragments of what is looked for: nothing about them depends on the engine, and places are counted right
// where many candidates stand close together.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "api/shared_classifier.h"

namespace telltale {
namespace {

constexpr std::size_t kBytes = std::size_t{96} << 10U;

std::vector<std::string> wanted_texts() {
  std::vector<std::string> texts;
  for (const Signature& signature : testing::shared_pack().signatures()) {
    for (const Example& example : signature.examples) texts.push_back(example.text);
  }
  return texts;
}

// `line_every` 0: one line.
std::string fragments(std::size_t line_every) {
  const std::vector<std::string> texts = wanted_texts();
  std::mt19937 random(5);
  std::string text;
  while (text.size() < kBytes) {
    const std::string& whole = texts[random() % texts.size()];
    std::string piece = whole.substr(random() % whole.size(), 3 + random() % 60);
    std::replace(piece.begin(), piece.end(), '\n', ' ');
    text += piece;
    if (line_every != 0 && random() % line_every == 0) text += '\n';
  }
  return text;
}

const Classifier& classifier_of(Engine engine) { return testing::shared_classifier(engine, Confidence::kLow); }

std::vector<std::string> told(const Classification& classification) {
  std::vector<std::string> out;
  for (const Match& match : classification) {
    out.push_back(std::string(match.signature) + " " + std::to_string(match.begin) + "-" + std::to_string(match.end) +
                  " " + std::to_string(match.line) + ":" + std::to_string(match.column));
  }
  out.emplace_back(classification.limits.has(Limit::kWork) ? "work" : "");
  return out;
}

class HostileTest : public ::testing::TestWithParam<std::size_t> {};

TEST_P(HostileTest, TheEnginesGiveTheSameAnswer) {
  const std::string text = fragments(GetParam());
  const std::vector<std::string> answer = told(classifier_of(Engine::kAuto).classify(text));
  EXPECT_GT(answer.size(), 5U);
  EXPECT_EQ(answer, told(classifier_of(Engine::kRe2).classify(text)));
}

TEST_P(HostileTest, PlacesAreCountedRightAndInOrder) {
  const std::string text = fragments(GetParam());
  std::uint64_t last = 0;
  for (const Match& match : classifier_of(Engine::kAuto).classify(text)) {
    EXPECT_GE(match.begin, last);
    last = match.begin;
    const std::string before = text.substr(0, match.begin);
    EXPECT_EQ(match.line, 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
    EXPECT_EQ(match.column, before.size() - (before.rfind('\n') + 1) + 1);
    EXPECT_LE(match.end, text.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileTest, ::testing::Values(0, 2, 20));

}  // namespace
}  // namespace telltale
