#include "diagnose/redact.h"

#include <gtest/gtest.h>

namespace telltale::internal {
namespace {

TEST(RedactTest, BlacksOutWhatFollowsTheNameOfASecret) {
  EXPECT_EQ(redacted("password: hunter2"), "password: [redacted]");
  EXPECT_EQ(redacted("  API_KEY=\"abc123\" next"), "  API_KEY=\"[redacted]\" next");
  EXPECT_EQ(redacted(R"({"token":"s3cr3t","a":1})"), R"({"token":"[redacted]","a":1})");
  EXPECT_EQ(redacted("Authorization: Bearer abc.def"), "Authorization: Bearer [redacted]");
  EXPECT_EQ(redacted("curl -H 'authorization: bearer x1' y"), "curl -H 'authorization: bearer [redacted]' y");
}

TEST(RedactTest, BlacksOutTokensAndKeys) {
  EXPECT_EQ(redacted("eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJrIn0.sig"), "[redacted]");
  EXPECT_EQ(redacted("tls.key: LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlFcEFJQkFBS0NBUUVB"),
            "tls.key: [redacted]");
}

TEST(RedactTest, LeavesWhatPeopleNeed) {
  for (const char* line :
       {"cert-manager-webhook-7f788c5b6-mspnt    0/1     Running   7 (8h ago)   28d",
        "Secret \"cert-manager-webhook-ca\" not found", "secret cert-manager/cert-manager-webhook-ca",
        "https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s",
        "ip-10-3-7-12.us-east-2.compute.internal is valid, not cert-manager-webhook.cert-manager.svc",
        "0c1f9e7d55b2a8a4f7c4db3f5c0f0b6b3f5b5f3c1a7e9d2c4b6a8f0e1d3c5b7a"}) {
    EXPECT_EQ(redacted(line), line);
  }
}

}  // namespace
}  // namespace telltale::internal
