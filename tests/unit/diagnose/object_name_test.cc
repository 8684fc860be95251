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
