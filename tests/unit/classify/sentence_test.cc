#include "classify/sentence.h"

#include <gtest/gtest.h>

#include <string>

#include "text/message.h"

namespace telltale::internal {
namespace {

// The sentence around `word` in the message text of `clean`.
std::string sentence_of(const std::string& text, const std::string& word, std::size_t reach = 600) {
  MappedText clean;
  clean.assign(text);
  MappedText message;
  std::string cased;
  fold_message(clean, &message, &cased);
  const std::size_t begin = message.text.find(word);
  EXPECT_NE(begin, std::string::npos) << word;
  const Span span = sentence_around(clean, message, begin, begin + word.size(), reach);
  return message.text.substr(span.begin, span.end - span.begin);
}

TEST(SentenceTest, EndsWhereAMarkAndABlankStand) {
  const std::string text = "It is fine. The webhook says refused! Why? No idea.";
  EXPECT_EQ(sentence_of(text, "refused"), "thewebhooksaysrefused!");
  EXPECT_EQ(sentence_of(text, "fine"), "itisfine.");
  EXPECT_EQ(sentence_of(text, "idea"), "noidea.");
}

TEST(SentenceTest, ANameOrANumberHasNoEnd) {
  EXPECT_EQ(sentence_of("calls to webhook.cert-manager.io v1.2 fail, e.g. refused. Next.", "refused"),
            "callstowebhook.cert-manager.iov1.2fail,e.g.refused.");
}

TEST(SentenceTest, KnowsTheFullStopsOfChineseAndJapanese) {
  EXPECT_EQ(sentence_of("直りました。webhook が refused。次", "refused"), "webhookがrefused。");
}

TEST(SentenceTest, GoesNoFurtherThanReach) {
  const std::string far(100, 'x');
  EXPECT_EQ(sentence_of(far + " refused " + far, "refused", 10).size(), 9U + 7U + 9U);
  EXPECT_EQ(sentence_of("refused", "refused"), "refused");
}

}  // namespace
}  // namespace telltale::internal
