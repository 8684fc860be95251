// Many texts at once: the answers of one call for each.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"
#include "corpus_texts.h"
#include "told.h"

namespace telltale {
namespace {

using testing::kKubectl;
using testing::kKyverno;
using testing::kRefused;
using testing::shared_classifier;
using testing::to_utf16;
using testing::with_shared_pack;

using ByText = std::vector<std::pair<std::size_t, std::string>>;

// Matches by text, and the limits that were hit.
struct BatchAnswer {
  ByText matches;
  ByText limits;
  bool operator==(const BatchAnswer&) const = default;
};

std::string told(Limits limits) {
  std::string out;
  for (const Limit limit : {Limit::kMessageLength, Limit::kMatches, Limit::kWork}) {
    if (limits.has(limit)) out += std::string(to_string(limit)) + " ";
  }
  return out;
}

BatchAnswer one_by_one(const std::vector<std::string_view>& texts) {
  BatchAnswer answer;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const Classification found = shared_classifier().classify(texts[i]);
    for (const Match& match : found) answer.matches.emplace_back(i, testing::told(match));
    if (!found.limits.none()) answer.limits.emplace_back(i, told(found.limits));
  }
  return answer;
}

BatchAnswer together(const std::vector<std::string_view>& texts) {
  BatchAnswer answer;
  const auto keep = [&](std::size_t text, const Match& match) {
    answer.matches.emplace_back(text, testing::told(match));
    return true;
  };
  for (const TextLimits& hit : shared_classifier().classify_batch(texts, keep))
    answer.limits.emplace_back(hit.text, told(hit.limits));
  return answer;
}

// `texts` one behind the other, as the rows of a column.
std::pair<std::string, std::vector<std::string_view>> as_column(const std::vector<std::string>& texts) {
  std::pair<std::string, std::vector<std::string_view>> column;
  for (const std::string& text : texts) column.first += text;
  std::size_t at = 0;
  for (const std::string& text : texts) {
    column.second.push_back(std::string_view(column.first).substr(at, text.size()));
    at += text.size();
  }
  return column;
}

void expect_the_same(const std::vector<std::string>& texts, std::size_t least) {
  const std::vector<std::string_view> scattered(texts.begin(), texts.end());
  const BatchAnswer expected = one_by_one(scattered);
  EXPECT_GE(expected.matches.size(), least);
  EXPECT_TRUE(together(scattered) == expected);
  const auto column = as_column(texts);
  EXPECT_TRUE(together(column.second) == expected);
}

TEST(Batch, OfNothingHasNothing) {
  EXPECT_EQ(together({}).matches, ByText{});
  EXPECT_EQ(together({""}).matches, ByText{});
  EXPECT_EQ(together({"", std::string_view(), ""}).matches, ByText{});
}

TEST(Batch, SaysWhichTextMatches) {
  const std::vector<std::string> texts = {"", "clean", kKubectl, "", "", kKyverno, "clean", kRefused, ""};
  expect_the_same(texts, 3);
  EXPECT_EQ(together({texts.begin(), texts.end()}).matches.at(1).first, 5U);
}

TEST(Batch, TextsAreApart) {
  const std::size_t middle = kRefused.size() / 2;
  const auto column = as_column({kRefused.substr(0, middle), kRefused.substr(middle)});
  EXPECT_TRUE(together(column.second) == one_by_one(column.second));
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at < kKubectl.size(); at += 7) pieces.push_back(kKubectl.substr(at, 7));
  expect_the_same(pieces, 0);
}

TEST(Batch, ReadsOtherEncodings) {
  expect_the_same({"clean", to_utf16(kRefused, true), "clean", to_utf16(kRefused, false), kRefused,
                   std::string(3, '\0'), "a" + std::string(1, '\0') + kRefused},
                  4);
}

TEST(Batch, ReadsTextsOfAllLengths) {
  std::vector<std::string> texts;
  for (const std::size_t length : {1U, 100U, 4000U, 4095U, 4096U, 5000U, 127'000U, 140'000U, 300'000U, 10U}) {
    texts.push_back(std::string(length, 'x'));
    texts.push_back(std::string(length, ' ') + kRefused);
    texts.push_back(kRefused + "\n" + std::string(length, 'y'));
  }
  expect_the_same(texts, 20);
}

TEST(Batch, OfTheCorpusIsTheCorpus) {
  const std::vector<std::string> texts = testing::corpus_texts();
  expect_the_same(texts, texts.size() / 2);
}

TEST(Batch, OfPiecesInAnyOrderIsTheSame) {
  std::mt19937 random(5);
  const std::vector<std::string> messages = {kRefused, kKubectl, kKyverno, "no endpoints", "x509: ", "", "webhook"};
  for (int round = 0; round < 30; ++round) {
    std::vector<std::string> texts;
    for (std::size_t i = random() % 400; i > 0; --i) {
      std::string text = messages[random() % messages.size()];
      text.resize(random() % (text.size() + 1));
      if (random() % 2 == 0) text = messages[random() % messages.size()] + text;
      texts.push_back(std::move(text));
    }
    expect_the_same(texts, 0);
  }
}

TEST(Batch, StopsWhenToldTo) {
  const std::vector<std::string_view> texts(100, kRefused);
  std::size_t seen = 0;
  const auto stop = [&](std::size_t text, const Match& /*match*/) {
    EXPECT_EQ(text, seen);
    return ++seen < 3;
  };
  EXPECT_TRUE(shared_classifier().classify_batch(texts, stop).empty());
  EXPECT_EQ(seen, 3U);
}

TEST(Batch, SaysWhichTextHitALimit) {
  ClassifierOptions options = with_shared_pack();
  options.max_matches = 1;
  const Classifier classifier = *Classifier::create(options);
  const std::string two = "- " + kRefused + "\n- " + kKyverno + "\n";
  const std::vector<std::string_view> texts = {"clean", kRefused, two, "clean", two};
  std::size_t found = 0;
  const std::vector<TextLimits> hit =
      classifier.classify_batch(texts, [&](std::size_t, const Match&) { return ++found, true; });
  EXPECT_EQ(found, 3U);
  ASSERT_EQ(hit.size(), 2U);
  EXPECT_EQ(hit[0].text, 2U);
  EXPECT_EQ(hit[1].text, 4U);
  EXPECT_TRUE(hit[1].limits.has(Limit::kMatches));
}

TEST(Batch, ASinkMayCallIt) {
  const std::vector<std::string_view> texts = {kRefused, "clean", kKyverno};
  std::size_t inner = 0;
  static_cast<void>(shared_classifier().classify_batch(texts, [&](std::size_t, const Match&) {
    static_cast<void>(
        shared_classifier().classify_batch(texts, [&](std::size_t, const Match&) { return ++inner, true; }));
    return true;
  }));
  EXPECT_EQ(inner, 4U);
}

}  // namespace
}  // namespace telltale
