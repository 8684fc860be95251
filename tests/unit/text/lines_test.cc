#include <gtest/gtest.h>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Lines, DecorationGoes) {
  expect_cleaned({
      {"    a\n\tb\n  \n", "a\nb\n\n"},
      {"> a\n>> b\n> > c\n>\n", "a\nb\nc\n\n"},
      {"│ Error: x\n│\n╵", "Error: x\n\n"},
      {"| a\n|\n| b", "a\n\nb"},
      {"&gt; &gt; a", "a"},
      {"  │ > | a", "a"},
  });
}

TEST(Lines, TablesKeepTheirBars) {
  for (const std::string_view raw : {"| a | b |\n|---|---|\n| c | d |", "| connect: connection refused | x |"}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
  EXPECT_EQ(cleaned("| Error: x |\n| y |"), "Error: x |\ny |");  // a box: no bar between
}

TEST(Lines, PrefixesGoInFrontOfContinuedLines) {
  expect_cleaned({
      {"# failed calling webhook\n# \"x\": y", "# failed calling webhook\n\"x\": y"},
      {"  // failed\n  // calling", "// failed\ncalling"},
      {"web-1  | failed\nweb-1  | calling", "web-1  | failed\ncalling"},
      {"[pod/a/b] failed\n[pod/a/b] calling", "[pod/a/b] failed\ncalling"},
      {"2024-05-19T13:15:32.5523789Z failed\n2024-05-19T13:15:33.5523789Z calling",
       "2024-05-19T13:15:32.5523789Z failed\ncalling"},
      {"2024-05-19T13:15:32.552378912Z stdout F failed\n2024-05-19T13:15:32.552378912Z stdout F calling",
       "2024-05-19T13:15:32.552378912Z stdout F failed\ncalling"},
      {"2024-05-19T13:15:32.552378Z 01O failed\n2024-05-19T13:15:32.552378Z 01O+calling",
       "2024-05-19T13:15:32.552378Z 01O failed\ncalling"},
      // One behind the other.
      {"web | 2024-05-19T13:15:32.5523789Z a\nweb | 2024-05-19T13:15:32.5523789Z b",
       "web | 2024-05-19T13:15:32.5523789Z a\nb"},
      // A program's own time: only when the line before is visibly not at its end.
      {"2024-05-19 13:15:32,552 failed to call webhook:\n2024-05-19 13:15:32,553 Post",
       "2024-05-19 13:15:32,552 failed to call webhook:\nPost"},
  });
}

// The label of a tool that no list knows goes from the second line on, in front of records, too.
TEST(Lines, LabelsOfTwoLinesGo) {
  expect_cleaned({
      {"remote: failed\nremote: calling\nremote: webhook", "remote: failed\ncalling\nwebhook"},
      {"==> default: failed\n==> default: Error: x", "==> default: failed\nError: x"},
      {"(node-1) failed\n(node-1) calling", "(node-1) failed\ncalling"},
      {"JD> failed\nJD> calling", "JD> failed\ncalling"},
      {"E       failed\nE        calling", "E       failed\ncalling"},
      {"  node-1: failed\n  node-1: calling", "node-1: failed\ncalling"},
      {"? Error: failed\n? calling", "? Error: failed\ncalling"},
      {"web | (a) failed\nweb | (a) calling\nweb | (a) Error: x", "web | (a) failed\ncalling\nweb | (a) Error: x"},
  });
  for (const std::string_view raw : {
           "node-1: failed\nnode-2: calling",             // another name
           "Error: a\nError: b",                          // what begins a record is no label
           "a: 20240519 131532 x\na: 20240519 131533 y",  // numbers begin alike
           "remote:\nremote: calling",                    // says nothing
           "remote: ## Title\nremote: text",              // a heading is one line
           "the webhook failed\nthe webhook works",       // words
           // Lines of a log, by a time that the program wrote.
           "2024-05-19T13:15:32.552Z E failed\n2024-05-19T13:15:32.552Z E refused",
           "2024-05-19 13:15:32,552 controller-1: failed\n2024-05-19 13:15:32,552 controller-1: refused",
           "https://x.example/a: failed\nhttps://x.example/a: failed",  // no name
       }) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

// Editors, cat -n, less -N and grep -n count lines.
TEST(Lines, NumbersThatCountLinesGo) {
  expect_cleaned({
      {"    9\tfailed\n   10\tcalling\n   11\tError: x", "9\tfailed\ncalling\nError: x"},
      {"120:failed\n121:calling", "120:failed\ncalling"},
      {"logs/app-22.log:9:failed\nlogs/app-22.log:10:calling", "logs/app-22.log:9:failed\ncalling"},
      {"   9 failed\n  10 calling", "9 failed\ncalling"},
  });
  for (const std::string_view raw :
       {"9 failed\n11 calling", "a:9:failed\nb:10:calling", "10.0.0.1\n11.0.0.1", "1 of 2: a\n2 of 2: b"}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(Lines, PrefixesStayInFrontOfRecords) {
  for (const std::string_view raw : {
           "web-1 | Error: a\nweb-1 | Error: b",                                             // a record behind it
           "web-1 | a\nweb-2 | b",                                                           // another name
           "2024-05-19T13:15:32.201Z  apiserver  x\n2024-05-19T13:15:33.377Z  apiserver y",  // a program's own time
           "# Heading", "Apr 04 19:12:15 node-a systemd[1]: Started A.\nApr 04 19:12:15 node-a systemd[1]: Started B.",
           "2024-05-19T13:15:32.5523789Z a\nb\n2024-05-19T13:15:32.5523789Z c",  // no prefix in the line before
       }) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(Lines, MapToWhatSpeaks) {
  const std::string_view raw = "> failed calling\n> webhook: x";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.clean_text, raw, "calling\nwebhook"), "calling\n> webhook");
  EXPECT_EQ(original_of(result.message, raw, "callingwebhook"), "calling\n> webhook");
}

}  // namespace
}  // namespace telltale::internal
