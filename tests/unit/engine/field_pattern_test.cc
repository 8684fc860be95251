#include "engine/field_pattern.h"

#include <gtest/gtest.h>

#include <thread>

#include "pack/pattern.h"
#include "texts.h"

namespace telltale::internal {
namespace {

// find() and fields_of(), as they are used together.
bool search(const FieldPattern& pattern, std::string_view text, std::size_t from, std::vector<Span>* spans) {
  const std::optional<Span> match = pattern.find(text, from);
  if (match) pattern.fields_of(text, *match, spans);
  return match.has_value();
}

FieldPattern compile(std::string_view pattern) {
  Result<FieldPattern> compiled = FieldPattern::compile(pattern);
  EXPECT_TRUE(compiled.has_value()) << pattern;
  return *std::move(compiled);
}

TEST(FieldPattern, GivesSpansOfFieldsInTheOrderOfTheirGroups) {
  const FieldPattern pattern = compile(R"(dial (?P<network>[a-z]+) (?P<address>[0-9.]+)(?::(?P<port>[0-9]+))?)");
  EXPECT_EQ(pattern.field_names(), (std::vector<std::string>{"network", "address", "port"}));
  const std::string text = "x dial tcp 10.0.0.1:443, dial udp 10.0.0.2 y";
  std::vector<Span> spans;
  ASSERT_TRUE(search(pattern, text, 0, &spans));
  ASSERT_EQ(spans.size(), 4U);
  EXPECT_EQ(cut(text, spans[0]), "dial tcp 10.0.0.1:443");
  EXPECT_EQ(cut(text, spans[1]), "tcp");
  EXPECT_EQ(cut(text, spans[2]), "10.0.0.1");
  EXPECT_EQ(cut(text, spans[3]), "443");
  ASSERT_TRUE(search(pattern, text, spans[0].end, &spans));
  EXPECT_EQ(cut(text, spans[1]), "udp");
  EXPECT_EQ(cut(text, spans[3]), "<unset>");
  EXPECT_FALSE(search(pattern, text, spans[0].end, &spans));
}

TEST(FieldPattern, AnUnsetFieldIsNotAnEmptyOne) {
  std::vector<Span> spans;
  const FieldPattern pattern = compile("a(?P<empty>b*)(?P<unset>c)?");
  ASSERT_TRUE(search(pattern, "xa", 0, &spans));
  EXPECT_TRUE(spans[1].set());
  EXPECT_EQ(spans[1].begin, 2U);
  EXPECT_EQ(spans[1].end, 2U);
  EXPECT_FALSE(spans[2].set());
}

TEST(FieldPattern, UnnamedGroupsAreNoFields) {
  const FieldPattern pattern = compile("(a)(?P<b>b)(c)(?P<d>d)");
  EXPECT_EQ(pattern.field_names(), (std::vector<std::string>{"b", "d"}));
  std::vector<Span> spans;
  ASSERT_TRUE(search(pattern, "abcd", 0, &spans));
  EXPECT_EQ(spans[1].begin, 1U);
  EXPECT_EQ(spans[2].begin, 3U);
}

TEST(FieldPattern, MoreFieldsThanMostPatternsHave) {
  std::string source;
  for (int i = 0; i < 40; ++i) source += "(?P<f" + std::to_string(i) + ">[a-z])";
  const FieldPattern pattern = compile(source);
  std::vector<Span> spans;
  ASSERT_TRUE(search(pattern, "--" + std::string(40, 'q'), 0, &spans));
  ASSERT_EQ(spans.size(), 41U);
  EXPECT_EQ(spans[40].begin, 41U);
}

TEST(FieldPattern, FindSaysWhereSearchMatches) {
  const FieldPattern pattern = compile("(?P<word>b+)c?");
  const std::string text = "a bb bbbc";
  const std::optional<Span> first = pattern.find(text, 0);
  ASSERT_TRUE(first);
  EXPECT_EQ(cut(text, *first), "bb");
  const std::optional<Span> second = pattern.find(text, first->end);
  ASSERT_TRUE(second);
  EXPECT_EQ(cut(text, *second), "bbbc");
  EXPECT_FALSE(pattern.find(text, second->end));
  EXPECT_FALSE(pattern.find(text, text.size() + 1));
  EXPECT_FALSE(pattern.find({}, 0));
}

// Where a match can begin is only a hint: with it and without it the same is found.
TEST(FieldPattern, HintsChangeNoAnswer) {
  const std::vector<std::string> sources = {"fail(?:ed|ing)?to(?P<what>[a-z]+)!", "(?:https://)?:[0-9]{2,5}/x",
                                            "ab[a-z]+c|abd", "(?:x|yz)[0-3]+(?P<q>q)?w"};
  const std::vector<std::string> texts = {
      "failedfailedtofailtofailingtox!", "https://:44/x :1/x ::99/x", "abzabdabzc", "x1x2x3x1yz0yz12qw", "x1", "", "f"};
  for (const std::string& source : sources) {
    std::vector<PatternProblem> problems;
    const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    ASSERT_TRUE(pattern) << source;
    ASSERT_FALSE(pattern->literal_begins().empty() && pattern->first_bytes().empty()) << source;
    const FieldPattern plain = compile(source);
    const FieldPattern hinted = *FieldPattern::compile(std::make_shared<const PreparedPattern>(pattern->prepared()));
    for (const std::string& text : texts) {
      for (std::size_t from = 0; from <= text.size() + 1; ++from) {
        const auto begin_end = [](const std::optional<Span>& span) {
          return span ? std::pair(span->begin, span->end) : std::pair(std::string::npos, std::string::npos);
        };
        EXPECT_EQ(begin_end(hinted.find(text, from)), begin_end(plain.find(text, from))) << source << " in " << text;
        EXPECT_EQ(begin_end(hinted.find_at(text, from)), begin_end(plain.find_at(text, from))) << source;
        const auto found = plain.find(text, from);
        if (found) {
          EXPECT_LE(hinted.may_begin(text, from), found->begin);
        }
      }
    }
  }
}

TEST(FieldPattern, CompiledWhenFirstUsedItSaysTheSame) {
  std::vector<PatternProblem> problems;
  const std::optional<Pattern> parsed = Pattern::parse("dial (?P<network>[a-z]+)", &problems);
  const auto prepared = std::make_shared<const PreparedPattern>(parsed->prepared());
  const FieldPattern now = *FieldPattern::compile(prepared, MatchEnd::kEndOfText);
  const FieldPattern later = FieldPattern::known_good(prepared, MatchEnd::kEndOfText);
  EXPECT_EQ(later.field_names(), now.field_names());
  EXPECT_NE(later.number(), now.number());
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([&] { EXPECT_EQ(later.find("x dial tcp", 0)->begin, 2U); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_FALSE(later.find("dial tcp.", 0)) << "only where the text ends";
  EXPECT_FALSE(now.find("dial tcp.", 0));
}

// A text that lacks a word of the pattern is turned down without compiling it, until it was asked for often.
TEST(FieldPattern, BeforeItIsCompiledItSaysTheSame) {
  const std::vector<std::string> sources = {"(?i:kubernetes v?[0-9]+)",
                                            "WebHook[ -]pod",
                                            "(?:not|never)[a-z ]{0,40}seen",
                                            "(?:отказ|refused)[^.]{0,90}(?:webhook|вебхук)",
                                            "[0-9]{1,3}%",
                                            "(?:(?P<what>timeout|deadline) )?exceeded"};
  const std::vector<std::string> texts = {"KUBERNETES 12",
                                          "Kubernetes V1",
                                          "a WebHook-pod",
                                          "a webhook-pod",
                                          "never in my life seen",
                                          "seen, never",
                                          "отказ: вебхук",
                                          "refused by the webhook",
                                          "REFUSED BY THE WEBHOOK",
                                          "12%",
                                          "timeout exceeded",
                                          "exceed",
                                          ""};
  for (const std::string& source : sources) {
    std::vector<PatternProblem> problems;
    const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
    ASSERT_TRUE(pattern) << source;
    const auto prepared = std::make_shared<const PreparedPattern>(pattern->prepared());
    for (const MatchEnd end : {MatchEnd::kAnywhere, MatchEnd::kEndOfText}) {
      const FieldPattern compiled = *FieldPattern::compile(prepared, end);
      for (const std::string& text : texts) {
        const FieldPattern asked = FieldPattern::known_good(prepared, end);
        for (int times = 0; times < 20; ++times) EXPECT_EQ(asked.occurs(text), compiled.occurs(text)) << source << text;
        for (std::size_t from = 0; from <= text.size() + 1; ++from) {
          const FieldPattern found = FieldPattern::known_good(prepared, end);
          EXPECT_EQ(found.find(text, from), compiled.find(text, from)) << source << " in " << text;
        }
      }
    }
  }
}

TEST(FieldPattern, FindAtTakesOnlyWhatBeginsThere) {
  const FieldPattern pattern = compile("b+");
  EXPECT_FALSE(pattern.find_at("abb", 0));
  const std::optional<Span> match = pattern.find_at("abb", 1);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->end, 3U);
  EXPECT_FALSE(pattern.find_at("abb", 3));
  EXPECT_FALSE(pattern.find_at("abb", 4));
}

TEST(FieldPattern, WhatLiesBeforeFromIsSeenByAssertions) {
  std::vector<Span> spans;
  EXPECT_FALSE(search(compile("^b"), "ab", 1, &spans));
  EXPECT_FALSE(compile("^b").find_at("ab", 1));
  EXPECT_TRUE(compile("^b").find_at("a\nb", 2));
  EXPECT_FALSE(compile(R"(\bb)").find_at("ab", 1));
  EXPECT_TRUE(compile(R"(\Bb)").find_at("ab", 1));
}

TEST(FieldPattern, LinesAsInThePatternSet) {
  std::vector<Span> spans;
  EXPECT_TRUE(compile("^b$").occurs("a\nb\nc"));
  EXPECT_TRUE(compile("a$").occurs("a\n"));
  EXPECT_FALSE(compile("a.b").occurs("a\nb"));
  EXPECT_TRUE(compile("a|b$").occurs("xb"));
}

TEST(FieldPattern, AnEmptyTextHasNoAddress) {
  std::vector<Span> spans;
  EXPECT_FALSE(search(compile("a"), {}, 0, &spans));
  EXPECT_FALSE(compile("a").occurs({}));
  EXPECT_TRUE(compile("(?P<f>a*)").find_at({}, 0));
  ASSERT_TRUE(search(compile("(?P<f>a*)"), {}, 0, &spans));
  EXPECT_TRUE(spans[1].set());
}

// google/re2 #477: RE2 2022-06 forgets that it was told Latin-1 when alternatives have a common non-ASCII beginning.
TEST(FieldPattern, AlternativesThatBeginWithTheSameNonAsciiByte) {
  const std::vector<std::vector<std::string>> groups = {
      {"échec", "étape"}, {"ошибка", "отказ"}, {"错误", "错失"}, {"エラー", "エンコード", "エ"}};
  for (const auto& words : groups) {
    std::string bare;
    for (const std::string& word : words) bare += (bare.empty() ? "" : "|") + word;
    const std::vector<std::string> sources = {bare,
                                              "(?:" + bare + ")",
                                              "(?P<f>" + bare + ")",
                                              "(?:" + bare + ")+",
                                              "(?:(?P<f>" + words[0] + ")x?|" + bare + ")",
                                              "x?(?:" + bare + ")"};
    for (const std::string& source : sources) {
      std::vector<PatternProblem> problems;
      const std::optional<Pattern> parsed = Pattern::parse(source, &problems);
      ASSERT_TRUE(parsed.has_value()) << source << ": " << problems.front().message;
      for (const std::string& printed : {source, parsed->text(), parsed->text_without_fields()}) {
        const FieldPattern pattern = compile(printed);
        for (const std::string& word : words) {
          std::vector<Span> spans;
          const std::string text = "xx " + word + " yy";
          EXPECT_TRUE(pattern.occurs(text)) << printed << " in " << text;
          EXPECT_TRUE(search(pattern, text, 0, &spans)) << printed << " in " << text;
        }
        EXPECT_FALSE(pattern.occurs("xx \xc3 \xd0 \xe9 yy")) << printed;
      }
    }
  }
}

TEST(FieldPattern, BytesBeyondAsciiHaveNoCase) {
  EXPECT_FALSE(compile(R"(\xe9)").occurs("\xc9"));
  EXPECT_TRUE(compile(R"([^\xe9])").occurs("\xc9"));
}

// 64 KiB against a pattern whose DFA outgrows its memory: RE2 goes on without it.
TEST(FieldPattern, RunsOutOfMemoryAndStillAnswers) {
  const FieldPattern pattern = compile("[ab]*a[ab]{200}c");
  std::string text;
  for (unsigned i = 0, state = 1; i < 65536; ++i) {
    state = state * 1103515245U + 12345U;
    text += (state >> 16U) % 2 == 0 ? 'a' : 'b';
  }
  EXPECT_FALSE(pattern.occurs(text));
  EXPECT_TRUE(pattern.occurs(text + "a" + std::string(200, 'b') + "c"));
}

TEST(FieldPattern, RefusedPatternsAreProblems) {
  for (const char* source : {"(", "a{1001}", R"(\1)", "[z-a]"}) {
    const Result<FieldPattern> compiled = FieldPattern::compile(source);
    ASSERT_FALSE(compiled.has_value()) << source;
    ASSERT_EQ(compiled.problems().size(), 1U);
    EXPECT_EQ(compiled.problems()[0].code, "pattern-engine");
    EXPECT_EQ(compiled.problems()[0].excerpt, source);
    EXPECT_NE(compiled.problems()[0].message.find("RE2"), std::string::npos);
  }
}

TEST(FieldPattern, IsSharedByThreads) {
  const FieldPattern pattern = compile("k(?P<digits>[0-9]+)");
  std::vector<std::thread> threads;
  std::vector<int> wrong(8, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      std::vector<Span> spans;
      for (int i = 0; i < 2000; ++i) {
        const std::string text = std::string(t, 'x') + "k" + std::to_string(i) + "-";
        if (!search(pattern, text, 0, &spans) || cut(text, spans[1]) != std::to_string(i)) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8, 0));
}

TEST(FieldPattern, KnowsWhatAMatchMayBeginWith) {
  const auto may_begin = [](std::string_view source, char byte) {
    std::vector<PatternProblem> problems;
    const auto prepared = std::make_shared<const PreparedPattern>(Pattern::parse(source, &problems)->prepared());
    return FieldPattern::known_good(prepared).may_begin_with(byte);
  };
  EXPECT_TRUE(may_begin("post http|get http", 'p'));
  EXPECT_TRUE(may_begin("post http|get http", 'g'));
  EXPECT_FALSE(may_begin("post http|get http", 'h'));
  EXPECT_TRUE(may_begin("[ab][cd][ef]+", 'b'));
  EXPECT_FALSE(may_begin("[ab][cd][ef]+", 'c'));
  EXPECT_TRUE(may_begin(".*x", 'q')) << "what is not known may be anything";
}

}  // namespace
}  // namespace telltale::internal
