#include "pack/digit_run.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/archive.h"
#include "pack/pattern.h"

namespace telltale::internal {
namespace {

using Runs = std::vector<std::string>;

// A place that takes one byte is that byte, a letter in both cases the small one, others are ? when they take some
// digits, # when they take all, . when none.
char shown(const BytePlace& place) {
  std::string taken;
  for (int byte = 0; byte < 256; ++byte) {
    if (place.takes(static_cast<char>(byte))) taken.push_back(static_cast<char>(byte));
  }
  if (taken.size() == 1) return taken[0];
  if (taken.size() == 2 && taken[0] + ('a' - 'A') == taken[1]) return taken[1];
  return place.digits() == 10 ? '#' : place.digits() == 0 ? '.' : '?';
}

Runs runs_of(std::string_view source) {
  std::vector<PatternProblem> problems;
  Runs runs;
  for (const DigitRun& run : Pattern::parse(source, &problems)->digit_runs()) {
    runs.emplace_back();
    for (const BytePlace& place : run) runs.back().push_back(shown(place));
  }
  return runs;
}

TEST(DigitRunTest, IsNoneWhereAllDigitsAreTheSame) {
  EXPECT_EQ(runs_of("dial tcp (?P<address>[0-9a-f.:]+): (?:i/o|[^x]{2,8}|.)? timeout"), Runs{});
  EXPECT_EQ(runs_of("\\w+ in \\d{1,3} ms"), Runs{});
}

TEST(DigitRunTest, HoldsWhatStandsBesideADigit) {
  EXPECT_EQ(runs_of("status 503"), Runs{"status 503"});
  EXPECT_EQ(runs_of("(?i)K8s"), Runs{"k8s"});
  EXPECT_EQ(runs_of("[a-z]:(?P<port>443)[^0-9]"), Runs{".:443."});
  EXPECT_EQ(runs_of("v[1-3]beta1/[^7]x"), Runs{"v?beta1/?x"});
  EXPECT_EQ(runs_of("\\d4"), Runs{"#4"});
}

TEST(DigitRunTest, EndsWhereItIsOpenWhatComesNext) {
  EXPECT_EQ(runs_of("x509: .{1,9} (?:port |:)443\\b"), (Runs{"x509: ", "443"}));
  EXPECT_EQ(runs_of("a(?:b|(?P<code>[45][0-9]+))*"), Runs{"?"});
}

TEST(DigitRunTest, GoesBothWaysAroundWhatMayBeMissing) {
  EXPECT_EQ(runs_of("dns-?01"), (Runs{"dns-01", "dns01"}));
  EXPECT_EQ(runs_of("(?:a )?2 ?3"), (Runs{"a 2 3", "2 3", "a 23", "23"}));
  EXPECT_EQ(runs_of("1(?:ab+)?2"), (Runs{"1", "2"})) << "what is missing has no fixed length";
}

TEST(DigitRunTest, IsTheSameOutOfAnArchive) {
  for (const std::string_view bytes : {"", "7", "\xFF", "af", "0123456789"}) {
    BytePlace place;
    for (const char byte : bytes) place.add(static_cast<unsigned char>(byte));
    BytePlace again;
    again.add('x');
    ASSERT_TRUE(restore(archived(place), &again)) << bytes;
    EXPECT_EQ(again, place) << bytes;
  }
  BytePlace one;
  one.add('7');
  EXPECT_EQ(archived(one).size(), 2U);
}

}  // namespace
}  // namespace telltale::internal
