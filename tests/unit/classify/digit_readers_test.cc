#include "classify/digit_readers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "text/times.h"

namespace telltale::internal {
namespace {

// The line with the digits of its times as one of the traps has them, one for each trap.
std::vector<std::string> sprung_lines(const DigitReaders& readers, const std::string& line) {
  std::vector<TimePlace> times;
  find_times(line, &times);
  EXPECT_FALSE(times.empty()) << line;
  std::vector<std::string> lines;
  for (const DigitTrap& trap : readers.traps_of_words(times, line)) {
    lines.push_back(line);
    for (const OpenDigit& open : trap) {
      for (char digit = '0'; digit <= '9'; ++digit) {
        if (open.place.takes(digit)) lines.back()[open.offset] = digit;
      }
    }
    EXPECT_TRUE(springs(trap, lines.back()));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(DigitReaders, AWordThatATimeMayCompleteIsATrap) {
  DigitReaders readers;
  readers.add_words({"6080", "webhook"});
  EXPECT_EQ(sprung_lines(readers, "13:23:58 ok"), Lines({"60:80:58 ok", "16:08:08 ok", "13:60:80 ok"}));
}

TEST(DigitReaders, WhatStandsBesideTheTimeIsAPartOfTheWord) {
  DigitReaders readers;
  readers.add_words({"x509", "y509"});
  EXPECT_EQ(sprung_lines(readers, "2024-05-19T13:23:58 x ok"), Lines{});
  EXPECT_EQ(sprung_lines(readers, "at x 13:23:58 ok"), Lines{"at x 50:93:58 ok"});
}

TEST(DigitReaders, WordsOfTheSameFormAreDifferentTraps) {
  DigitReaders readers;
  readers.add_words({"x509", "x443", "x509"});
  readers.add_words({"X-443"});
  EXPECT_EQ(sprung_lines(readers, "x 13:23:58 ok"), Lines({"x 50:93:58 ok", "x 44:33:58 ok"}));
}

TEST(DigitReaders, OnlyTheDigitsOfTimesAreOpen) {
  DigitReaders readers;
  readers.add_words({"443a", "443b"});
  EXPECT_EQ(sprung_lines(readers, "13:23:58 port 123a 443b"), Lines{});
}

}  // namespace
}  // namespace telltale::internal
