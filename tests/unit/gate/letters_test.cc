#include "gate/letters.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "effort.h"
#include "text/characters.h"
#include "text/clean.h"

namespace telltale::internal {
namespace {

bool is_intact(std::string_view line) {
  std::string buffer;
  return letters_of(line, &buffer).intact;
}

bool speaks(char c) { return is_letter(c) || is_digit(c); }

// Whether letters and digits that stand side by side in the clean text do so in `line`, and are the same.
bool keeps_its_words(const std::string& line) {
  MappedText out;
  MappedText scratch;
  static_cast<void>(clean(line, &out, &scratch));
  std::size_t last = std::string::npos;  // in `line`
  for (std::size_t i = 0; i < out.text.size(); ++i) {
    if (out.text[i] == '\n') last = std::string::npos;
    if (!speaks(out.text[i])) continue;
    const std::size_t at = out.begin[i];
    if (line[at] != out.text[i]) return false;
    for (std::size_t between = last + 1; last != std::string::npos && between < at; ++between) {
      if (speaks(line[between])) return false;
    }
    last = at;
  }
  return true;
}

TEST(Letters, LinesOfLogsAreIntact) {
  for (
      const char* line :
      {R"(E0714 22:55:01.743690       1 dispatcher.go:195] failed calling webhook "x": Post "https://x.svc:443/m?a=10s&b=1")",
       R"({"level":"error","ts":1695420322.918,"msg":"call to \"webhook\" failed","key":"shop/web","n":[1,2]})",
       "time=\"2020-03-25T09:13:41Z\" level=error msg=\"x\" latency=12ms limit=500 [worker-3] #17 a\tb",
       R"(10.0.0.1 - - [22/May/2024:10:00:00 +0000] "GET /a?b=c&d=e HTTP/1.1" 200 2 "-" 50%)", ""}) {
    EXPECT_TRUE(is_intact(line)) << line;
  }
}

TEST(Letters, WhatMayHideAnEscapeIsNotIntact) {
  for (const char* line :
       {"two\nlines",       "web\\nhook", "web\\u0068ook",   "web\x1B[31mhook", "web[31mhook",   "web[1;31mhook",
        "web[Khook[2K",     "[?25h",      "^[[31m",          "web&#45;hook",    "a &quot; b",    "web=3Dhook",
        "web=E2=80=99hook", "#012",       "[web](http://x)", "<b>web</b>hook",  "web\x08hook",   "web\rhook",
        "caf\xC3\xA9",      "a\x7F",      "C:\\temp",        "web[b]hook",      "webhook[/b]",   "web[url]hook",
        "web%20hook",       "a[.]b",      "x][1]",           "[1]http://x",     "http://x [1]:", "?u=http%3A%2F%2Fx",
        "{color:red}web",   "x__;!!y$",   "[http://x y]"}) {
    EXPECT_FALSE(is_intact(line)) << line;
  }
  EXPECT_TRUE(is_intact("web[Khook")) << "a colour has a number";
  EXPECT_TRUE(is_intact("kubelet[12]: 50% of {\"a\":\"%s\"} done!")) << "no number of a link, nothing encoded";
}

// Lines of the corpora as people pasted them, with something more put in: whatever is called intact keeps its words.
// Long windows are read many bytes at a time, their ends byte by byte.
TEST(Letters, AreTheSameOfAllAndOfItsParts) {
  std::mt19937 random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string window;
    for (std::size_t i = random() % 200; i > 0; --i)
      window += random() % 2 == 0 ? "Ab0 -9Zz"[random() % 8] : static_cast<char>(random() % 256);
    std::string buffer;
    const Letters all = letters_of(window, &buffer);
    std::string joined;
    bool foreign = false;
    for (const char c : window) {
      std::string of_byte;
      const Letters letters = letters_of(std::string_view(&c, 1), &of_byte);
      joined += letters.text;
      foreign |= letters.foreign;
    }
    ASSERT_EQ(all.text, joined);
    ASSERT_EQ(all.foreign, foreign);
  }
}

TEST(Letters, MarksAreSeenWhereverTheyStand) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string mark = std::string(1, static_cast<char>(byte)) + "0m";
    for (std::size_t at = 0; at < 70; ++at) {
      const std::string line = std::string(at, 'x') + mark + std::string(70 - at, 'x');
      ASSERT_EQ(is_intact(line), is_intact(mark)) << byte << " at " << at;
    }
  }
}

TEST(Letters, OfIntactLinesAreThoseOfTheirWords) {
  constexpr std::array<const char*, 58> kInserts = {"\x1B[31m",
                                                    "[31m",
                                                    "[0K",
                                                    "[1;2m",
                                                    "[5m]",
                                                    "[?25l",
                                                    "^[[1m",
                                                    "&quot;",
                                                    "&amp;",
                                                    "&#45;",
                                                    "&#x2d;",
                                                    "&lt",
                                                    "=3D",
                                                    "=E2=80=99",
                                                    "=0D",
                                                    "=1B",
                                                    "=10s",
                                                    "=\n",
                                                    "\\n",
                                                    "\\u0022",
                                                    "\\\"",
                                                    "\\\\",
                                                    "\\x41",
                                                    "\\033[1m",
                                                    "#012",
                                                    "#01",
                                                    "](http://x.io)",
                                                    "[a",
                                                    "<b>",
                                                    "</b>",
                                                    "<http://a|",
                                                    "|",
                                                    "_",
                                                    "**",
                                                    "\t",
                                                    "-->",
                                                    "%20",
                                                    "%3A%22%20%0A",
                                                    "[.]",
                                                    "hxxps://",
                                                    "[1]",
                                                    " [1]",
                                                    "][2]",
                                                    "http://x.io",
                                                    "https://urldefense.com/v3/__",
                                                    "__;!!x$",
                                                    "?url=https%3A%2F%2Fx.io&d=1",
                                                    "{color:red}",
                                                    "{color}",
                                                    "\xC3\xA2\xE2\x82\xAC\xC5\x93",
                                                    "[http://x.io ",
                                                    "@kibana-highlighted-field@",
                                                    "@/kibana-highlighted-field@",
                                                    "\"}, {\"type\": \"text\", \"text\": \"",
                                                    "\"},{\"type\":\"hardBreak\"},{\"type\":\"text\",\"text\":\"",
                                                    "?",
                                                    " ?",
                                                    "</p><p>"};
  std::vector<std::string> lines;
  for (const char* name : {"webhook-dev", "webhook-seen"}) {
    std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/corpus/" + name + ".jsonl");
    for (std::string entry; std::getline(file, entry);) {
      const std::string text = nlohmann::json::parse(entry)["text"];
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
      }
    }
  }
  std::mt19937 random(12);
  std::size_t intact = 0;
  const std::size_t count = lines.size() + testing::effort(20'000);
  for (std::size_t i = 0; i < count; ++i) {
    std::string line = lines[i < lines.size() ? i : random() % lines.size()];
    for (std::size_t more = i < lines.size() ? 0 : 1 + random() % 3; more > 0; --more)
      line.insert(random() % (line.size() + 1), kInserts[random() % kInserts.size()]);
    if (!is_intact(line)) continue;
    ++intact;
    ASSERT_TRUE(keeps_its_words(line)) << line;
  }
  std::printf("note: %zu of %zu lines are intact\n", intact, count);
  EXPECT_GT(intact, count / 4);
}

// How far a number looks back for its address is bounded: behind a longer word nothing is promised.
TEST(Letters, PromiseNothingOfANumberBehindALongWord) {
  std::string buffer;
  EXPECT_TRUE(letters_of(std::string(200, 'x') + "[1] is no link", &buffer).intact);
  EXPECT_FALSE(letters_of(std::string(300, 'x') + "[1] may be one", &buffer).intact);
  EXPECT_FALSE(letters_of("see https://x.example/" + std::string(300, 'x') + "[1]", &buffer).intact);
}

}  // namespace
}  // namespace telltale::internal
