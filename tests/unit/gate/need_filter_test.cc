#include "gate/need_filter.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

const GateNeed kRefused = {{"connection"}, {"refused"}, {"webhook"}, {"manager", "operator"}};
const GateNeed kQuota = {{"exceeded"}, {"quota"}};

// Whether a hit of the gate at the end of `gate_word` in `window` leads on.
bool leads_on(const std::string& window, const std::string& gate_word,
              const std::vector<GateNeed>& needs = {kRefused, kQuota},
              const std::vector<std::string>& gate_words = {"refused", "webhook", "quota"}) {
  const NeedFilter filter(needs, gate_words);
  NeedFilter::Look look;
  filter.look_at(window, false, &look);
  const std::size_t at = window.find(gate_word);
  EXPECT_NE(at, std::string::npos) << gate_word;
  return filter.may_match(std::string_view(window).substr(0, at + gate_word.size()), &look);
}

// An escape in the window: something may have broken a word.
TEST(NeedFilter, AsksForHalfOfTheWordsOfANeedThatHoldsTheGateWord) {
  for (const std::string window : {"connection refused by the webhook of cert-manager", "connection refused",
                                   "refused by the operator", "refused by the manager"}) {
    EXPECT_TRUE(leads_on("\\n" + window, "refused")) << window;
  }
  EXPECT_TRUE(leads_on("offer refused; quota exceeded", "quota"));
  for (const std::string window :
       {"the offer was refused", "conn refused by 10.0.0.1", "offer refused; quota exceeded"}) {
    EXPECT_FALSE(leads_on("\\n" + window, "refused")) << window;
  }
}

TEST(NeedFilter, AsksForAllWordsWhereNoneCanBeBroken) {
  EXPECT_TRUE(leads_on("connection refused by the webhook of cert-manager", "refused"));
  EXPECT_TRUE(leads_on("the operator's WEBHOOK says: \"connection\" 'refused'", "refused"));
  EXPECT_FALSE(leads_on("connection refused by the webhook", "refused"));
  EXPECT_FALSE(leads_on("connection refused", "refused"));
  EXPECT_TRUE(leads_on("connection\nrefused", "refused")) << "two lines";
}

TEST(NeedFilter, TellsTheKindsOfWhatMayMatch) {
  const NeedFilter filter({kRefused, kQuota, {}}, {"refused", "quota"}, {1, 2, 4});
  const auto kinds_in = [&](std::string_view window) {
    NeedFilter::Look look;
    filter.look_at(window, false, &look);
    return filter.kinds_met(&look);
  };
  EXPECT_EQ(kinds_in("nothing"), 4) << "what asks for nothing is always met";
  EXPECT_EQ(kinds_in("quota exceeded"), 4 | 2);
  EXPECT_EQ(kinds_in("quota exceeded: connection refused, webhook, manager"), 4 | 2 | 1);
}

TEST(NeedFilter, AWindowThatIsCutMayHoldTheRestElsewhere) {
  const NeedFilter filter({kRefused}, {"refused"});
  NeedFilter::Look look;
  filter.look_at("connection refused", true, &look);
  EXPECT_TRUE(filter.may_match("connection refused", &look));
  filter.look_at("connection refused", false, &look);
  EXPECT_FALSE(filter.may_match("connection refused", &look));
}

TEST(NeedFilter, CaseBlanksQuotesAndWrapsDoNotMatter) {
  EXPECT_TRUE(leads_on("CONN\n  │ ECTION REFUSED", "REFUSED"));
  EXPECT_TRUE(leads_on("con\xE2\x80\x8Bnection \\\"refused", "refused"));
}

// Of a word of another alphabet no letters are left: any byte above 127 may be its.
TEST(NeedFilter, AnotherAlphabet) {
  const GateNeed need = {{"refused"}, {"webhook", "\xD0\xB2\xD0\xB5\xD0\xB1\xD1\x85\xD1\x83\xD0\xBA"}};
  EXPECT_TRUE(leads_on("refused \xD0\xB2\xD0\xB5\xD0\xB1\xD1\x85\xD1\x83\xD0\xBA", "refused", {need}, {"refused"}));
  EXPECT_TRUE(leads_on("refused webhook", "refused", {need}, {"refused"}));
  EXPECT_FALSE(leads_on("refused", "refused", {need}, {"refused"}));
}

TEST(NeedFilter, WordsThatAreTooShortAreNotAskedFor) {
  EXPECT_TRUE(leads_on("refused", "refused", {{{"refused"}, {"tls", "handshake"}}}, {"refused"}));
}

TEST(NeedFilter, ALookIsOfOneWindow) {
  const NeedFilter filter({kRefused}, {"refused"});
  NeedFilter::Look look;
  filter.look_at("connection of the webhook manager refused", false, &look);
  EXPECT_TRUE(filter.may_match("connection of the webhook manager refused", &look));
  filter.look_at("refused", false, &look);
  EXPECT_FALSE(filter.may_match("refused", &look));
  filter.look_at("", false, &look);
  EXPECT_FALSE(filter.may_match("refused", &look));
}

// A gate word hit at the very start of a text, where fewer bytes than the longest word stand before its end.
TEST(NeedFilter, ShortTexts) {
  const NeedFilter filter({{{"quota"}}}, {"quota"});
  NeedFilter::Look look;
  filter.look_at("QUOTA", false, &look);
  EXPECT_TRUE(filter.may_match("QUOTA", &look));
  EXPECT_FALSE(filter.may_match("uota", &look));
}

}  // namespace
}  // namespace telltale::internal
