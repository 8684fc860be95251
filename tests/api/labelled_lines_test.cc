// Calls that were wrapped before some tool put the same in front of every line, which makes each look like a record.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <string>
#include <vector>

#include "api/shared_classifier.h"
#include "told.h"

namespace telltale {
namespace {

const std::vector<std::string> kWrapped = {
    R"(Internal error occurred: failed calling webhook "webhook.cert-)",
    R"(manager.io": failed to call webhook: Post "https://cert-manager-webhook.cert-)",
    R"(manager.svc:443/mutate?timeout=10s": dial tcp 10.96.20.99:443: connect:)", "connection refused"};

// `label` may have a %: the number of the line.
std::string labelled(const std::string& label, const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string mine = label;
    if (const std::size_t at = mine.find('%'); at != std::string::npos) mine.replace(at, 1, std::to_string(i));
    text += mine + lines[i] + "\n";
  }
  return text;
}

Classification classify(const std::string& text) { return testing::shared_classifier().classify(text); }

TEST(LabelledLines, HoldOneCall) {
  for (const std::string label : {"[INFO] ", "INFO: ", "[worker-1] ", "10:14:0% INFO ", "2024-05-19T10:00:0%Z ", "* ",
                                  "+ ", "<bob> ", "10:0% <bob> ", "--> ", "172800% ", "[10.0.0.1] out: "}) {
    const std::string text = labelled(label, kWrapped) + labelled(label, {"next step started"});
    const Classification found = classify(text);
    ASSERT_EQ(found.size(), 1U) << text;
    const Match& match = found.matches[0];
    EXPECT_EQ(match.signature, "cert-manager-webhook/connection-refused/call") << text;
    EXPECT_EQ(match.owner, "cert-manager") << text;
    EXPECT_EQ(match.field("webhook")->value, "webhook.cert-manager.io");
    EXPECT_EQ(match.end, text.find("refused") + 7);
  }
}

// Lines that were set apart: with blank lines, in a pane of a terminal, in a cell of psql.
TEST(LabelledLines, ThatAreSetApartHoldOneCall) {
  std::string spaced;
  std::string right_pane;
  std::string left_pane;
  std::string cell;
  const std::vector<std::string> kOther = {"$ kubectl get ns  ", "NAME     STATUS   ", "default  Active   ",
                                           "$                 "};
  for (std::size_t i = 0; i < kWrapped.size(); ++i) {
    const std::string padding(80 - kWrapped[i].size(), ' ');
    spaced += kWrapped[i] + "\n\n";
    right_pane += kOther[i] + "│" + kWrapped[i] + "\n";
    left_pane += kWrapped[i] + padding + "│" + kOther[i] + "\n";
    cell += (i == 0 ? " 5822 | " : "      | ") + kWrapped[i] + padding + (i + 1 == kWrapped.size() ? "\n" : "+\n");
  }
  for (const std::string& text : {spaced, right_pane, left_pane, cell}) {
    const Classification found = classify(text + "\nThat is all.\n");
    ASSERT_EQ(found.size(), 1U) << text;
    EXPECT_EQ(found.matches[0].signature, "cert-manager-webhook/connection-refused/call") << text;
    EXPECT_EQ(found.matches[0].end, text.find("refused") + 7);
  }
}

TEST(LabelledLines, BehindTheCallAreToldByThemselves) {
  const std::string text = labelled("10:14:0% INFO ", kWrapped) + labelled("10:15:0% INFO ", kWrapped);
  const Classification found = classify(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.matches[1].line, kWrapped.size() + 1);
  EXPECT_EQ(found.matches[1].field("webhook")->value, "webhook.cert-manager.io");
}

// What another call says is not the reason of one that was cut off.
TEST(LabelledLines, OfAnotherCallAreNotJoined) {
  const std::string text = labelled(
      "2024-05-19T10:00:0%Z Warning ",
      {R"(certificate/web  failed calling webhook "webhook.cert-manager.io": failed to call webhook: Post "https://cert-...)",
       R"(certificate/api  failed calling webhook "webhook.cert-manager.io": Post "https://x.y.svc:443/m?timeout=30s": dial tcp 10.1.2.3:443: connect: connection refused)"});
  const Classification found = classify(text);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.matches[0].signature, "cert-manager-webhook/beyond-the-guide/other-reason");
  EXPECT_EQ(found.matches[1].signature, "cert-manager-webhook/connection-refused/call");
  EXPECT_EQ(found.matches[1].line, 2U);
}

TEST(LabelledLines, AreTheSameInAStream) {
  std::vector<std::string> longer = kWrapped;
  longer[2] = R"(manager.svc:443/mutate?timeout=10s": x509: certificate signed by unknown authority (possibly)";
  longer[3] =
      R"(because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "ca"))";
  for (const std::vector<std::string>& wrapped : {kWrapped, longer}) {
    const std::string text = labelled("10:14:0% INFO ", wrapped) + labelled("10:15:0% INFO ", {"done", "done"});
    const std::string expected = testing::told(classify(text).matches[0]);
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      std::vector<std::string> told;
      const Stream::Sink sink = [&](const Match& match) { return told.push_back(testing::told(match)), true; };
      Stream stream(testing::shared_classifier());
      stream.feed(std::string_view(text).substr(0, cut), sink);
      stream.feed(std::string_view(text).substr(cut), sink);
      stream.finish(sink);
      ASSERT_EQ(told, std::vector<std::string>{expected}) << cut;
    }
  }
}

}  // namespace
}  // namespace telltale
