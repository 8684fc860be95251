// The dialect: what is taken and how it is printed, what is refused and why, what folding leaves, which words remain.
#include "pack/pattern.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "pack/pattern_node.h"
#include "text/message.h"

namespace telltale::internal {
namespace {

std::string printed(const std::string& source) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse(source, &problems);
  return pattern ? pattern->text() : problems.front().code;
}

std::string folded(const std::string& source) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse(source, &problems);
  if (!pattern) return problems.front().code;
  const auto message = pattern->folded(&problems);
  return message ? message->text() : problems.front().code;
}

std::string words(const std::string& source) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse(source, &problems);
  std::string out;
  for (const RequiredWord& word : pattern->required_words()) {
    out += out.empty() ? "" : " ";
    for (std::size_t i = 0; i < word.size(); ++i) out += (i > 0 ? "|" : "") + word[i];
  }
  return out;
}

struct Case {
  std::string source;
  std::string expected;
};

TEST(PatternTest, PrintsTheCommonSyntax) {
  const Case cases[] = {
      {"abc", "abc"},
      {"a.c", "a[\\x00-\\x09\\x0b-\\xff]c"},
      {"a|bc", "(?:a|bc)"},
      {"(?:a|b)*c", "(?:a|b)*c"},
      {"(?P<name>a+)b", "(?P<name>a+)b"},
      {"x{2,5}?y", "x{2,5}?y"},
      {"x{2,}y", "x{2,}y"},
      {"(?:ab){3}", "(?:ab){3}"},
      {"(?:ab)cd+e{2}", "abcd+e{2}"},
      {"a b\\.c?|de*", "(?:a\\x20b\\.c?|de*)"},
      {"ab(?i)cd", "ab[Cc][Dd]"},
      {"ab\xc3\xa9+c", "ab(?:\\xc3\\xa9)+c"},
      {"[a-c_x]", "[\\_a-cx]"},
      {"[^a]", "[\\x00-\\x09\\x0b-\\`b-\\xff]"},
      {"\\d\\.\\x41", "[0-9]\\.A"},
      {"[[:digit:]f]", "[0-9f]"},
      {"[]a]", "[\\]a]"},
      {"[a-]", "[\\-a]"},
      {"(?i:aB)c", "[Aa][Bb]c"},
      {"(?i)a1", "[Aa]1"},
      {"a(?i)b", "a[Bb]"},
      {"(?:(?i)a)a", "[Aa]a"},
      {"\\s", "[\\x09\\x0b-\\x0d\\x20]"},
      {"^a$", "^a$"},
      {"\\bfoo\\B", "\\bfoo\\B"},
      {"é+", "(?:\\xc3\\xa9)+"},
      {"échec|étape", "(?:(?:)\\xc3\\xa9chec|(?:)\\xc3\\xa9tape)"},
  };
  for (const Case& c : cases) EXPECT_EQ(printed(c.source), c.expected) << c.source;
}

TEST(PatternTest, RefusesByNameWhatTheEnginesReadDifferently) {
  const Case cases[] = {
      {"(a)", "pattern-unsupported"},
      {"(?<n>a)", "pattern-unsupported"},
      {"(?=a)b", "pattern-unsupported"},
      {"(?x)a", "pattern-unsupported"},
      {"(?U)a", "pattern-unsupported"},
      {"(?#c)a", "pattern-unsupported"},
      {"\\Aa", "pattern-unsupported"},
      {"a\\z", "pattern-unsupported"},
      {"a\\Z", "pattern-unsupported"},
      {"\\pL", "pattern-unsupported"},
      {"\\v", "pattern-unsupported"},
      {"\\h", "pattern-unsupported"},
      {"\\R", "pattern-unsupported"},
      {"\\Kx", "pattern-unsupported"},
      {"\\Gx", "pattern-unsupported"},
      {"\\N", "pattern-unsupported"},
      {"\\ea", "pattern-unsupported"},
      {"a\\nb", "pattern-unsupported"},
      {"\\x4", "pattern-unsupported"},
      {"\\8", "pattern-unsupported"},
      {"[é]", "pattern-unsupported"},
      {"a**", "pattern-unsupported"},
      {"a++", "pattern-unsupported"},
      {"^*a", "pattern-unsupported"},
      {"\\b+a", "pattern-unsupported"},
      {"a^b", "pattern-unsupported"},
      {"a?^b", "pattern-unsupported"},
      {"(?:^a)+b", "pattern-unsupported"},
      {"a$b", "pattern-unsupported"},
      {"(?:a$|b)c", "pattern-unsupported"},
      {"a{0}b", "pattern-unsupported"},
      {"a{3,2}", "pattern-unsupported"},
      {"(?i)é", "pattern-unsupported"},
      {"[[:space:]]", "pattern-unsupported"},
      {std::string("a\0b", 3), "pattern-unsupported"},
      {"a{1001}", "pattern-limit"},
      {"(?:a{10}){200}", "pattern-limit"},
      {"(?:(?:(?:(?:(?:a+)+)+)+)+)+", "pattern-limit"},
      {std::string(51, '('), "pattern-unsupported"},
      {"a*", "pattern-empty-match"},
      {"(?:|a)", "pattern-empty-match"},
      {"", "pattern-empty-match"},
      {"a)", "pattern-syntax"},
      {"(?:a", "pattern-syntax"},
      {"[a", "pattern-syntax"},
      {"*a", "pattern-syntax"},
      {"a{", "pattern-syntax"},
      {"a{,3}", "pattern-syntax"},
      {"}", "pattern-syntax"},
      {"a\\", "pattern-syntax"},
      {"[z-a]", "pattern-syntax"},
      {"(?P<N>a)", "pattern-syntax"},
      {"(?P<n>a)(?P<n>b)", "pattern-syntax"},
      {std::string(4097, 'a'), "pattern-limit"},
  };
  for (const Case& c : cases) EXPECT_EQ(printed(c.source), c.expected) << c.source;
}

TEST(PatternTest, CountsGroupsNotParentheses) {
  std::string deep;
  for (int i = 0; i < 51; ++i) deep += "(?:";
  EXPECT_EQ(printed(deep + "a" + std::string(51, ')')), "pattern-limit");
  EXPECT_EQ(printed(deep.substr(3) + "a" + std::string(50, ')')), "a");
}

TEST(PatternTest, SaysWhereTheProblemIs) {
  std::vector<PatternProblem> problems;
  EXPECT_FALSE(Pattern::parse("abc\\Zdef(x)", &problems));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].position, 3U);
  EXPECT_EQ(problems[0].length, 2U);
  EXPECT_EQ(problems[1].position, 8U);
  EXPECT_FALSE(problems[1].remedy.empty());
}

TEST(PatternTest, FoldsAsTextsAreFolded) {
  const Case cases[] = {
      {"failed calling webhook \"(?P<webhook>[a-z.]+)\": ", "failedcallingwebhook(?P<webhook>[\\.a-z]+)\\:"},
      {"Error From", "errorfrom"},
      {"a\\s+b", "ab"},
      {"a\"?b", "ab"},
      {"[\"' ]a", "a"},
      {"a[ :]b", "a\\:?b"},
      {"(?:\"|:)a", "\\:?a"},
      {"[^\"]a", "[\\!\\#-\\&\\(\\)\\+-\\;\\=\\?\\@\\[\\]-\\_a-\\{\\}\\x80-\\xff]a"},
      {"(?: x)?y", "x?y"},
      {"(?:[ :])+y", "\\:*y"},
      {"[a-z ]{1,9}y", "[a-z]{1,9}y"},
      {"a -> b", "a\\-b"},
      {"^a", "pattern-assertion"},
      {"a\\b", "pattern-assertion"},
      {" \" ", "pattern-empty-match"},
  };
  for (const Case& c : cases) EXPECT_EQ(folded(c.source), c.expected) << c.source;
}

TEST(PatternTest, FoldingAgreesWithTheTextStep) {
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(is_silent_in_pattern(static_cast<unsigned char>(byte)), is_silent(static_cast<unsigned char>(byte)))
        << byte;
  }
}

TEST(PatternTest, FindsTheWordsThatEveryMatchHolds) {
  const Case cases[] = {
      {"failed calling webhook", "failed calling webhook"},
      {"i/o timeout", "timeout"},
      {"webhooks? down", "webhook down"},
      {"(?:GET|post) url", "get|post url"},
      {"(?:alpha beta|gamma delta)", "alpha|gamma beta|delta"},
      {"(?:alpha|g) tail", "tail"},
      {"(?:abc)+", "abc"},
      {"(?:abc)*x{3}def", "def"},
      {"(?P<name>web)hook", "webhook"},
      {"(?i:Web)hook", "webhook"},
      {"\"no\" \"yes\"", "yes"},
      {"[ab]c", ""},
      {"エラー発生", "エラー発生"},
  };
  for (const Case& c : cases) EXPECT_EQ(words(c.source), c.expected) << c.source;
}

TEST(PatternTest, KeepsItsWordsWhenFolded) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse("connection refused", &problems)->folded(&problems);
  ASSERT_TRUE(pattern);
  EXPECT_EQ(pattern->text(), "connectionrefused");
  EXPECT_EQ(pattern->required_words(), (std::vector<RequiredWord>{{"connection"}, {"refused"}}));
}

TEST(PatternTest, KnowsTheBytesThatEveryMatchEndsWith) {
  const auto end_of = [](std::string_view source) {
    std::vector<PatternProblem> problems;
    const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    return pattern ? pattern->literal_end() : "refused";
  };
  EXPECT_EQ(end_of("error occurred:"), "error occurred:");
  EXPECT_EQ(end_of("(?:a|b) failed:"), " failed:");
  EXPECT_EQ(end_of("[0-9]+(?P<sign>%)!"), "%!");
  EXPECT_EQ(end_of("failed(?:, error)?"), "");
  EXPECT_EQ(end_of("a|ba"), "");
}

TEST(PatternTest, KnowsTheBytesThatEveryMatchBeginsWith) {
  using Begins = std::vector<std::string>;
  const auto begins_of = [](std::string_view source) {
    std::vector<PatternProblem> problems;
    const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    return pattern ? pattern->literal_begins() : Begins{"refused"};
  };
  EXPECT_EQ(begins_of("error occurred"), Begins{"error occurred"});
  EXPECT_EQ(begins_of("(?P<verb>fail(?:ed|ing)?) to"), (Begins{"fail to", "failed to", "failing to"}));
  EXPECT_EQ(begins_of("(?:the )?web[- ]hook"), (Begins{"the web hook", "the web-hook", "web hook", "web-hook"}));
  EXPECT_EQ(begins_of("abc+d"), Begins{"abc"});
  EXPECT_EQ(begins_of("twenty-four bytes are enough"), Begins{"twenty-four bytes are en"});
  EXPECT_EQ(begins_of("abc(?:de)?f*g"), (Begins{"abc", "abcde"})) << "what may be missing ends what is certain";
  EXPECT_EQ(begins_of("abc[a-z]d"), Begins{"abc"});
  EXPECT_EQ(begins_of("\\babc"), Begins{"abc"});
  EXPECT_EQ(begins_of("ab[a-z]"), Begins{}) << "two bytes are everywhere";
  EXPECT_EQ(begins_of("x?abc|[a-z]"), Begins{});
  EXPECT_EQ(begins_of("abc|abd|abe|abf|abg|abh|abi|abj|abk"), Begins{}) << "too many to look for";
}

TEST(PatternTest, KnowsWhatTheFirstBytesCanBe) {
  using Bytes = std::vector<std::string>;
  const auto first_bytes = [](std::string_view source) {
    std::vector<PatternProblem> problems;
    const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    return pattern ? pattern->first_bytes() : Bytes{"refused"};
  };
  EXPECT_EQ(first_bytes("abcd"), (Bytes{"a", "b", "c"}));
  EXPECT_EQ(first_bytes("(?:https://)?:[0-3]{2,5}/"), (Bytes{":h", "0123t", "0123t"}));
  EXPECT_EQ(first_bytes("ab*c?d"), Bytes{}) << "a match may be two bytes long";
  EXPECT_EQ(first_bytes("ab*c?de"), (Bytes{"a", "bcd", "bcde"}));
  EXPECT_EQ(first_bytes("(?:ab|cd){2,}x"), (Bytes{"ac", "bd", "ac"}));
  EXPECT_EQ(first_bytes("[0-9]abc"), Bytes{}) << "ten first bytes say little";
  EXPECT_EQ(first_bytes("ab"), Bytes{});
}

TEST(PatternTest, NamesItsFields) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse("(?P<a>x)(?:(?P<b_2>y)|z)", &problems);
  EXPECT_EQ(pattern->field_names(), (std::vector<std::string>{"a", "b_2"}));
  EXPECT_EQ(pattern->text_without_fields(), "(?:x)(?:(?:y)|z)");
}

}  // namespace
}  // namespace telltale::internal
