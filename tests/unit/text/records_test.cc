#include "text/records.h"

#include <gtest/gtest.h>

#include <string>

#include "text/starters.h"
#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Records, EveryStarterStartsItsExample) {
  for (const Starter* starter = starters_begin(); starter != starters_end(); ++starter) {
    EXPECT_TRUE(matches_starter(starter->example)) << starter->shape;
    EXPECT_TRUE(starts_record(starter->example)) << starter->shape;
    EXPECT_TRUE(begins_record("failed calling webhook", starter->example)) << starter->example;
  }
}

TEST(Records, StartTheSameRawAndClean) {
  for (const std::string_view decoration :
       {"", "    ", "\t", "> ", ">>> ", "│ ", "| ", "&gt; ", "&gt;&gt;&gt; ", "\x1B[31m", "[0K[31;1m", "\\x1b[1m",
        "\\u001b[31m", "\\t", "<b>", "\u00A0\u200B", "\xEF\xBB\xBF"}) {
    for (const Starter* starter = starters_begin(); starter != starters_end(); ++starter) {
      const std::string raw = std::string(decoration) + std::string(starter->example);
      EXPECT_TRUE(starts_record(raw)) << raw;
      EXPECT_TRUE(starts_record(cleaned(raw))) << raw;
    }
    for (const std::string_view line :
         {"webhook: Post", "dial tcp 10.96.20.99:443: connect", "\"webhook.x.io\": failed"}) {
      const std::string raw = std::string(decoration) + std::string(line);
      EXPECT_FALSE(starts_record(raw)) << raw;
      EXPECT_FALSE(starts_record(cleaned(raw))) << raw;
    }
  }
}

TEST(Records, StartWithoutAShapeOfTheirOwn) {
  for (const std::string_view line : {
           "2024-05-19T13:15:32Z x",
           "2024-05-19 13:15:32,552 +0200 x",
           "2023/02/22 04:36:41 Not ready",
           "Apr 04 19:12:15 node-a kubelet[1204]: x",
           "[2024-05-19T13:15:32.552Z] x",
           "web-1  | x",
           "[pod/a/b] x",
           "module.x.null_resource.y (local-exec): x",
           "#12 3.456 x",
           "// x",
           "issuer.cert-manager.io/x created",
           "namespace/cert-manager-test unchanged",
           "namespace \"x\" deleted",
           "deployment.apps/web condition met",
           "\"msg\": \"failed calling webhook\",",
           R"(\"ts\": 1757002512.31,)",
           "\"v\": 0",
           "\"items\": [",
           "\"ok\": true,",
           "cert-manager-webhook   <none>      236d",
           "| a | b |",
           "**Error from server: x**",
           "`Error: x`",
           "“Error: x”",
           "\"Error: x\"",
           "_Error: x_",
       }) {
    EXPECT_TRUE(starts_record(line)) << line;
  }
}

// How messages go on when they are wrapped.
TEST(Records, GoOnInWrappedLines) {
  for (const std::string_view line : {
           "Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed to call webhook:",
           "Post \"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\":",
           "dial tcp 10.96.20.99:443: connect: connection refused",
           "10.96.20.99:443: connect: connection refused",
           "x509: certificate signed by unknown authority",
           "service \"x\" not found",
           "not cert-manager-webhook.cert-manager.svc",
           "webhook: Post",
           "occurred: failed",
           "refused: x",
           ": x",
           "",
           "\"webhook.cert-manager.io\": failed to call webhook: Post",
           "\"https://x.svc:443/y\": EOF",
           "at the cluster scope: GKEAutopilot authz",
           "t=10s\": dial tcp",
           "s: x",
           "InternalError): error when creating",
           "2025-06-12T13:23:58Z is after 2025-06-10T09:11:40Z",
           "2025-06-10T09:11:40Z.",
           "namespace \"kube-system\": x",
           "resource \"leases\" in API group",
           "443: connect",
           "(x41 over 9m)",
           "[denied by managed-namespaces-limitation]",
           "resource\"  \"secret_name\"=\"x\"  \"secret_namespace\"=\"y\"",
           "-connection",
           "*x*",
           "1/1 x",
           "errors occurred",
       }) {
    EXPECT_FALSE(starts_record(line)) << line;
  }
}

TEST(Records, LooksAtTheFirstBytesOnly) {
  const std::string line = std::string(127, 'x') + "   a   b   c";
  EXPECT_FALSE(starts_record(line));
  EXPECT_TRUE(starts_record("Error: " + std::string(1'000'000, 'x')));
}

TEST(Records, BlankLines) {
  for (const std::string_view line :
       {"",     " ",          "\t\r",    "│",      "│   ",         ">",          "> >",         "|",
        "||",   "#",          "//",      "---",    "=====",        "***",        "+----+----+", "|---|---|",
        "```",  "```console", "~~~",     "{code}", "{code:bash}",  "{noformat}", "╷",           "╵",
        "&gt;", "\u00A0",     "\x1B[0m", "______", "\xEF\xBB\xBF", "- - -"}) {
    EXPECT_TRUE(is_blank_line(line)) << line;
    EXPECT_TRUE(is_blank_line(cleaned(line))) << line;
  }
  for (const std::string_view line :
       {"x", "> x", "-", "*", "--", "``", "```x y", "{code", "{", "}", "...", "│ x", "é"}) {
    EXPECT_FALSE(is_blank_line(line)) << line;
  }
}

// Two neighbours that stay two, and two that become one: what the message text of both lines is.
TEST(Records, OfTwoLines) {
  constexpr TextCase kCases[] = {
      {"failed calling\nwebhook", "failedcallingwebhook"},
      {"failed\n\nwebhook", "failed\nwebhook"},
      {"failed\n│\nwebhook", "failed\nwebhook"},
      {"connect: connection refused\nissuer.cert-manager.io/x created",
       "connect:connectionrefused\nissuer.cert-manager.io/xcreated"},
      {"## Expected\nit works", "##expected\nitworks"},
      {"not yet valid: current time\n2025-06-12T13:23:58Z is after x",
       "notyetvalid:currenttime2025-06-12t13:23:58zisafterx"},
      {"current time 2025-06-12T13:23:58Z is after\n2025-06-10T09:11:40Z",
       "currenttime2025-06-12t13:23:58zisafter2025-06-10t09:11:40z"},
      {"web | Error: a\nweb | b", "weberror:ab"},
      {"web | Error: a\nweb |\nweb | b", "weberror:a\nwebb"},
      {"web | Error: a\nweb | Error: b", "weberror:a\nweberror:b"},
      {"web-1 | Error: a\nweb-2 | b", "web-1error:a\nweb-2b"},
      {"2022-08-11T23:16:29.201Z  apiserver  a\n2022-08-11T23:16:29.377Z  apiserver  b",
       "2022-08-11t23:16:29.201zapiservera\n2022-08-11t23:16:29.377zapiserverb"},
      {"Message: a\nReason: b", "message:a\nreason:b"},
      {"failed to apply,\n  reason: Internal error", "failedtoapply,reason:internalerror"},
      {"failed to apply\nreason: Internal error", "failedtoapply\nreason:internalerror"},
      {"reason: InternalError,\nerror: Internal error", "reason:internalerror,error:internalerror"},
      {"error when creating\n\"STDIN\": Internal", "errorwhencreatingstdin:internal"},
      {"- a\n- b", "-a\n-b"},
      // In whatever format, lines that begin alike are lines of one log.
      {"081109 203615 148 INFO dfs: a\n081109 203807 222 INFO dfs: b",
       "081109203615148infodfs:a\n081109203807222infodfs:b"},
      {"[10.30 16:49:06] chrome.exe\n[10.30 16:49:07] close", "[10.3016:49:06]chrome.exe\n[10.3016:49:07]close"},
      {"081109 203615 148 INFO dfs: a\n  goes on", "081109203615148infodfs:agoeson"},
      {"10.96.20.99:443\n10.96.20.98:443", "10.96.20.99:443\n10.96.20.98:443"},
      {"1 of 2: a\n2 of 2: b", "1of2:a2of2:b"},
      {"Mon  a\nTue  b", "mona\ntueb"},
      // What is said in the same words is said once more.
      {"failed calling webhook \"a.io\": x\nfailed calling webhook \"b.io\": y",
       "failedcallingwebhooka.io:x\nfailedcallingwebhookb.io:y"},
      {"> Internal error occurred: a\n> Internal error occurred: b",
       "internalerroroccurred:a\ninternalerroroccurred:b"},
      {"internal error occurs\ninternal error a", "internalerroroccursinternalerrora"},
      {"db app says x\ndb app says y", "dbappsaysxdbappsaysy"},
      {"my-kube-node says: a\nmy-kube-node says: b", "my-kube-nodesays:amy-kube-nodesays:b"},
      // Behind the same names, as stern, kail and kubetail have them.
      {"kube-apiserver-cp1 kube-apiserver I0304 05:06:07.1 1 a\nkube-apiserver-cp1 kube-apiserver W0304 05:06:08.1 1 b",
       "kube-apiserver-cp1kube-apiserveri030405:06:07.11a\nkube-apiserver-cp1kube-apiserverw030405:06:08.11b"},
      {"web/db-0[app]: a\nweb/db-0[app]: {\"msg\":\"b\"}", "web/db-0[app]:a\nweb/db-0[app]:{msg:b}"},
      {"[db-0 app] a\n[db-0 app] 2022-08-11T23:16:29Z b", "[db-0app]a\n[db-0app]2022-08-11t23:16:29zb"},
      {"kube-proxy  | a\nkube-proxy  | b | Monday |", "kube-proxyakube-proxybmonday"},
      {"db-0  | a\ndb-0  | b | Monday |", "db-0abmonday"},
      {"db-0 app a\ndb-0 app b", "db-0appadb-0appb"},
      {"a wrapped line of a message\na wrapped Error: b", "awrappedlineofamessageawrappederror:b"},
      {"Nov 18 09:59:59 node-0 k3s[9001]: HTTP/1.1 200 OK\nNov 18 09:59:59 node-0 k3s[9001]: Content-Length: 0",
       "nov1809:59:59node-0k3s[9001]:http/1.1200okcontent-length:0"},
      {"| a | b |\n| c | d |", "ab\ncd"},
      {"remote: Error: a\nremote: b\nremote: Error: c", "remote:error:ab\nerror:c"},
      {"stderr: a\nstderr:\nstderr: b", "stderr:astderr:stderr:b"},
  };
  for (const TextCase& text_case : kCases) {
    EXPECT_EQ(message_of(text_case.raw), text_case.expected) << text_case.raw;
  }
}

// --- The window

// The window around the first `hit` in `text`, as text.
std::string window_text(std::string_view text, std::string_view hit, std::size_t reach, bool* cut = nullptr) {
  const ExactCopy copy(text);
  const std::size_t at = text.find(hit);
  const Window window = record_window(copy.view(), at, at + hit.size(), reach);
  EXPECT_LE(window.begin, at);
  EXPECT_GE(window.end, at + hit.size());
  EXPECT_LE(at - window.begin, reach);
  EXPECT_LE(window.end - at - hit.size(), reach);
  if (cut != nullptr) *cut = window.cut;
  return std::string(text.substr(window.begin, window.end - window.begin));
}

TEST(Window, IsTheRecord) {
  const std::string_view text = "Error: one\ngoes on\n  > Error: two\n  > hit here\n  > and on\n\nnext\n";
  bool cut = true;
  EXPECT_EQ(window_text(text, "hit", 1000, &cut), "  > Error: two\n  > hit here\n  > and on");
  EXPECT_FALSE(cut);
  EXPECT_EQ(window_text(text, "one", 1000), "Error: one\ngoes on");
  EXPECT_EQ(window_text(text, "next", 1000), "next");
  EXPECT_EQ(window_text("hit", "hit", 1000, &cut), "hit");
  EXPECT_FALSE(cut);
  EXPECT_EQ(window_text("a\r\n\r\nhit\r\n\r\nb", "hit", 1000), "hit\r");
}

TEST(Window, SeesThroughSharedPrefixes) {
  const std::string_view text =
      "2024-05-19T13:15:32.5523789Z Error: a\n2024-05-19T13:15:32.5523799Z hit\n2024-05-19T13:15:33.5523789Z on\n"
      "2024-05-19T13:15:34.5523789Z Error: b\n";
  EXPECT_EQ(window_text(text, "hit", 1000),
            "2024-05-19T13:15:32.5523789Z Error: a\n2024-05-19T13:15:32.5523799Z hit\n2024-05-19T13:15:33.5523789Z on");
}

std::string announcing(std::string_view text, std::string_view announced, std::size_t reach = 1000) {
  const std::size_t begin = text.find(announced);
  const std::size_t from = announced_from(text, begin, reach);
  return std::string(text.substr(from, begin - from));
}

TEST(AnnouncedFrom, IsTheRecordThatEndsInAColon) {
  EXPECT_EQ(announcing("x\n\nError: 1 error\noccurred:\n\t* a", "\t* a"), "Error: 1 error\noccurred:\n");
  EXPECT_EQ(announcing("1 error occurred:\r\n* a", "* a"), "1 error occurred:\r\n");
  EXPECT_EQ(announcing("1 error occurred:<br>\n* a", "* a"), "1 error occurred:<br>\n");
  EXPECT_EQ(announcing(R"({"log":"1 error occurred:\n","stream":"stderr"})"
                       "\n* a",
                       "* a"),
            R"({"log":"1 error occurred:\n","stream":"stderr"})"
            "\n");
  EXPECT_EQ(announcing("it says:\n\n* a", "* a"), "");  // a blank line stands between
  EXPECT_EQ(announcing("1 error occurred\n* a", "* a"), "");
  EXPECT_EQ(announcing("1 error occurred: * a", "* a"), "");
  EXPECT_EQ(announcing("Error: far away\nand long:\n* a", "* a", 10), "");
  EXPECT_EQ(announcing("\n* a", "* a"), "");
  EXPECT_EQ(announcing("* a", "* a"), "");
}

TEST(Window, IsCutAtLineEnds) {
  const std::string text = "aaaa\nbbbb\ncccc\nhit\ndddd\neeee\nffff";
  bool cut = false;
  EXPECT_EQ(window_text(text, "hit", 11, &cut), "bbbb\ncccc\nhit\ndddd\neeee");
  EXPECT_TRUE(cut);
  EXPECT_EQ(window_text(text, "hit", 7, &cut), "cccc\nhit\ndddd");
  EXPECT_TRUE(cut);
  EXPECT_EQ(window_text(text, "hit", 0, &cut), "hit");
  EXPECT_EQ(window_text(text, "hit", 15, &cut), text);
  EXPECT_FALSE(cut);
}

TEST(Window, OfAHugeLineIsCutBetweenCharacters) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "é";
  text += "hit";
  for (int i = 0; i < 1000; ++i) text += "é";
  bool cut = false;
  for (const std::size_t reach : {10U, 11U}) {
    EXPECT_EQ(window_text(text, "hit", reach, &cut), "éééééhitééééé") << reach;
    EXPECT_TRUE(cut);
  }
}

TEST(Window, OfAHugeLineEndsAtEscapedLineEnds) {
  const std::string filler(1000, 'x');
  const std::string text = R"({"log":")" + filler + R"(\nError: a\nhit and\\non\nError: b\n)" + filler + R"("})";
  bool cut = true;
  EXPECT_EQ(window_text(text, "hit", 500, &cut), R"(Error: a\nhit and\\non)");
  EXPECT_FALSE(cut);
}

// Whatever the column and the decoration, the window around any place of the message holds all of it.
TEST(Window, HoldsWrappedMessages) {
  const std::string message =
      "Error: Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: "
      "Post";
  for (const std::string prefix : {"", "    ", "> ", "│ ", "# ", "web-1  | ", "2024-05-19T13:15:32.5523789Z "}) {
    for (std::size_t width = 20; width < 80; width += 7) {
      std::string text = prefix + "Error: before\n";
      const std::size_t begin = text.size();
      for (std::size_t at = 0; at < message.size(); at += width) text += prefix + message.substr(at, width) + "\n";
      const std::size_t end = text.size() - 1;
      text += prefix + "Error: behind\n";
      for (std::size_t at = begin; at < end; at += 13) {
        const Window window = record_window(text, at, at + 1, 4096);
        EXPECT_EQ(window.begin, begin) << prefix << width;
        EXPECT_EQ(window.end, end) << prefix << width;
      }
    }
  }
}

// Every place of a long text is asked once, as the gate does it: the time must not grow with the square of the text.
TEST(Window, CostsWhatTheWindowCosts) {
  std::string line(4'000'000, 'x');
  for (std::size_t i = 0; i < line.size(); i += 97) line[i] = '\\';
  std::size_t windows = 0;
  for (std::size_t at = 0; at < line.size(); ++windows) at = std::max(at + 1, record_window(line, at, at, 4096).end);
  EXPECT_LE(windows, line.size() / 4096 + 2);
}

}  // namespace
}  // namespace telltale::internal
