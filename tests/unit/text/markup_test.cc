#include <gtest/gtest.h>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Emphasis, UnderscoresAroundWordsGo) {
  expect_cleaned({
      {"_connection refused_", "connection refused"},
      {"it said: _not kube_system.svc_, twice", "it said: not kube_system.svc, twice"},
      {"_one_ and (_two\nlines_)", "one and (two\nlines)"},
  });
}

TEST(Emphasis, UnderscoresOfNamesStay) {
  for (const std::string_view raw :
       {"__name__ a_b _c d_e", "_ x _", "_open\n\nclose_", "snake_case_ _", "_", "__", "a_"}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(LostQuotes, StandInPairsAroundNames) {
  expect_cleaned({
      {"webhook ?w.io?: Post ?https://x/m?timeout=10s?: EOF",
       "webhook \"w.io\": Post \"https://x/m?timeout=10s\": EOF"},
      {"(?leases?)", "(\"leases\")"},
      {"Is it down? Why? https://x/?a=b", "Is it down? Why? https://x/?a=b"},
      {"a ?b c", "a ?b c"},
      {"a ?b\n\nc? d", "a ?b\n\nc? d"},
  });
}

TEST(Entities, AreUndoneHoweverOftenTheyWereEncoded) {
  expect_cleaned({
      {"webhook &quot;w.io&quot;: &#34;x&#34; &#x22;y&#X22; it&apos;s &#39;z&#39;",
       R"(webhook "w.io": "x" "y" it's 'z')"},
      {"&amp;quot;x&amp;quot; &amp;amp;amp;quot;y&#38;quot;", R"("x" "y")"},
      {"a &lt; b &gt; c &amp; d &amp;amp; e", "a < b > c & d & e"},
      {"connect:&nbsp;connection&#160;refused", "connect: connection refused"},
      {"&ldquo;x&rdquo; &laquo;y&raquo; a&ndash;b", R"("x" "y" a-b)"},
      {"one&#10;two&#13;&#10;three&NewLine;four", "one\ntwo\nthree\nfour"},
      {"?a=1&b=2&lt=3 &no; &; &#; &#x; &#xZ; &#1114112; &#55296; &",
       "?a=1&b=2&lt=3 &no; &; &#; &#x; &#xZ; &#1114112; &#55296; &"},
  });
}

TEST(Entities, TagsOfTheListGo) {
  expect_cleaned({
      {"<p>Internal error.</p><p>next</p>", "Internal error.\n\n\n\nnext\n\n"},
      {"one<br>two<br/>three<BR />four", "one\ntwo\nthree\nfour"},
      {R"(<code class="x">connect: conn<b>ection</b> refused</code>)", "connect: connection refused"},
      {R"(<a href="https://x.io?a=b">text</a>)", "text"},
      {"<pre><code>x</code></pre>", "x\n\n"},
      {"<td>a</td><td>b</td>", "a  b "},
      {"<details open>x", "<details open>x"},
      {"<details><summary>log</summary>x", "log\n\nx"},
  });
}

TEST(Entities, ParagraphsThatEndNoSentenceAreLines) {
  expect_cleaned({
      {"<p>Internal error</p><p>next</p>", "Internal error\nnext\n\n"},
      {"<p><code>failed calling</code></p>\n<p><code>webhook</code></p>\n", "failed calling\nwebhook\n\n\n"},
      {"<p class=MsoNormal><span>failed<o:p></o:p></span></p>\n<p class=MsoNormal>calling<o:p></o:p></p>",
       "failed\ncalling\n\n"},
      {"<p>It failed!</p>\n<p>Why?</p>\n<p>next", "It failed!\n\n\nWhy?\n\n\nnext"},
      {"<p>failed</p>\n\nnext", "failed\n\n\n\nnext"},
      {"<p>failed</p>", "failed\n\n"},
  });
}

TEST(Entities, WordsInAngleBracketsStay) {
  for (const std::string_view raw :
       {"cert-manager-webhook   <none>   236d", "<invalid> <nil> <unknown> <pending> <company_name> <name>",
        "<a webhook> <b", "a < b > c", "<code here>", "</none>", "</", "<", "<span", "<span class="}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(Entities, CommentsSpeak) {
  expect_cleaned({
      {"<!-- Error: x -->", "Error: x \n"},
      {"client --> server", "client --> server"},
      {"<!--a--> b --> c", "a\nb --> c"},
  });
}

TEST(Links, OfMarkdown) {
  expect_cleaned({
      {R"~(Post "[https://a.svc:443/mutate?timeout=10s](https://a.svc/mutate?timeout=10s)": EOF)~",
       R"(Post "https://a.svc:443/mutate?timeout=10s": EOF)"},
      {"see [the guide](https://cert-manager.io/docs/(x)/y \"a title\") now", "see the guide now"},
      {"![screenshot](https://x.io/a.png) [![badge](https://a)](https://b)", "screenshot badge"},
      {"[a](#anchor) [b](/path) [c](./file) [d](<https://x y>)", "a b c [d](https://x y)"},
      {"[https://a.svc:443/mut\nate](https://a.svc/mut\nate)", "https://a.svc:443/mut\nate"},
      {"[x][1] [y] (https://z) a[i](j) [x](https://never closed",
       "[x][1] [y] (https://z) a[i](j) [x](https://never closed"},
      {"[a [b] c](https://x)", "a [b] c"},
      {"https://[fd00::1]:443/x", "https://[fd00::1]:443/x"},
  });
}

TEST(Links, OfSlack) {
  expect_cleaned({
      {"Post “<https://a.svc:443/mutate?timeout=10s>”: x", R"(Post "https://a.svc:443/mutate?timeout=10s": x)"},
      {"<http://cert-manager.io|cert-manager.io>", "cert-manager.io"},
      {"webhook.<http://cert-manager.io/|cert-manager.io>", "webhook.cert-manager.io"},
      {"<https://a.svc:443/x|https://a.svc:443/x>", "https://a.svc:443/x"},
      {"<https://github.com/x/1|issue 1>", "https://github.com/x/1"},
      {"<mailto:a@b.io|a@b.io> <tel:1695420322|1695420322>", "a@b.io 1695420322"},
      {"&lt;https://a.svc:443/x&gt;", "https://a.svc:443/x"},
      {"<https://never closed <https://x>", "<https://never closed https://x"},
      {"<@U123> <#C1|general> <!here>", "<@U123> <#C1|general> <!here>"},
  });
}

TEST(Links, OfJira) {
  expect_cleaned({
      {"[the guide|https://x.io] [https://a.svc:443/x|https://a.svc/x|smart-link]", "the guide https://a.svc:443/x"},
      {"[a|b] [x|y](z)", "[a|b] [x|y](z)"},
      {R"(Post "[https://a.svc:443/validate?timeout=30s]": EOF)",
       R"(Post "https://a.svc:443/validate?timeout=30s": EOF)"},
      {"[https://a.svc: EOF, https://b.svc: EOF] [https://a.svc][1]",
       "[https://a.svc: EOF, https://b.svc: EOF] https://a.svc"},
  });
}

TEST(Links, OfBbcode) {
  expect_cleaned({
      {R"(Post "[url]https://a.svc:443/x[/url]": EOF)", R"(Post "https://a.svc:443/x": EOF)"},
      {"[url=https://a.svc:443/x]https://a.s...3/x[/url]: EOF", "https://a.svc:443/x: EOF"},
      {"[b]dial tcp[/b]: [b] [url=https://x[/url]", "dial tcp: [b] https://x"},
      {"[url=/x]a [url] [urls] [url=https://x]", "[url=/x]a [url] [urls] [url=https://x]"},
  });
}

TEST(Links, OfMarkdownWrappedInFrontOfTheAddress) {
  expect_cleaned({{"\"[https://a.svc:443/x]\n(https://a.svc/x)\": EOF", "\"https://a.svc:443/x\": EOF"}});
  expect_cleaned({{"[https://a.sv\n](https://a.sv)\nc:443: EOF", "https://a.sv\nc:443: EOF"}});
}

// Plain text of Outlook and Teams: the address behind what it was made of.
TEST(Links, OfMail) {
  expect_cleaned({
      {R"(Post "https://a.svc:443/x?timeout=30s"<https://a.svc/x?timeout=30s>: EOF)",
       R"(Post "https://a.svc:443/x?timeout=30s": EOF)"},
      {"https://a.svc/x<https://a.svc/x>: EOF", "https://a.svc/x: EOF"},
      {"webhook \"webhook.x.io\"<http://webhook.x.io/>: x", "webhook \"webhook.x.io\": x"},
      {"webhook.x.io <http://webhook.x.io/>: x", "webhook.x.io http://webhook.x.io/: x"},
      {"see<https://a.svc/x> a.svc.b<https://a.svc/x>", "seehttps://a.svc/x a.svc.bhttps://a.svc/x"},
      {"<https://a.svc><https://b.svc>", "https://a.svchttps://b.svc"},
  });
}

TEST(Links, MapToTheTextThatStays) {
  const std::string_view raw = R"~(Post "[https://a.svc:443/x](https://a.svc/x)": EOF)~";
  const Cleaned result(raw);
  EXPECT_EQ(original_of(result.clean_text, raw, "https://a.svc:443/x"), "https://a.svc:443/x");
  EXPECT_EQ(original_of(result.message, raw, "443/x:eof"), R"~(443/x](https://a.svc/x)": EOF)~");
}

TEST(Unicode, LooksLikeAscii) {
  expect_cleaned({
      {"“a” „b“ «c» ‹d› ‘e’ ‚f‘ ″g″ 「h」『i』 〝j〟 ｢k｣", R"("a" "b" "c" "d" 'e' 'f' "g" "h""i" "j" "k")"},
      {"x\u00A0y\u2003z\u3000w\u202Fv", "x y z w v"},
      {"con\u200Bnect\u00AD: re\u2060fu\uFEFFsed\u202E", "connect: refused"},
      {"a‐b‑c–d—e−f", "a-b-c-d-e-f"},
      {"ｃｏｎｎｅｃｔ：　ｘ５０９", "connect: x509"},
      {"one\u2028two\u0085three", "one\ntwo\nthree"},
      {"a│b─c█d", "a b c d"},
  });
}

TEST(Unicode, WhatSpeaksStays) {
  for (const std::string_view raw : {"…", "❯ x", "• x", "✅ 👍 é ü ñ ß", "接続が拒否されました。、ー", "→ ⇒ ×"}) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(Unicode, BytesThatAreNoUtf8AreWindows1252) {
  expect_cleaned({
      {"webhook \x93w.io\x94: it\x92s\xA0not \x96 x", "webhook \"w.io\": it's not - x"},
      {"\xFF\xFE\x80 \xC3", "\xFF\xFE\x80 \xC3"},
  });
}

TEST(RichText, ElementsBecomeOneText) {
  expect_cleaned({
      {R"([{"type": "text", "text": "Post "}, {"type": "link", "url": "https://x"}, {"type": "text", "text": ": EOF"}])",
       R"([{"type": "text", "text": "Post https://x: EOF"}])"},
      {R"([{"type":"text","text":"a","marks":[{"type":"strong"}]},{"type":"text","text":"b"}])",
       R"([{"type":"text","text":"ab"}])"},
      {R"([{"type":"text","text":"a"},{"type":"hardBreak"},{"type":"text","text":"b"}])",
       "[{\"type\":\"text\",\"text\":\"a\nb\"}]"},
      {R"([{"type":"text","text":"\"a\": "},
           {"type":"text","text":"b","style":{"code":true}}])",
       R"([{"type":"text","text":""a": b","style":{"code":true}}])"},
  });
}

TEST(RichText, OtherObjectsStay) {
  for (const std::string_view raw : {
           R"({"type": "text", "text": "a"} {"type": "text", "text": "b"})",
           R"([{"type": "Warning", "text": "a"}, {"type": "Normal", "text": "b"}])",
           R"([{"type": "text", "text": "a"}, {"name": "b"}])",
           R"([{"type": "text", "text": "no end)",
           R"({"type": )",
       }) {
    EXPECT_EQ(cleaned(raw), raw);
  }
}

TEST(ListsOfLines, BecomeLines) {
  expect_cleaned({
      {R"(["failed calling\n", "webhook: EOF\n"])", "[\"failed calling\nwebhook: EOF\n\"]"},
      {"[\n  \"a \\\"b\\\"\\n\",\n  \"c\\n\"\n]", "[\n\"a \"b\"\nc\n\"\n]"},
      {R"(["a", "b"])", R"(["a", "b"])"},
  });
}

TEST(Highlights, OfKibanaGo) {
  expect_cleaned({
      {"@kibana-highlighted-field@failed@/kibana-highlighted-field@ calling", "failed calling"},
      {"kibana-highlighted-field@ /kibana-highlighted-field@", "kibana-highlighted-field@ /kibana-highlighted-field@"},
  });
}

TEST(Controls, ReturnsOfExcelGo) {
  expect_cleaned({{"failed_x000D_\ncalling_x000D_", "failed\ncalling"}, {"x_x000D_x", "x_x000D_x"}});
}

TEST(WikiColors, TagsGo) {
  expect_cleaned({
      {"connect: {color:red}connection refused{color}", "connect: connection refused"},
      {"{color:#de350b}no end{color}points", "no endpoints"},
      {"{colored} {color {color:no end", "{colored} {color {color:no end"},
  });
}

TEST(Sums, PartsOfAStringBecomeOne) {
  expect_cleaned({
      {"msg: 'failed to ' +\n   'call webhook'", "msg: 'failed to call webhook'"},
      {"\"dial tcp: \" +\n\"connection \" + \n \"refused\"", "\"dial tcp: connection refused\""},
      {"1 +\n2", "1 +\n2"},
      {"'a' +\n\"b\"", "'a' +\n\"b\""},
      {"'a' +\n", "'a' +\n"},
  });
}

TEST(Defanging, IsUndone) {
  expect_cleaned({
      {"Post hxxps://x[.]y[.]svc:443/mutate", "Post https://x.y.svc:443/mutate"},
      {"hxxps[:]//x[.]svc", "https://x.svc"},
      {"hxxp alone", "hxxp alone"},
  });
}

TEST(Redirects, AreTheAddressThatTheyLeadTo) {
  expect_cleaned({
      {R"(Post "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx.y.svc%3A443%2Fmutate%3Ftimeout%3D10s&data=05%7C02&reserved=0": EOF)",
       R"(Post "https://x.y.svc:443/mutate?timeout=10s": EOF)"},
      {"Get https://www.google.com/url?q=https%3A%2F%2Fx.svc%2Fa&sa=D: EOF", "Get https://x.svc/a: EOF"},
      {"https://slack-redir.net/link?url=http%3a%2f%2fx.svc", "http://x.svc"},
      {R"(Post "https://urldefense.com/v3/__https://x.svc:443/a?b=10s__;!!Ab1!c-_9$": EOF)",
       R"(Post "https://x.svc:443/a?b=10s": EOF)"},
      {R"(Post "https://urldefense.proofpoint.com/v2/url?u=https-3A__x-2Dy.svc-3A443_a-3Fb-3D10s&d=Dw&c=a": EOF)",
       R"(Post "https://x-y.svc:443/a?b=10s": EOF)"},
      {"https://urldefense.com/v3/__https://x.svc", "https://urldefense.com/v3/__https://x.svc"},
      {"https://x.svc/a?b=c%3Ad", "https://x.svc/a?b=c%3Ad"},
  });
}

TEST(Percents, OfMessagesAreUndone) {
  expect_cleaned({
      {"https://x.io/new?body=Error%20from%20server%20%28x%29%3A%20%22y%22",
       "https://x.io/new?body\n\nError from server (x): \"y\""},
      {"https://x.io/new?body=dial+tcp%3A+connect%3A+connection+refused",
       "https://x.io/new?body\n\ndial tcp: connect: connection refused"},
      {"GET /a%2Fb%20c?d=%7B%22e%22%7D", "GET /a%2Fb%20c?d=%7B%22e%22%7D"},
      {"50% of 100%20 a%3Ab 1+2+3+4+5", "50% of 100%20 a%3Ab 1+2+3+4+5"},
  });
}

TEST(Links, NumbersAndNamesOfGatewaysGo) {
  expect_cleaned({
      {R"(Post "[https://x.svc:443/a][1]": EOF)", R"(Post "https://x.svc:443/a": EOF)"},
      {R"(Post "https://x.svc:443/a [12]": EOF)", R"(Post "https://x.svc:443/a": EOF)"},
      {R"(Post "[3]https://x.svc:443/a": EOF)", R"(Post "https://x.svc:443/a": EOF)"},
      {R"(Post "https://x.svc:443/a [urldefense.com]": EOF)", R"(Post "https://x.svc:443/a": EOF)"},
      {R"(Post "[https://x.svc/a https://x.svc/a]": EOF)", R"(Post "https://x.svc/a": EOF)"},
      {"kubelet[12]: a [1] b [2024] https://x.io see [text][1] [https://x.io more]",
       "kubelet[12]: a [1] b [2024] https://x.io see [text][1] [https://x.io more]"},
  });
}

}  // namespace
}  // namespace telltale::internal
