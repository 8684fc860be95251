// What is RE2's alone: literals that decide which patterns are run, and a DFA that outgrows its memory.
#include "engine/re2_set.h"

#include <gtest/gtest.h>

#include "unit/engine/texts.h"

namespace telltale::internal {
namespace {

std::unique_ptr<PatternSet> compile_set(const std::vector<std::string>& texts) {
  Result<std::unique_ptr<PatternSet>> set = compile_re2_patterns(labelled(texts));
  EXPECT_TRUE(set.has_value());
  return *std::move(set);
}

TEST(Re2Set, LiteralsHideNoPattern) {
  const auto set =
      compile_set({"Failed [a-z]+ WebHook", "eof|timeout", "[0-9]+", "a.b", "x(?:yes|no|perhaps)?z", R"(\x00\xff\xfe)",
                   "\xc3\xa9tape|\xc3\xa9"
                   "chec",
                   "(?:ab|cd)+(?:error|fail)"});
  EXPECT_EQ(find_ids(*set, "Failed calling WebHook"), (Ids{0}));
  EXPECT_EQ(find_ids(*set, "failed calling webhook"), Ids{});
  EXPECT_EQ(find_ids(*set, "EOF eof"), (Ids{1}));
  EXPECT_EQ(find_ids(*set, "7 a-b xz"), (Ids{2, 3, 4}));
  EXPECT_EQ(find_ids(*set, "xperhapsz"), (Ids{4}));
  EXPECT_EQ(find_ids(*set, std::string("\0\xff\xfe", 3)), (Ids{5}));
  EXPECT_EQ(find_ids(*set,
                     "\xc3\xa9"
                     "chec"),
            (Ids{6}));
  EXPECT_EQ(find_ids(*set, "cdaberror"), (Ids{7}));
}

// 2^200 states: no memory is enough, and RE2 goes on without a DFA.
TEST(Re2Set, ADfaWithoutMemoryIsNotAMiss) {
  const auto set = compile_set({"[ab]*a[ab]{200}c", "needle", "[ab]*b[ab]{150}d"});
  std::string text;
  for (unsigned i = 0, state = 7; i < 20000; ++i) {
    state = state * 1103515245U + 12345U;
    text += (state >> 16U) % 2 == 0 ? 'a' : 'b';
  }
  EXPECT_EQ(find_ids(*set, text), Ids{});
  EXPECT_EQ(find_ids(*set, text + "needle"), (Ids{1}));
  EXPECT_EQ(find_ids(*set, text + "a" + std::string(200, 'b') + "c needle"), (Ids{0, 1}));
  EXPECT_EQ(find_ids(*set, text + "b" + std::string(150, 'b') + "d"), (Ids{2}));
}

TEST(Re2Set, WritesNothingToStderr) {
  testing::internal::CaptureStderr();
  EXPECT_FALSE(compile_re2_patterns({{"(", "x"}, {"a{1001}", "y"}}).has_value());
  EXPECT_EQ(find_ids(*compile_set({}), "text"), Ids{});
  EXPECT_EQ(find_ids(*compile_set({"[ab]*a[ab]{200}c"}), std::string(20000, 'a')), Ids{});
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace telltale::internal
