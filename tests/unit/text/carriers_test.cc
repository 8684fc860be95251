// What mails and docker do to every line.
#include <gtest/gtest.h>

#include "text/line_text.h"
#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(QuotedPrintable, IsUndone) {
  expect_cleaned({
      {"mutate?timeout=3D10s", "mutate?timeout=10s"},
      {"webhook =22w.io=22: Post =22https://x?timeout=3D10s=22", R"(webhook "w.io": Post "https://x?timeout=10s")"},
      {"webhook =E2=80=9Cw.io=E2=80=9D", "webhook \"w.io\""},
      {"Error from server (InternalError): error when creating \"cert-issuer-letsenc=\n"
       "rypt-dev.yml\": failed calling webhook \"webhook.cert-manager.io\": Post \"h=\nttps://x\"",
       "Error from server (InternalError): error when creating \"cert-issuer-letsencrypt-dev.yml\": failed calling "
       "webhook \"webhook.cert-manager.io\": Post \"https://x\""},
      {"https://cert-manager-webhook.cert-manager.svc:443/mutate/as/far/as/?timeout=3D=\n10s",
       "https://cert-manager-webhook.cert-manager.svc:443/mutate/as/far/as/?timeout=10s"},
  });
}

// A line end that stands in front of an encoded byte is no part of it.
TEST(QuotedPrintable, KeepsALineEndInFrontOfAColour) { expect_cleaned({{"a=\n=1B[31mb", "a=\nb"}}); }

// One soft line break, at the length where they stand, in front of what no key's value begins with.
TEST(QuotedPrintable, ALoneSoftLineBreak) {
  const std::string full(70, 'x');
  expect_cleaned({
      {full + "=\n://w.io", full + "://w.io"},
      {full + " =\n\"w\" x", full + " \"w\" x"},
      {full + "key=\n9 x", full + "key=\n9 x"},
  });
}

TEST(QuotedPrintable, LeavesOtherSignsAlone) {
  expect_cleaned({
      {"a=b c == d =E2 =ZZ x=", "a=b c == d =E2 =ZZ x="},
      {"Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate/far?timeout=\n10s\"",
       "Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate/far?timeout=\n10s\""},
  });
}

// Lines of a log that end in an empty value: what stands in them beside shows that nobody encoded them.
TEST(QuotedPrintable, LeavesEmptyValuesAlone) {
  const std::string line = "- WARN Connection broken for id 188978561024, my id = 2, error = \n";
  expect_cleaned({{line + line + "Post https://x?timeout=28s: EOF", line + line + "Post https://x?timeout=28s: EOF"}});
}

TEST(Envelopes, OfDockerAreOpened) {
  expect_cleaned({
      {R"({"log":"connection refused\n","stream":"stderr","time":"2022-06-25T23:43:22.208526242Z"})",
       "connection refused"},
      {"{\"log\":\"\\u003e connect: connec\\n\",\"stream\":\"stderr\",\"time\":\"2022-06-25T23:43:22.1Z\"}\n"
       "{\"log\":\"\\u003e tion refused\\n\",\"stream\":\"stderr\",\"time\":\"2022-06-25T23:43:22.2Z\"}",
       "connect: connec\ntion refused"},
      {R"({"log":"of another program"})", R"({"log":"of another program"})"},
  });
}

std::string lines_of(std::string_view text) {
  const Cleaned result(text);
  MappedText lines;
  if (!strip_line_prefixes(result.clean_text, &lines)) return result.clean_text.text;
  expect_sound(lines, text.size());
  return lines.text;
}

TEST(LineText, IsWhatTheLinesSayWithoutTheirPrefixes) {
  EXPECT_EQ(lines_of("2024-05-01T10:00:00.123456789Z stderr F NAME   READY\n"
                     "2024-05-01T10:00:00.123456789Z stderr F web-0  0/1"),
            "NAME   READY\nweb-0  0/1");
  EXPECT_EQ(lines_of("edge-5d7f97b46d-2x8kt app web-0   0/1"), "web-0   0/1");
  EXPECT_EQ(lines_of("allowed | Monday |"), "allowed | Monday |");
  EXPECT_EQ(lines_of("allowed | Monday |```"), "allowed | Monday |```");
  EXPECT_EQ(lines_of("web-1  | allowed | Monday |"), "allowed | Monday |");
  EXPECT_EQ(lines_of("##[error]web-0   0/1"), "web-0   0/1");
  EXPECT_EQ(lines_of("2023-01-22T20:57:33.8050165Z ##[error]2023-06-10T23:59:36.026735084Z web-0   0/1"),
            "web-0   0/1");
  EXPECT_EQ(lines_of("web-5d7f97b46d-2x8kt   0/1   Running"), "web-5d7f97b46d-2x8kt   0/1   Running");
}

}  // namespace
}  // namespace telltale::internal
