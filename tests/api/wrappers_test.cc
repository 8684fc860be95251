// What programs say around a failing call when they pass it on: the field "wrappers" and the fields of their own.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"

namespace telltale {
namespace {

using testing::kRefused;

class WrappersTest : public ::testing::Test {
 protected:
  std::vector<Match> classify(const std::string& text) { return classifier_.classify(text).matches; }

  static std::string value(const Match& match, std::string_view name) {
    const Field* field = match.field(name);
    return field == nullptr ? "" : field->value;
  }

  const Classifier& classifier_ = testing::shared_classifier();
};

TEST_F(WrappersTest, OfKubectlAroundTheApiServer) {
  const std::string around =
      "Error from server (InternalError): error when creating \"issuers/prod.yaml\": Internal error occurred: ";
  const std::string text = "$ kubectl apply -f issuers\n" + around + kRefused;
  const std::vector<Match> matches = classify(text);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].matched_text(text), kRefused);
  EXPECT_EQ(value(matches[0], "manifest"), "issuers/prod.yaml");
  EXPECT_EQ(value(matches[0], "operation"), "creating");
  EXPECT_EQ(value(matches[0], "status"), "InternalError");
  const Field* wrappers = matches[0].field("wrappers");
  ASSERT_NE(wrappers, nullptr);
  EXPECT_EQ(wrappers->value, "kubectl kubectl-file internal-error");
  EXPECT_EQ(text.substr(wrappers->begin, wrappers->end - wrappers->begin), around.substr(0, around.size() - 1));
}

TEST_F(WrappersTest, AreNotSaidOfABareCall) {
  const std::vector<Match> matches = classify(kRefused);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(matches[0].field("wrappers"), nullptr);
}

TEST_F(WrappersTest, EndWhereOtherWordsStand) {
  const std::vector<Match> matches = classify("Error: it says: Internal error occurred: " + kRefused);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(value(matches[0], "wrappers"), "internal-error");
}

TEST_F(WrappersTest, StandInTheLineThatAnnouncesAList) {
  const std::string text = "Error: UPGRADE FAILED: 2 errors occurred:\n\t* Internal error occurred: " + kRefused +
                           "\n\t* Internal error occurred: " + kRefused;
  const std::vector<Match> matches = classify(text);
  ASSERT_EQ(matches.size(), 2U);
  EXPECT_EQ(value(matches[0], "wrappers"), "helm error-list internal-error");
  EXPECT_EQ(value(matches[0], "operation"), "UPGRADE");
  EXPECT_EQ(value(matches[1], "wrappers"), "internal-error");
}

TEST_F(WrappersTest, TheLineThatAnnouncesIsExplainedOnce) {
  const std::string text = "Error: UPGRADE FAILED: 1 error occurred:\n\t* Internal error occurred: " + kRefused;
  const Explanation explanation = classifier_.explain(text);
  const auto message = std::find_if(explanation.steps.begin(), explanation.steps.end(),
                                    [](const ExplainedStep& step) { return step.name == "message"; });
  ASSERT_NE(message, explanation.steps.end());
  const std::string_view told = message->text;
  EXPECT_NE(told.find("upgradefailed"), std::string_view::npos);
  EXPECT_EQ(told.find("upgradefailed"), told.rfind("upgradefailed")) << told;
}

TEST_F(WrappersTest, StandInTheLineThatAnnouncesBehindPrefixes) {
  const std::string time = "2024-05-19T13:15:32.5523789Z ";
  const std::vector<Match> matches =
      classify(time + "Error: 1 error occurred:\n" + time + "\t* Internal error occurred: " + kRefused);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(value(matches[0], "wrappers"), "error error-list internal-error");
}

// One failure that kubectl, Helm and the controller tell around each other is one match.
TEST_F(WrappersTest, OneFailureIsOneMatchHoweverOftenItIsToldInOneMessage) {
  const std::string internal = "Internal error occurred: " + kRefused;
  for (const std::string& text :
       {"W0419 15:57:55.000662 1 dispatcher.go:195] Failed calling webhook, failing closed webhook.cert-manager.io: " +
            kRefused,
        "Not ready: the cert-manager webhook deployment is not ready yet (" + internal + ")",
        "one or more objects failed to apply, reason: " + internal + "," + internal + " (retried 5 times).",
        "Error: release front failed, and has been uninstalled due to atomic being set: failed to create resource: " +
            internal}) {
    const std::vector<Match> matches = classify(text);
    ASSERT_EQ(matches.size(), 1U) << text;
    EXPECT_EQ(matches[0].finding, "cert-manager-webhook/connection-refused") << text;
  }
}

TEST_F(WrappersTest, TheFieldsOfTheCallComeFirst) {
  const std::vector<Match> matches =
      classify("Error: shop/front failed to run apply: Internal error occurred: " + kRefused);
  ASSERT_EQ(matches.size(), 1U);
  EXPECT_EQ(value(matches[0], "namespace"), "cert-manager");
  EXPECT_EQ(value(matches[0], "object"), "shop/front");
}

}  // namespace
}  // namespace telltale
