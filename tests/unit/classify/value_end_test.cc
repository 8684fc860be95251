#include "classify/value_end.h"

#include <gtest/gtest.h>

#include <string>

#include "text/clean.h"
#include "text/message.h"

namespace telltale::internal {
namespace {

// What is left of a value that begins with `first` and could go on to the end of the message.
std::string value(std::string_view text, std::string_view first, ValueBytes may_hold = {}) {
  MappedText clean_text;
  MappedText scratch;
  MappedText message;
  std::string cased;
  clean(text, &clean_text, &scratch);
  fold_message(clean_text, &message, &cased);
  const std::size_t begin = message.text.find(first);
  const std::size_t end = value_end(clean_text, message, begin, message.text.size(), may_hold);
  return message.text.substr(begin, end - begin);
}

TEST(ValueEnd, StandsInFrontOfABlankAQuoteOrACell) {
  EXPECT_EQ(value("not web.shop.svc again", "web"), "web.shop.svc");
  EXPECT_EQ(value("not web.shop.svc\" logger=\"x\"", "web"), "web.shop.svc");
  EXPECT_EQ(value("| not web.shop.svc | Monday |", "web"), "web.shop.svc");
  EXPECT_EQ(value("not web.shop.svc", "web"), "web.shop.svc");
}

TEST(ValueEnd, GoesOnBehindAWrap) {
  EXPECT_EQ(value("not web.sh\n   op.svc again", "web"), "web.shop.svc");
  EXPECT_EQ(value("> not web.sh\n> op.svc again", "web"), "web.shop.svc");
}

TEST(ValueEnd, LeavesBlanksAndBalancedQuotesWhereTheyMayBe) {
  const ValueBytes both{true, true};
  EXPECT_EQ(value("Post: the \"x\" is falling", "the", both), "thexisfalling");
  EXPECT_EQ(value("msg=\"Post: the sky is falling\" app=edge", "the", both), "theskyisfalling");
  EXPECT_EQ(value("| Post: the sky is falling | Monday |", "the", both), "theskyisfalling");
}

}  // namespace
}  // namespace telltale::internal
