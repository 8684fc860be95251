// What a stream tells, wherever its pieces are cut, against the whole text: the texts of the development corpus, alone
// and one behind the other. Many are told by what stands around them, which a piece may not have.
//
// TELLTALE_TEST_SCALE=N makes it N times as many pieces.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "corpus_texts.h"
#include "effort.h"
#include "told.h"

namespace telltale {
namespace {

using Answers = std::vector<std::string>;

const Classifier& classifier() {
  static const Classifier kClassifier = *Classifier::create();
  return kClassifier;
}

Answers whole(const std::string& text) {
  Answers answers;
  for (const Match& match : classifier().classify(text)) answers.push_back(testing::told(match));
  return answers;
}

template <typename NextEnd>
Answers in_pieces(const std::string& text, const NextEnd& next_end) {
  Answers answers;
  const Stream::Sink sink = [&](const Match& match) { return answers.push_back(testing::told(match)), true; };
  Stream stream(classifier());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(next_end(at), text.size());
    stream.feed(std::string_view(text).substr(at, end - at), sink);
    at = end;
  }
  stream.finish(sink);
  return answers;
}

void expect_the_same_in_pieces(const std::string& text, std::mt19937* random) {
  const Answers expected = whole(text);
  EXPECT_EQ(in_pieces(text, [&](std::size_t at) { return std::min(text.find('\n', at), text.size()) + 1; }), expected)
      << "line by line:\n"
      << text;
  const std::size_t longest = 1 + text.size() / 3;
  EXPECT_EQ(in_pieces(text, [&](std::size_t at) { return at + 1 + (*random)() % longest; }), expected)
      << "in pieces of at most " << longest << ":\n"
      << text;
}

TEST(StreamDifferentialTest, OfTextsAlone) {
  std::mt19937 random(1);
  const std::size_t rounds = testing::effort(1);
  for (const std::string& text : testing::corpus_texts()) {
    for (std::size_t round = 0; round < rounds; ++round) expect_the_same_in_pieces(text, &random);
  }
}

TEST(StreamDifferentialTest, OfTextsOneBehindTheOther) {
  std::mt19937 random(2);
  const std::vector<std::string> texts = testing::corpus_texts();
  for (std::size_t i = 0; i < testing::effort(60); ++i) {
    std::string text;
    for (std::size_t part = 0; part < 8; ++part) text += texts[random() % texts.size()] + "\n";
    expect_the_same_in_pieces(text, &random);
  }
}

}  // namespace
}  // namespace telltale
