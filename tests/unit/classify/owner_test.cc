// Whose webhook failed: the name decides before the group, that before the service, that before the namespace.
#include "classify/owner.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::internal {
namespace {

const std::vector<Owner>& builtin_owners() {
  static const Pack pack = *Pack::builtin();
  return pack.owners();
}

struct Case {
  std::string webhook;
  std::string group;
  std::string service;
  std::string namespace_name;
  std::string owner;
};

TEST(OwnerTest, DecidesByTheBuiltInTable) {
  const Case cases[] = {
      {"webhook.cert-manager.io", "", "someone-elses", "shop", "cert-manager"},
      {"issuers.admission.certmanager.k8s.io", "", "", "", "cert-manager"},
      {"", "cert-manager.io", "renamed", "edge", "cert-manager"},
      {"", "", "my-release-cert-manager-webhook", "default", "cert-manager"},
      {"", "", "cert-manager-7a81ea29-webhook", "cert-manager", "cert-manager"},
      {"", "", "cert-manager-webhook-pdns", "cert-manager", "other"},
      {"trust.cert-manager.io", "", "", "cert-manager", "trust-manager"},
      {"validate.kyverno.svc-fail", "", "kyverno-svc", "kyverno", "kyverno"},
      {"mservice.elbv2.k8s.aws", "", "aws-load-balancer-webhook-service", "kube-system",
       "aws-load-balancer-controller"},
      {"mpolicyserver.kb.io", "", "", "", "kubewarden"},
      {"vorder.kb.io", "", "shop-webhook-service", "shop", "other"},
      {"v1.shop.example.com", "", "shop", "shop", "other"},
      {"", "", "shop", "", "other"},
      {"", "", "", "istio-system", "istio"},
      {"", "", "", "shop", "unknown"},
      {"", "", "", "", "unknown"},
  };
  for (const Case& c : cases) {
    const OwnerVerdict verdict = OwnerTable(builtin_owners()).decide({c.webhook, c.group, c.service, c.namespace_name});
    EXPECT_EQ(verdict.owner, c.owner) << c.webhook << " " << c.group << " " << c.service << " " << c.namespace_name;
  }
}

TEST(OwnerTest, KnowsWhoFillsTheCaBundle) {
  const OwnerTable table(builtin_owners());
  EXPECT_EQ(table.decide({"webhook.cert-manager.io", "", "", ""}).ca, "cainjector");
  EXPECT_EQ(table.decide({"vorder.kb.io", "", "", ""}).ca, "cainjector");
  EXPECT_EQ(table.decide({"mservice.elbv2.k8s.aws", "", "", ""}).ca, "own");
  EXPECT_EQ(table.decide({"v1.shop.example.com", "", "", ""}).ca, "unknown");
}

}  // namespace
}  // namespace telltale::internal
