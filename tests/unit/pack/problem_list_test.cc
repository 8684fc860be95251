#include "pack/problem_list.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace telltale::internal {
namespace {

Complaint complaint(std::string code, Severity severity = Severity::kError) {
  return {std::move(code), "message", "remedy", severity};
}

TEST(ProblemList, IsSortedByFileAndLine) {
  const JsonDocument b("b.json", "one\ntwo");
  ProblemList problems;
  problems.add_at_bytes(b, 4, 5, "", complaint("third"));
  problems.add_at_bytes(b, 0, 1, "", complaint("second"));
  problems.add_at_file("a.json", complaint("first"));
  const auto taken = problems.take();
  ASSERT_EQ(taken.size(), 3U);
  EXPECT_EQ(taken[0].code, "first");
  EXPECT_EQ(taken[1].code, "second");
  EXPECT_EQ(taken[2].code, "third");
  EXPECT_FALSE(problems.has_errors());
  EXPECT_TRUE(problems.take().empty());
}

TEST(ProblemList, MoreThanAnybodyReadsAreCounted) {
  ProblemList problems;
  for (int i = 0; i < 1'700; ++i) problems.add_at_file("a.json", complaint("warned", Severity::kWarning));
  EXPECT_FALSE(problems.has_errors());
  problems.add_at_file("a.json", complaint("wrong"));
  EXPECT_TRUE(problems.has_errors());
  const auto taken = problems.take();
  ASSERT_EQ(taken.size(), 502U) << "warnings never hide an error";
  EXPECT_EQ(taken[500].code, "wrong");
  EXPECT_EQ(taken.back().code, "too-many-problems");
  EXPECT_EQ(taken.back().message, "1,200 more problems are not listed");
}

TEST(ProblemList, NothingOfAHostileFileReachesATerminal) {
  const JsonDocument document("evil\x1B[2J.json", "\x1B[31m\xFF\n");
  ProblemList problems;
  problems.add_at_bytes(document, 0, 1, "/\x1B", {"code", "\x9B", "\u202E"});
  const Problem problem = problems.take().at(0);
  for (const std::string& text : {problem.file, problem.pointer, problem.message, problem.remedy, problem.excerpt}) {
    EXPECT_EQ(text.find('\x1B'), std::string::npos) << text;
    EXPECT_NE(text.find("\uFFFD"), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace telltale::internal
