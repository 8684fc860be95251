#include <gtest/gtest.h>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Ansi, ColoursAndCursorsGo) {
  expect_cleaned({
      {"\x1B[31mfailed\x1B[0m calling", "failed calling"},
      {"\x1B[1;38;5;196mred\x1B[m", "red"},
      {"\x1B[2K\x1B[1Gdone\x1B[K", "done"},
      {"\x1B[?25lhidden\x1B[?25h", "hidden"},
      {"conn\x1B[4mect: conn\x1B[24mection refused", "connect: connection refused"},
      {"\x1B(Bplain\x1B"
       "7\x1B"
       "8 \x1B=x\x1B>",
       "plain x"},
      {"cut at the end \x1B[31", "cut at the end "},
      {"lone \x1B"
       "escape \x1B",
       "lone escape "},
      {"lone: \x1B read tcp, \x1B Gannounced", "lone:  read tcp, announced"},
  });
}

TEST(Ansi, StringsOfTheTerminalGo) {
  expect_cleaned({
      {"\x1B]0;title\x07text", "text"},
      {"\x1B]8;;https://x.io\x1B\\label\x1B]8;;\x1B\\ on", "label on"},
      {"\x1BP1$r0m\x1B\\text", "text"},
      // Without an end, only the introducer goes.
      {"\x1B]0;no end\nnext", "0;no end\nnext"},
  });
}

TEST(Ansi, C1FormsGo) {
  expect_cleaned({
      {"\xC2\x9B"
       "31mred\xC2\x9B"
       "0m",
       "red"},
      {"\xC2\x9D"
       "0;title\xC2\x9Ctext",
       "text"},
      {"a \x9B"
       "31mred",
       "a red"},
      {"\xE6\x9B\x9B stays", "\xE6\x9B\x9B stays"},  // 0x9B as a part of UTF-8
  });
}

TEST(Ansi, ShownFormsGo) {
  expect_cleaned({
      {"^[[31mred^[[0m", "red"},
      {"\xE2\x90\x9B[31mred\xE2\x90\x9B[0m", "red"},
      {"\xE2\x86\x90[31mred\xE2\x86\x90[0m", "red"},
      {"\xEF\xBF\xBD[31mred\xEF\xBF\xBD[0m", "red"},
      {"^[a-z]+$ and ^[[ alone", "^[a-z]+$ and ^[[ alone"},
  });
}

TEST(Ansi, OrphansGo) {
  expect_cleaned({
      {"[31mError[0m: x", "Error: x"},
      {"[0KRunning after_script", "Running after_script"},
      {"[0K[31;1mERROR: Job failed[0;m", "ERROR: Job failed"},
      {"[?25lx[?25h", "x"},
  });
}

TEST(Ansi, WhatOnlyLooksLikeAnOrphanStays) {
  expect_cleaned({
      {"rate(x[5m])", "rate(x[5m])"},
      {"rate(x[1m30s])", "rate(x[1m30s])"},
      {"rate(x[5m:1m])", "rate(x[5m:1m])"},
      {"Trace[90851611]: [10.009609578s] END", "Trace[90851611]: [10.009609578s] END"},
      {"[K8S] [master] [m] [1] [::1] [2K8s]", "[K8S] [master] [m] [1] [::1] [2K8s]"},
      {"[09:14] [1234m", "[09:14] [1234m"},
  });
}

TEST(Ansi, MapsAround) {
  const std::string_view raw = "\x1B[31mfailed\x1B[0m calling";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.clean_text, raw, "failed calling"), "failed\x1B[0m calling");
  EXPECT_EQ(original_of(result.clean_text, raw, "failed"), "failed");
}

TEST(Controls, LineEnds) {
  expect_cleaned({
      {"a\r\nb\r\r\nc\r", "a\nb\nc"},
      {"10%\r20%\rdone", "10%\n20%\ndone"},
      {"N\bNA\bAM\bME\bE", "NAME"},
      {"\xC3\xA9\b\xE2\x82\xAC\bx", "x"},
      {"\b\bx\n\by", "x\ny"},
      {"ab\b\b\bcd", "cd"},
  });
}

TEST(Controls, MapLeavesOutWhatWasOverstruck) {
  const std::string_view raw = "xN\bNy";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.clean_text, raw, "N"), "N");
  EXPECT_EQ(result.clean_text.begin[1], 3U);
}

}  // namespace
}  // namespace telltale::internal
