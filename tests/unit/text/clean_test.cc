#include "text/clean.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

// Manglings in each other, as they are found: each layer was put around the one before.
TEST(Clean, UndoesLayersInAnyOrder) {
  expect_cleaned({
      {R"(&gt; {\"error\":\"failed calling webhook \\\"<http://w.io|w.io>\\\"\"})",
       R"({"error":"failed calling webhook "w.io""})"},
      {R"(&amp;#92;u0022x&amp;#92;u0022)", R"("x")"},
      {"> [https://a.svc:443/mut\n> ate](https://a.svc/mut\n> ate)", "https://a.svc:443/mut\nate"},
      {R"(\u003cp\u003eError: \u0026quot;x\u0026quot;\u003c/p\u003e)", "Error: \"x\"\n\n"},
      {R"(\u0026lt;https://a|b\u0026gt;)", "https://a"},
      {R"(\u001b[31m│\u001b[0m Error: x\n\u001b[31m│\u001b[0m y)", "Error: x\ny"},
      {"\xEF\xBB\xBF> “x”", "\"x\""},
  });
}

TEST(Clean, NamesItsSteps) {
  std::vector<std::string> steps;
  std::string last;
  MappedText out;
  MappedText scratch;
  EXPECT_TRUE(clean("> &quot;x\\u0022", &out, &scratch, [&](const CleanStep& step, std::string_view text) {
    steps.emplace_back(step.name);
    last = text;
  }));
  EXPECT_EQ(steps, (std::vector<std::string>{"lines", "escapes", "entities"}));
  EXPECT_EQ(last, "\"x\"");
  EXPECT_EQ(out.text, last);
  for (const CleanStep& step : clean_steps()) EXPECT_FALSE(step.meaning.empty()) << step.name;
}

// Each layer hides the next: &#38;amp;... cannot be collapsed in one round by any step alone.
TEST(Clean, SaysWhenItDidNotComeToRest) {
  std::string text = "x";
  for (int layer = 0; layer < 3; ++layer) text = "&#92;u0026#92;u003cb\\u003e" + text;
  MappedText out;
  MappedText scratch;
  EXPECT_TRUE(clean(text, &out, &scratch));

  // `\u005c` makes a backslash, which makes an escape of what follows: one layer a round.
  std::string deep = "u0022";
  for (int layer = 0; layer < 3 * kMaxCleanRounds; ++layer) deep = "u005c" + deep;
  EXPECT_FALSE(clean("\\" + deep, &out, &scratch));
}

TEST(Clean, OfNothingIsNothing) {
  MappedText out;
  MappedText scratch;
  EXPECT_TRUE(clean({}, &out, &scratch));
  EXPECT_TRUE(out.text.empty());
  EXPECT_TRUE(clean({"\0\0", 2}, &out, &scratch));
  EXPECT_EQ(out.text.size(), 2U);
}

// The buffers of a thread grow once; a log line that nothing has to be done to moves no memory.
TEST(Clean, OfPlainLinesAllocatesOnce) {
  const std::string line(300, 'x');
  MappedText out;
  MappedText scratch;
  clean(line, &out, &scratch);
  const char* const text = out.text.data();
  const std::uint32_t* const begin = out.begin.data();
  for (const std::size_t size : {300U, 20U, 299U}) clean(std::string_view(line).substr(0, size), &out, &scratch);
  EXPECT_EQ(out.text.data(), text);
  EXPECT_EQ(out.begin.data(), begin);
  EXPECT_EQ(scratch.text.capacity(), std::string().capacity());
}

// --- Any bytes

// Texts of pieces that mean something to the steps: random bytes alone hardly ever do.
std::string random_text(std::mt19937* random) {
  static const std::vector<std::string> kPieces = {"\\",
                                                   "\\\\",
                                                   "\"",
                                                   "'",
                                                   "n",
                                                   "r",
                                                   "t",
                                                   "u0022",
                                                   "u005c",
                                                   "ud83d",
                                                   "\\ude00",
                                                   "x1b[",
                                                   "033[31m",
                                                   "\n",
                                                   "\r",
                                                   "\b",
                                                   "\x1B",
                                                   "[",
                                                   "]",
                                                   "(",
                                                   ")",
                                                   "31m",
                                                   "0K",
                                                   "\x1B]0;",
                                                   "\x07",
                                                   "\xC2\x9B",
                                                   "\x9B",
                                                   "&",
                                                   "&amp;",
                                                   "&lt;",
                                                   "&gt;",
                                                   "quot;",
                                                   "#34;",
                                                   "<",
                                                   ">",
                                                   "<p>",
                                                   "</b>",
                                                   "<br",
                                                   "<!--",
                                                   "-->",
                                                   "“",
                                                   "”",
                                                   "\u00A0",
                                                   "\u200B",
                                                   "│",
                                                   "│ ",
                                                   "ｘ",
                                                   "\xEF\xBC",
                                                   "https://a.b/c",
                                                   "http://",
                                                   "](",
                                                   "|",
                                                   "| ",
                                                   "> ",
                                                   "# ",
                                                   "// ",
                                                   "web-1 | ",
                                                   "[pod/a/b] ",
                                                   "Error: ",
                                                   "a",
                                                   "b ",
                                                   "  ",
                                                   "2024-05-19T13:15:32.5523789Z ",
                                                   "2024-05-19 13:15:32 ",
                                                   "E0714 22:55:01 ",
                                                   "C:",
                                                   ".",
                                                   "#012",
                                                   "```",
                                                   "---",
                                                   "\xFF",
                                                   "\xE2\x80",
                                                   "\xF0\x9F",
                                                   std::string(1, '\0'),
                                                   "$ ",
                                                   "* ",
                                                   ":",
                                                   ",",
                                                   "is after",
                                                   "â€œ",
                                                   "Â",
                                                   "Γöé",
                                                   "ﬁ",
                                                   "https%3A%2F%2F",
                                                   "?url=",
                                                   "%20%22%3A%0A",
                                                   "urldefense.com/v3/__",
                                                   "__;",
                                                   "[.]",
                                                   "hxxp",
                                                   "[1]",
                                                   "{color",
                                                   "{color:red}",
                                                   "' +\n",
                                                   "=22",
                                                   "=3D",
                                                   "12:",
                                                   "13\t",
                                                   "current time"};
  std::string text;
  const std::size_t pieces = (*random)() % 24;
  for (std::size_t i = 0; i < pieces; ++i) text += kPieces[(*random)() % kPieces.size()];
  return text;
}

TEST(Clean, HoldsOnAnyBytes) {
  std::mt19937 random(20240519);
  for (int i = 0; i < 30'000 && !testing::Test::HasFailure(); ++i) {
    const std::string raw = random_text(&random);
    SCOPED_TRACE(quoted(raw));
    const Cleaned result(raw);
    expect_sound(result.clean_text, raw.size());
    expect_sound(result.message, raw.size());
    ASSERT_LE(result.clean_text.text.size(), raw.size());
    ASSERT_LE(result.message.text.size(), result.clean_text.text.size());
    ASSERT_EQ(result.cased.size(), result.message.text.size());
    if (!result.settled) continue;
    ASSERT_EQ(cleaned(result.clean_text.text), result.clean_text.text);
  }
}

}  // namespace
}  // namespace telltale::internal
