#include <gtest/gtest.h>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Escapes, AreUndoneAtAnyDepth) {
  expect_cleaned({
      {R"(no escapes)", "no escapes"},
      {R"(webhook \"webhook.cert-manager.io\":)", R"(webhook "webhook.cert-manager.io":)"},
      {R"(webhook \\\"webhook.cert-manager.io\\\":)", R"(webhook "webhook.cert-manager.io":)"},
      {R"(webhook \\\\\\\"webhook\\\\\\\":)", R"(webhook "webhook":)"},
      {R"(it\'s \`code\`)", R"(it's `code`)"},
      {R"(https:\/\/cert-manager-webhook.cert-manager.svc:443\/mutate)",
       "https://cert-manager-webhook.cert-manager.svc:443/mutate"},
      {R"(one\ntwo\\nthree)", "one\ntwo\nthree"},
      {R"(one\r\ntwo\r\\nthree\rfour)", "one\ntwo\nthree\nfour"},
      {R"(name\tvalue)", "name value"},
      {"one\\n\ntwo", "one\ntwo"},  // wrapped right behind the escape, and right in front of it
      {"one\n\\ntwo", "one\ntwo"},
      {R"(one\n\ntwo)", "one\n\ntwo"},
      {R"(a \)"
       "\nb",
       "a b"},
      {R"(failed to cal\)"
       "\n      l webhook",
       "failed to call webhook"},
  });
}

TEST(Escapes, OfCodePointsAndBytes) {
  expect_cleaned({
      {R"(\u0022webhook\u0022 \u003chttp://x\u003e \u0026)", R"("webhook" http://x &)"},
      {R"(\\u0022webhook\\u0022)", R"("webhook")"},
      {"timeout=30s\\\nu0022: x \\u00\n22y", R"(timeout=30s": x "y)"},
      {R"(\u{22}x\u{22} \U00000022)", R"("x" ")"},
      {R"(\ud83d\ude00 \\ud83d\\ude00 \U0001F600)", "\U0001F600 \U0001F600 \U0001F600"},
      {R"(lone \ud83d and \ude00)", R"(lone \ud83d and \ude00)"},
      {R"(\x22webhook\x22)", R"("webhook")"},
      {R"(\042webhook\042)", R"("webhook")"},
      {R"(b'\xe2\x80\x9cwebhook\xe2\x80\x9d')", R"(b'"webhook"')"},
      {R"(\342\200\234webhook\342\200\235)", R"("webhook")"},
      {R"(caf\xe9 x\xa0y)", "caf\xC3\xA9 x y"},
      {R"(\u12 \u{ \u{110000} \U00110000 \x2 \04 \18)", R"(\u12 \u{ \u{110000} \U00110000 \x2 \04 \18)"},
      {R"(\d+ \w* ca\.crt \$HOME)", R"(\d+ \w* ca\.crt \$HOME)"},
  });
}

TEST(Escapes, LeaveWindowsPathsAlone) {
  expect_cleaned({
      {R"(PS C:\src\new> kubectl apply -f .\ssl\temp\issuer.yaml)",
       R"(PS C:\src\new> kubectl apply -f .\ssl\temp\issuer.yaml)"},
      {R"(error when creating ".\\ssl\\new.yaml": x)", R"(error when creating ".\\ssl\\new.yaml": x)"},
      {R"(..\templates\nginx.yaml)", R"(..\templates\nginx.yaml)"},
      // Behind a path, a line end is one when a record follows or when its backslashes are not the path's.
      {R"(apply -f .\iss.yml\nError from server: x)", "apply -f .\\iss.yml\nError from server: x"},
      {R"({"log":"apply -f .\\iss.yml\nnext"})", "{\"log\":\"apply -f .\\\\iss.yml\nnext\"}"},
      // No drive and no dots: an escape.
      {R"(try again.\nthen)", "try again.\nthen"},
      {R"(to call webhook:\nPost)", "to call webhook:\nPost"},
      {R"(wait...\nok)", "wait...\nok"},
  });
}

TEST(Escapes, OfRsyslog) {
  expect_cleaned({
      {"refused#012Error: x", "refused\nError: x"},
      {"a#011b #033[31mred#033[0m", "a b red"},
      {"a#015#012b", "a\nb"},
      {"issue #012345 and #0123 and &#012;x", "issue #012345 and #0123 and \fx"},
      {"colour #012abc;", "colour #012abc;"},
  });
}

TEST(Escapes, OfTerminalsEndInRawOnes) {
  expect_cleaned({
      {R"(\x1b[31mred\x1b[0m)", "red"},
      {R"(\u001b[1;31mred\u001b[m)", "red"},
      {R"(\033[31mred\033[0m \e[1mbold\e[0m)", "red bold"},
      {R"(\u001b]8;;https://x.io\u001b\\text\u001b]8;;\u001b\\ next)", "text next"},
  });
}

TEST(Escapes, MapToWhatTheyStandFor) {
  const std::string_view raw = R"({"error":"failed calling webhook \\\"w.io\\\": failed\u0021 \ud83d\ude00"})";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.clean_text, raw, R"("w.io")"), R"(\\\"w.io\\\")");
  EXPECT_EQ(original_of(result.clean_text, raw, "!"), R"(\u0021)");
  EXPECT_EQ(original_of(result.clean_text, raw, "\U0001F600"), R"(\ud83d\ude00)");
  EXPECT_EQ(original_of(result.message, raw, "webhookw.io:failed"), R"(webhook \\\"w.io\\\": failed)");
}

}  // namespace
}  // namespace telltale::internal
