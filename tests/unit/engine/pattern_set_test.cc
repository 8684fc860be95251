// What every engine behind PatternSet must do, engine by engine.
#include "engine/pattern_set.h"

#include <gtest/gtest.h>

#include <thread>

#include "unit/engine/texts.h"

namespace telltale::internal {
namespace {

class PatternSetTest : public testing::TestWithParam<Engine> {
 protected:
  [[nodiscard]] static std::unique_ptr<PatternSet> compile(const std::vector<std::string>& texts) {
    Result<std::unique_ptr<PatternSet>> set = compile_pattern_set(GetParam(), labelled(texts));
    EXPECT_TRUE(set.has_value()) << (set ? "" : set.problems().front().message);
    return *std::move(set);
  }

  [[nodiscard]] static Ids find(const std::vector<std::string>& patterns, std::string_view text) {
    return find_ids(*compile(patterns), text);
  }

  [[nodiscard]] static std::vector<Problem> problems(const std::vector<std::string>& texts) {
    const Result<std::unique_ptr<PatternSet>> set = compile_pattern_set(GetParam(), labelled(texts));
    EXPECT_FALSE(set.has_value());
    return set.problems();
  }
};

std::string engine_name(const testing::TestParamInfo<Engine>& info) {
  return info.param == Engine::kHyperscan ? "Hyperscan" : "Re2";
}
INSTANTIATE_TEST_SUITE_P(Engines, PatternSetTest, testing::ValuesIn(available_engines()), engine_name);

TEST_P(PatternSetTest, AnswersWithEachIdOnceInAscendingOrder) {
  EXPECT_EQ(find({"c", "b", "a", "nothing", "[a-c]+"}, "abcabcabc"), (Ids{0, 1, 2, 4}));
}

TEST_P(PatternSetTest, AppendsToWhatIsThere) {
  const auto set = compile({"a", "b"});
  const PaddedText text("ab");
  Ids ids = {7, 1};
  set->find(text.view(), &ids);
  EXPECT_EQ(ids, (Ids{7, 1, 0, 1}));
}

TEST_P(PatternSetTest, KnowsItsSize) {
  EXPECT_EQ(compile({"a", "b", "c"})->size(), 3U);
  EXPECT_EQ(compile({})->size(), 0U);
}

TEST_P(PatternSetTest, AnEmptySetFindsNothing) { EXPECT_EQ(find({}, "text"), Ids{}); }

TEST_P(PatternSetTest, AnEmptyTextHasNoAddress) {
  const auto set = compile({"a"});
  Ids ids;
  set->find(std::string_view(), &ids);
  EXPECT_EQ(ids, Ids{});
}

TEST_P(PatternSetTest, CaretAndDollarAreEdgesOfLines) {
  const std::vector<std::string> patterns = {"^b", "a$", "^ab$"};
  EXPECT_EQ(find(patterns, "a\nb"), (Ids{0, 1}));
  EXPECT_EQ(find(patterns, "ba"), (Ids{0, 1}));
  EXPECT_EQ(find(patterns, "xb\nax"), Ids{});
  EXPECT_EQ(find(patterns, "x\nab\nx"), (Ids{0 + 2}));
}

// Where Hyperscan and RE2 differ without (?m): $ before a newline that ends the text.
TEST_P(PatternSetTest, ALastNewlineHidesNothing) {
  EXPECT_EQ(find({"a$", "^a$", "a\\n"}, "a\n"), (Ids{0, 1, 2}));
  EXPECT_EQ(find({"a$", "^a$", "a\\n\\n"}, "a\n\n"), (Ids{0, 1, 2}));
  EXPECT_EQ(find({"a$"}, "a\r\n"), Ids{});
}

TEST_P(PatternSetTest, DotIsAnyByteButNewline) {
  const std::vector<std::string> patterns = {"a.b"};
  for (int byte = 0; byte < 256; ++byte) {
    const std::string text = {'a', static_cast<char>(byte), 'b'};
    EXPECT_EQ(find(patterns, text), byte == '\n' ? Ids{} : Ids{0}) << byte;
  }
}

TEST_P(PatternSetTest, BytesAreBytes) {
  EXPECT_EQ(find({"\\xff\\xfe", "\\x00\\x01", "[\\x80-\\xff]{3}"}, std::string("\xff\xfe\x80\x00\x01", 5)),
            (Ids{0, 1, 2}));
  EXPECT_EQ(find({"\\xc3\\xa9chec|\\xc3\\xa9tape", "\\xe9\\x8c\\xaf|\\xe9\\x8c\\xb1"}, "\xc3\xa9tape \xe9\x8c\xb1"),
            (Ids{0, 1}));
}

TEST_P(PatternSetTest, WordEdges) {
  EXPECT_EQ(find({R"(\bpod\b)", R"(\Bod)"}, "pod"), (Ids{0, 1}));
  EXPECT_EQ(find({R"(\bpod\b)"}, "a_pod pods"), Ids{});
}

// Matches were lost at some sizes and places only in other libraries (ClickHouse #117527).
TEST_P(PatternSetTest, EverySizeAndPlace) {
  const auto set = compile({"needle", "[,;!]", "x{3}n", "^.{0,8}needle", "e$"});
  for (std::size_t size = 0; size <= 300; ++size) {
    const std::string hay(size, 'x');
    EXPECT_EQ(find_ids(*set, hay), Ids{}) << size;
    EXPECT_EQ(find_ids(*set, hay + "!"), (Ids{1})) << size;
    Ids expected = {0, 4};
    if (size >= 3) expected.insert(expected.begin() + 1, 2);
    if (size <= 8) expected.insert(expected.end() - 1, 3);
    EXPECT_EQ(find_ids(*set, hay + "needle"), expected) << size;
    EXPECT_EQ(find_ids(*set, "needle" + hay), size == 0 ? (Ids{0, 3, 4}) : (Ids{0, 3})) << size;
  }
}

TEST_P(PatternSetTest, ReadsNoFurtherThanThePadding) {
  const auto set = compile({"bat|cat|mat|rat|fat|sat|pat|hat|vat", "refused$", "x{2,9}y", "timeout"});
  GuardedMemory memory(4096);
  for (std::size_t size = 0; size <= 200; ++size) {
    for (const char* end : {"hat", "refused", "xxy", "timeou", ""}) {
      const std::string text = std::string(size, 'a') + end;
      Ids ids;
      set->find(memory.place(text, kTextPadding), &ids);
      EXPECT_EQ(ids, find_ids(*set, text)) << size << end;
    }
  }
}

TEST_P(PatternSetTest, WhatIsBehindTheTextIsNotRead) {
  const auto set = compile({"ab", "b$", R"(a\b)"});
  const std::string text = "xa";
  for (const char next : {'b', '\n', ' ', 'z'}) {
    const std::string behind = text + std::string(kTextPadding, next);
    Ids ids;
    set->find(std::string_view(behind).substr(0, text.size()), &ids);
    EXPECT_EQ(ids, (Ids{2})) << next;
  }
}

TEST_P(PatternSetTest, NamesEveryPatternThatIsRefused) {
  const std::vector<Problem> found = problems({"fine", "(open", "also fine", "back\\1reference"});
  ASSERT_EQ(found.size(), 2U);
  for (const Problem& problem : found) {
    EXPECT_EQ(problem.code, "pattern-engine");
    EXPECT_EQ(problem.severity, Severity::kError);
    EXPECT_FALSE(problem.remedy.empty());
  }
  EXPECT_NE(found[0].message.find("pattern 1"), std::string::npos) << found[0].message;
  EXPECT_EQ(found[0].excerpt, "(open");
  EXPECT_NE(found[1].message.find("pattern 3"), std::string::npos) << found[1].message;
}

TEST_P(PatternSetTest, IsSharedByThreads) {
  const auto set = compile({"a+b", "c.*d", "^e$"});
  const std::vector<std::pair<std::string, Ids>> cases = {
      {"xaab", {0}}, {"c..d", {1}}, {"e\nc d", {1, 2}}, {"nothing", {}}, {std::string(3000, 'a') + "b", {0}}};
  std::vector<std::thread> threads;
  std::vector<int> wrong(8, 0);
  for (std::size_t t = 0; t < wrong.size(); ++t) {
    threads.emplace_back([&, t] {
      for (std::size_t i = 0; i < 2000; ++i) {
        const auto& [text, expected] = cases[(i + t) % cases.size()];
        if (find_ids(*set, text) != expected) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8, 0));
}

TEST_P(PatternSetTest, AThousandPatterns) {
  std::vector<std::string> patterns;
  for (int i = 0; i < 1000; ++i) patterns.push_back("svc" + std::to_string(i) + ": [0-9]+ errors");
  const auto set = compile(patterns);
  EXPECT_EQ(find_ids(*set, "svc7: 12 errors, svc999: 1 errors, svc1000: 3 errors"), (Ids{0 + 7, 999}));
}

}  // namespace
}  // namespace telltale::internal
