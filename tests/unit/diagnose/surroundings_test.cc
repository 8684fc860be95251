#include "diagnose/surroundings.h"

#include <gtest/gtest.h>

#include <string>

namespace telltale::internal {
namespace {

Surroundings around(const std::string& text, const std::string& word) {
  const std::size_t begin = text.find(word);
  EXPECT_NE(begin, std::string::npos) << word;
  return surroundings_of(text, begin, begin + word.size());
}

TEST(SurroundingsTest, TheSentenceEndsAtItsMarkOrItsLine) {
  EXPECT_EQ(around("We use GKE. Is calico there? No.", "calico").sentence, "Is calico there?");
  EXPECT_EQ(around("one\nany calico in there?\ntwo", "calico").sentence, "any calico in there?");
}

// A pattern may take the character behind its word along.
TEST(SurroundingsTest, AMarkInTheFindingEndsItsSentence) {
  EXPECT_EQ(around("EKS. Certificates work fine.", "EKS.").sentence, "EKS.");
  EXPECT_EQ(around("we use EKS\nall works fine", "EKS\n").sentence, "we use EKS");
}

TEST(SurroundingsTest, BeforeEndsWithTheFinding) {
  EXPECT_EQ(around("stock nodes, no calico anywhere", "calico").before, "stock nodes, no calico");
}

TEST(SurroundingsTest, TheLeadGoesOverBlankLinesAndFences) {
  EXPECT_EQ(around("a\nb\nYesterday we had:\n\n```\nthe error", "the error").lead, "a\nb\nYesterday we had:\n\n```\n");
}

TEST(SurroundingsTest, BelowGoesOverBlankLines) {
  EXPECT_EQ(around("is it calico?\n\nyes\nno", "calico").below, "yes");
  EXPECT_EQ(around("is it calico?", "calico").below, "");
}

TEST(SurroundingsTest, IsCleanText) {
  EXPECT_EQ(around("> it &quot;was&quot; <b>fixed</b> calico", "calico").sentence, "it \"was\" fixed calico");
}

TEST(SurroundingsTest, WhatALoggerPutsInFrontOfEveryLineIsLeftOut) {
  const std::string head = "Oct 14 08:12:01 build-3 deploy[771]: ";
  const std::string text = head + "Yesterday we had:\n" + head + "\n" + head + "the error\n";
  EXPECT_EQ(around(text, "the error").above, "Yesterday we had:\n");
  EXPECT_EQ(around(text, "the error").sentence, "the error");
}

TEST(SurroundingsTest, PlacesBehindTheEndAreTheEnd) {
  EXPECT_EQ(surroundings_of("abc", 10, 20).sentence, "abc");
  EXPECT_EQ(surroundings_of("", 0, 0).sentence, "");
}

}  // namespace
}  // namespace telltale::internal
