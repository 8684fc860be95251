#include "diagnose/object_name.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace telltale::internal {
namespace {

std::string name_at_the_end(const std::string& text) {
  ObjectName object;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) object.read(line);
  return object.name();
}

TEST(ObjectNameTest, IsReadFromMetadata) {
  EXPECT_EQ(name_at_the_end("metadata:\nlabels:\napp: a\nname: shop\nspec:"), "/shop");
  EXPECT_EQ(name_at_the_end("- metadata:\nname: 'shop'\nspec:"), "/shop");
  EXPECT_EQ(name_at_the_end("\"metadata\": {\n\"name\": \"shop\",\n\"namespace\": \"x\"\n},"), "/shop");
}

TEST(ObjectNameTest, TheKindStandsBelowItsVersion) {
  const std::string shop = "- apiVersion: apps/v1\nkind: Deployment\nmetadata:\nname: shop\nspec:\n";
  EXPECT_EQ(name_at_the_end(shop), "Deployment/shop");
  EXPECT_EQ(name_at_the_end(shop + "issuerRef:\nkind: Issuer\nname: ca"), "Deployment/shop");
  EXPECT_EQ(name_at_the_end(shop + "fieldRef:\napiVersion: v1\nfieldPath: metadata.namespace"), "Deployment/shop");
  EXPECT_EQ(name_at_the_end(shop + "- apiVersion: v1\nkind: Pod\n"), "");
}

TEST(ObjectNameTest, DumpsSayTheKindBeforeItsVersion) {
  const std::string list =
      "\"kind\": \"PodList\",\n\"apiVersion\": \"v1\",\n\"metadata\": {\n\"resourceVersion\": \"1\"\n},\n";
  EXPECT_EQ(name_at_the_end(list + "\"metadata\": {\n\"name\": \"shop-1\"\n},"), "PodList/shop-1");
}

TEST(ObjectNameTest, AnOwnerIsNoObject) {
  const std::string pod = "metadata:\nname: shop-1\nownerReferences:\n";
  EXPECT_EQ(name_at_the_end(pod + "- apiVersion: apps/v1\ncontroller: true\nkind: ReplicaSet\nname: shop\nspec:"),
            "/shop-1");
  EXPECT_EQ(name_at_the_end(pod + "\"apiVersion\": \"apps/v1\",\n\"kind\": \"ReplicaSet\",\n\"name\": \"shop\"\n"),
            "/shop-1");
}

// kubectl sorts the keys, so the data of a Secret stand in front of its name.
TEST(ObjectNameTest, ANameMayStandBehindTheData) {
  ObjectName object;
  object.read("metadata:");
  object.read("name: other");
  object.read("- apiVersion: v1");
  object.read("data:");
  EXPECT_TRUE(object.begins());
  EXPECT_EQ(object.name(), "");
  for (const char* line : {"ca.crt: abc", "kind: Secret", "metadata:"}) {
    object.read(line);
    EXPECT_FALSE(object.begins() || object.completes());
  }
  object.read("name: shop-ca");
  EXPECT_TRUE(object.completes());
  EXPECT_EQ(object.name(), "Secret/shop-ca");
}

TEST(ObjectNameTest, NamesElsewhereAreOfSomethingElse) {
  EXPECT_EQ(name_at_the_end("metadata:\nname: shop\nspec:\n- name: https"), "/shop");
  EXPECT_EQ(name_at_the_end("metadata:\nlabels:\nspec:\n- name: https"), "");
  EXPECT_EQ(name_at_the_end("metadata:\nname: shop\nownerReferences:\nname: other"), "/shop");
}

TEST(ObjectNameTest, TheTemplateOfADeploymentBelongsToIt) {
  EXPECT_EQ(name_at_the_end("metadata:\nname: shop\nspec:\ntemplate:\nmetadata:\nlabels:\nspec:\nports:"), "/shop");
}

TEST(ObjectNameTest, ADescriptionBeginsWithIt) {
  EXPECT_EQ(name_at_the_end("Name:             shop-1\nNamespace:  x\nReadiness: ..."), "/shop-1");
}

TEST(ObjectNameTest, AnotherDocumentIsNobodysYet) {
  EXPECT_EQ(name_at_the_end("metadata:\nname: shop\n---\nspec:"), "");
  EXPECT_EQ(name_at_the_end("metadata:\nname: shop\n \nports:"), "");
  EXPECT_EQ(name_at_the_end("Name is what we call it\nports:"), "");
}

}  // namespace
}  // namespace telltale::internal
