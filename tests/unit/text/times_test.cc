#include "text/times.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/characters.h"

namespace telltale::internal {
namespace {

// The line with an x for each digit of a time.
std::string crossed(std::string line) {
  std::vector<TimePlace> places;
  find_times(line, &places);
  for (const TimePlace& place : places) {
    for (std::size_t i = place.begin; i < place.end; ++i) {
      if (is_digit(line[i])) line[i] = 'x';
    }
  }
  return line;
}

TEST(TimesTest, AreFoundInTheLogsOfPrograms) {
  EXPECT_EQ(crossed("E0714 22:55:01.743690       1 reflector.go:127] x"),
            "E0714 xx:xx:xx.xxxxxx       1 reflector.go:127] x");
  EXPECT_EQ(crossed("2024-05-19T13:15:32.552378901Z stderr F W0419 15:57:55.000662 1 x"),
            "2024-05-19Txx:xx:xx.xxxxxxxxxZ stderr F W0419 xx:xx:xx.xxxxxx 1 x");
  EXPECT_EQ(crossed("2023/02/22 04:36:41 http: TLS"), "2023/02/22 xx:xx:xx http: TLS");
  EXPECT_EQ(crossed("[2024-05-19 13:15:32,552] ERROR"), "[2024-05-19 xx:xx:xx,xxx] ERROR");
  EXPECT_EQ(crossed("Apr  4 19:12:15 node-a kubelet[1204]: x"), "Apr  4 xx:xx:xx node-a kubelet[1204]: x");
  EXPECT_EQ(crossed(R"(time="2020-03-25T09:13:41Z" level=error)"), R"(time="2020-03-25Txx:xx:xxZ" level=error)");
  EXPECT_EQ(crossed(R"({"level":"error","ts":1695420322.918,"msg":"x"})"),
            R"({"level":"error","ts":16954xxxxx.xxx,"msg":"x"})");
  EXPECT_EQ(crossed(R"({\"ts\":1695420322,\"msg\":\"x\"})"), R"({\"ts\":16954xxxxx,\"msg\":\"x\"})");
}

TEST(TimesTest, AreNothingElse) {
  for (const std::string line :
       {"dial tcp 10.96.20.99:443: connect: connection refused", "::1:22:33:44:5555", "a12:34:56 b", "x=12:34:56",
        R"(\u0031:22:33)", "#12:34:56", "&#49:11:22;", R"({"size":1695420322})", R"({"ts":16954})",
        R"({"parts":1695420322})", "12:34", ":", "1:", "12:34:5"}) {
    EXPECT_EQ(crossed(line), line);
  }
}

TEST(TimesTest, EndAtTheTextsEnd) {
  EXPECT_EQ(crossed("12:34:56"), "xx:xx:xx");
  EXPECT_EQ(crossed("12:34:56."), "xx:xx:xx.");
  EXPECT_EQ(crossed("2024-05-19T13:15:32"), "2024-05-19Txx:xx:xx");
  EXPECT_EQ(crossed(R"("ts":1695420322)"), R"("ts":16954xxxxx)") << "a quote in front of the name is enough";
}

TEST(TimesTest, AreToldByTheirShape) {
  const auto length = [](std::string_view text) { return time_at(text, 0).length; };
  EXPECT_EQ(length("2024-05-19T13:15:32.5523789Z x"), 28U);
  EXPECT_EQ(time_at("2024-05-19T13:15:32.5523789Z x", 0).fraction, 7U);
  EXPECT_EQ(length("2024-05-19 13:15:32,552 +0200"), 23U);
  EXPECT_EQ(length("2024-05-19T13:15:32+02:00"), 25U);
  EXPECT_EQ(length("2024-05-19T13:15:32-0700"), 24U);
  EXPECT_EQ(length("2024-05-19T13:15:32+02"), 19U) << "a zone has minutes";
  EXPECT_EQ(length("2024-05-19T13:15:32+0"), 19U);
  EXPECT_EQ(length("2023/02/22 04:36:41"), 19U);
  EXPECT_EQ(length("2023/02/22T04:36:41"), 0U);
  EXPECT_EQ(length("2023-02-22_04:36:41"), 0U);
  EXPECT_EQ(length("2023-0a-22 04:36:41"), 0U);
  EXPECT_EQ(length("2024-05-19 13:15:3"), 0U);
}

// Every byte in every place of a shape, told by the rule and by comparing eight bytes at once.
TEST(TimesTest, ComparesEightBytesAtOnce) {
  constexpr std::string_view kShape = "99:99-Tx99/9.9Z";
  constexpr DigitShape shape(kShape);
  const std::string fitting = "09:51-Tx83/2.7Z";
  ASSERT_TRUE(shape.fits(fitting, 0));
  ASSERT_FALSE(shape.fits(fitting, 1));
  ASSERT_FALSE(shape.fits(fitting, 100));
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text = "ab" + fitting + "c";
      text[i + 2] = static_cast<char>(byte);
      const bool expected = kShape[i] == '9' ? is_digit(text[i + 2]) : text[i + 2] == kShape[i];
      ASSERT_EQ(shape.fits(text, 2), expected) << i << " " << byte;
    }
  }
}

}  // namespace
}  // namespace telltale::internal
