// A stream gives the answers of the whole text, wherever its pieces are cut.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <random>
#include <string>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"
#include "told.h"

namespace telltale {
namespace {

using testing::kKyverno;
using testing::kRefused;
using testing::told;

const Classifier& classifier() { return testing::shared_classifier(); }

std::vector<std::string> whole(const std::string& text) {
  std::vector<std::string> out;
  for (const Match& match : classifier().classify(text)) out.push_back(told(match));
  return out;
}

std::vector<std::string> in_pieces(const std::string& text, const std::vector<std::size_t>& cuts) {
  std::vector<std::string> out;
  const auto sink = [&](const Match& match) {
    out.push_back(told(match));
    return true;
  };
  Stream stream(classifier());
  std::size_t from = 0;
  for (const std::size_t cut : cuts) {
    stream.feed(std::string_view(text).substr(from, cut - from), sink);
    from = cut;
  }
  stream.feed(std::string_view(text).substr(from), sink);
  stream.finish(sink);
  return out;
}

std::string log() {
  std::string text;
  for (int i = 0; i < 400; ++i) {
    text += "2024-03-01T10:00:00Z INFO request served in 3 ms\n";
    if (i % 90 == 17) text += "2024-03-01T10:00:00Z ERROR " + kRefused + "\n";
    if (i % 90 == 40) text += "Error: " + kKyverno.substr(0, 70) + "\n    " + kKyverno.substr(70) + "\n";
  }
  return text;
}

TEST(StreamTest, EqualsTheWholeTextCutAtEveryPosition) {
  const std::string text = "first line\n" + kRefused + "\nError: x\n\n" + kKyverno + "\n";
  const std::vector<std::string> expected = whole(text);
  ASSERT_EQ(expected.size(), 2U);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) EXPECT_EQ(in_pieces(text, {cut}), expected) << cut;
}

TEST(StreamTest, EqualsTheWholeTextInRandomPieces) {
  const std::string text = log();
  const std::vector<std::string> expected = whole(text);
  ASSERT_GE(expected.size(), 8U);
  std::mt19937 random(7);
  for (int round = 0; round < 30; ++round) {
    std::vector<std::size_t> cuts;
    for (std::size_t at = 0; at < text.size(); at += 1 + random() % 3000) cuts.push_back(at);
    EXPECT_EQ(in_pieces(text, cuts), expected) << round;
  }
}

TEST(StreamTest, ReportsBeforeTheEnd) {
  std::size_t seen = 0;
  const auto sink = [&](const Match&) { return ++seen > 0; };
  Stream stream(classifier());
  stream.feed("2024-03-01T10:00:00Z ERROR " + kRefused + "\n", sink);
  EXPECT_EQ(seen, 0U);  // the next line could still belong to it
  stream.feed("2024-03-01T10:00:01Z INFO next\n2024-03-01T10:00:02Z INFO next\n", sink);
  EXPECT_EQ(seen, 1U);
  stream.finish(sink);
  EXPECT_EQ(seen, 1U);
}

TEST(StreamTest, ReadsUtf16AndStartsAnew) {
  std::vector<std::string> seen;
  const auto sink = [&](const Match& match) {
    seen.push_back(told(match));
    return true;
  };
  const std::string text = testing::to_utf16("a\r\n" + kRefused + "\r\n", true);
  Stream stream(classifier());
  for (const char byte : text) stream.feed(std::string_view(&byte, 1), sink);
  stream.finish(sink);
  EXPECT_EQ(seen, whole(text));
  seen.clear();
  stream.feed(kRefused, sink);
  stream.finish(sink);
  EXPECT_EQ(seen, whole(kRefused));
}

TEST(StreamTest, HoldsLittleOfASourceThatNeverEndsARecord) {
  std::size_t seen = 0;
  const auto sink = [&](const Match&) { return ++seen > 0; };
  Stream stream(classifier());
  for (int i = 0; i < 200; ++i) stream.feed("and on and on, " + std::string(500, 'z') + " ", sink);
  stream.feed(" " + kRefused + " ", sink);
  for (int i = 0; i < 200; ++i) stream.feed("and on and on, " + std::string(500, 'z') + " ", sink);
  EXPECT_EQ(seen, 1U);
}

// What stands in front of the message is farther back than a window reaches; behind it the line ends.
TEST(LongLines, AMessageAtTheEndIsFound) {
  for (const std::size_t length : {100U, 2000U, 4000U, 4090U, 5000U, 9000U, 48'000U}) {
    const std::string line = "2024-05-01 10:00:01 " + std::string(length, 'x') +
                             " failed calling webhook \"hook.demo.io\": connection refused";
    for (const std::string& text :
         {line, line + "\n", "all is well\n" + line + "\n2024-05-01 10:00:02 all is well\n"}) {
      EXPECT_EQ(whole(text).size(), 1U) << length;
      EXPECT_EQ(in_pieces(text, {text.size() / 3, text.size() / 2}), whole(text)) << length;
      EXPECT_EQ(classifier().explain(text).classification.size(), 1U) << length;
    }
  }
}

}  // namespace
}  // namespace telltale
