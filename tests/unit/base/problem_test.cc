#include "telltale/problem.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/utf8.h"
#include "telltale/version.h"

namespace telltale {
namespace {

Problem full_problem() {
  Problem problem;
  problem.code = "pattern-unsupported";
  problem.file = "rules/mine/sections/db.json";
  problem.pointer = "/signatures/0/pattern";
  problem.line = 14;
  problem.column = 18;
  problem.message = "\\b is not part of the dialect";
  problem.remedy = "leave it out";
  problem.excerpt = "\\bconnection refused";
  problem.caret_length = 2;
  return problem;
}

TEST(Problem, IsPrintedAsCompilersDo) {
  EXPECT_EQ(to_string(full_problem()),
            "rules/mine/sections/db.json:14:18: error: \\b is not part of the dialect [pattern-unsupported]\n"
            "  at /signatures/0/pattern\n"
            "  \\bconnection refused\n"
            "  ^^\n"
            "  remedy: leave it out\n");
}

TEST(Problem, WhatIsNotKnownIsNotPrinted) {
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.code = "no-tests";
  problem.message = "nothing was proved";
  EXPECT_EQ(to_string(problem), "warning: nothing was proved [no-tests]\n");
  problem.file = "a.json";
  EXPECT_EQ(to_string(problem), "a.json: warning: nothing was proved [no-tests]\n");
  problem.line = 3;
  EXPECT_EQ(to_string(problem), "a.json:3: warning: nothing was proved [no-tests]\n");
}

TEST(Problem, TheCaretStandsUnderWideCharactersAndTabs) {
  Problem problem = full_problem();
  problem.excerpt = "紙\t詰 x";
  problem.caret = 8;
  problem.caret_length = 1;
  EXPECT_NE(to_string(problem).find("\n  紙\t詰 x\n    \t   ^\n"), std::string::npos) << to_string(problem);
}

TEST(Problem, ACaretBehindTheExcerptIsPutAtItsEnd) {
  Problem problem = full_problem();
  problem.caret = 99;
  EXPECT_NE(to_string(problem).find("\n                      ^\n"), std::string::npos) << to_string(problem);
}

TEST(Problem, PrintsValidUtf8WhateverItHolds) {
  Problem problem = full_problem();
  problem.file = "caf\xE9.json";
  problem.message = "\xFF";
  EXPECT_TRUE(internal::is_valid_utf8(to_string(problem)));
}

TEST(ProblemCodes, AreSortedUniqueAndExplained) {
  const auto& codes = problem_codes();
  EXPECT_TRUE(std::is_sorted(codes.begin(), codes.end(),
                             [](const ProblemCode& a, const ProblemCode& b) { return a.code <= b.code; }));
  for (const ProblemCode& code : codes) {
    EXPECT_FALSE(code.meaning.empty()) << code.code;
    EXPECT_EQ(code.meaning.back(), '.') << code.code;
    EXPECT_EQ(code.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), std::string::npos) << code.code;
  }
}

TEST(Version, IsTheOneOfTheHeaders) { EXPECT_EQ(version(), TELLTALE_VERSION); }

}  // namespace
}  // namespace telltale
