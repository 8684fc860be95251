#include "diagnose/command.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

using Names = std::vector<std::string>;

TEST(CommandTest, IsFilledInFromTheCase) {
  Names unknowns;
  EXPECT_EQ(filled_in("kubectl get endpoints -n {namespace} {service}", {"cm", "cm-webhook", "cm"}, &unknowns),
            "kubectl get endpoints -n cm cm-webhook");
  EXPECT_EQ(
      filled_in("helm upgrade {release} x; kubectl get deploy {deployment}", {"cm", "cm-webhook", "cm"}, &unknowns),
      "helm upgrade cm x; kubectl get deploy cm-webhook");
  EXPECT_TRUE(unknowns.empty());
}

TEST(CommandTest, WhatIsNotKnownIsAVariableAndSaid) {
  Names unknowns;
  EXPECT_EQ(filled_in("kubectl -n {namespace} get x --version \"$VERSION\"", {}, &unknowns),
            "kubectl -n ${NAMESPACE} get x --version \"$VERSION\"");
  EXPECT_EQ(unknowns, (Names{"NAMESPACE", "VERSION"}));
}

TEST(CommandTest, WhatTheCommandSetsItselfIsNotAskedFor) {
  Names unknowns;
  static_cast<void>(filled_in("sleep 3 &\nFORWARD=$!\nkill \"$FORWARD\"", {}, &unknowns));
  EXPECT_TRUE(unknowns.empty());
}

TEST(CommandTest, ANameThatIsNoneDoesNotGetIntoAShell) {
  Names unknowns;
  EXPECT_EQ(filled_in("kubectl -n {namespace} get pods", {"x; rm -rf /", "", ""}, &unknowns),
            "kubectl -n ${NAMESPACE} get pods");
  for (const char* name : {"", "-o", "a b", "$(id)", "a'b", "A", "a_b", "a\nb"})
    EXPECT_FALSE(is_plain_name(name)) << name;
  EXPECT_TRUE(is_plain_name("cert-manager.v2"));
}

TEST(CommandTest, TheServiceTellsTheRelease) {
  EXPECT_EQ(release_of("cert-manager-webhook"), "cert-manager");
  EXPECT_EQ(release_of("certs-cert-manager-webhook"), "certs");
  EXPECT_EQ(release_of("cm-webhook"), "cm");
  EXPECT_EQ(release_of("hook"), "");
}

}  // namespace
}  // namespace telltale::internal
