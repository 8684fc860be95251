// Packs that are wrong in one way each, and what is said about them, letter by letter; packs that are unusual and
// right.
//
// TELLTALE_UPDATE=1 writes what is said now into the cases: read the difference before you keep it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "pack/pack_loader.h"
#include "rules/pack_case.h"
#include "telltale/classifier.h"
#include "telltale/pack.h"
#include "telltale/pack_test.h"

namespace telltale {
namespace {

namespace fs = std::filesystem;
using testing::PackCase;

const fs::path kRules = fs::path(TELLTALE_SOURCE_DIR) / "tests" / "rules";

PackCase read_case(const fs::path& path) {
  return testing::PackCaseReader(testing::read_files(kRules / "base")).read(testing::read_text(path));
}

std::vector<Problem> problems_of(const PackCase& pack_case) {
  auto loaded = internal::load_pack(testing::to_pack_files(pack_case.files), internal::ProblemList());
  if (!loaded) return loaded.problems();
  const Pack pack(*loaded);
  if (pack_case.step == "load") return pack.warnings();
  if (pack_case.step == "test") return test_packs({pack}).failures;
  ClassifierOptions options;
  options.packs = {pack};
  options.engine = Engine::kRe2;
  const Result<Classifier> classifier = Classifier::create(options);
  return classifier ? std::vector<Problem>() : classifier.problems();
}

std::string printed(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += to_string(problem);
  return text;
}

class PackCases : public ::testing::TestWithParam<fs::path> {};

TEST_P(PackCases, SaysWhatIsExpected) {
  const PackCase pack_case = read_case(GetParam());
  const std::string said = printed(problems_of(pack_case));
  if (std::getenv("TELLTALE_UPDATE") != nullptr) {
    std::ofstream(GetParam(), std::ios::binary) << pack_case.head << said;
    return;
  }
  EXPECT_EQ(said, pack_case.expected) << pack_case.meaning;
}

std::string case_name(const ::testing::TestParamInfo<fs::path>& info) {
  std::string name = info.param.stem().string();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Bad, PackCases, ::testing::ValuesIn(testing::list_cases(kRules / "bad")), case_name);
INSTANTIATE_TEST_SUITE_P(Good, PackCases, ::testing::ValuesIn(testing::list_cases(kRules / "good")), case_name);

TEST(PackCasesTest, BasePackIsSilentAndPassesItsTests) {
  auto loaded =
      internal::load_pack(testing::to_pack_files(testing::read_files(kRules / "base")), internal::ProblemList());
  ASSERT_TRUE(loaded) << printed(loaded.problems());
  EXPECT_EQ(printed((*loaded)->warnings), "");
  const PackTestReport report = test_packs({Pack(*loaded)});
  EXPECT_EQ(printed(report.failures), "");
  EXPECT_GT(report.checks, 0U);
}

TEST(PackCasesTest, GoodPacksHaveNoErrorAndBadOnesSayTheirCode) {
  for (const fs::path& path : testing::list_cases(kRules / "good")) {
    EXPECT_EQ(read_case(path).expected.find("error: "), std::string::npos) << path;
  }
  for (const fs::path& path : testing::list_cases(kRules / "bad")) {
    // unknown-key.case, unknown-key.in-a-cause.case
    const std::string name = path.stem().string();
    const std::string code = name.substr(0, name.find('.'));
    EXPECT_NE(read_case(path).expected.find("[" + code + "]"), std::string::npos) << path;
  }
}

// Codes that no small pack brings about: each names the test that does.
struct ProvedElsewhere {
  std::string code;
  std::string file;
};
const std::vector<ProvedElsewhere> kProvedElsewhere = {
    {"engine-unavailable", "unit/engine"},
    {"file-too-large", "unit/pack/pack_files_test.cc"},
    {"file-unreadable", "unit/pack/pack_files_test.cc"},
    {"only-matches-nothing", "rules/classifier_problems_test.cc"},
    {"pack-duplicate", "rules/classifier_problems_test.cc"},
    {"pack-limit", "unit/pack/pack_loader_test.cc"},
    {"pattern-engine", "unit/engine"},
    {"too-many-problems", "unit/pack/problem_list_test.cc"},
    {"unexpected-file", "unit/pack/pack_files_test.cc"},
};

bool is_named_below(const fs::path& place, const std::string& code) {
  const std::string wanted = "\"" + code + "\"";
  if (fs::is_regular_file(place)) return testing::read_text(place).find(wanted) != std::string::npos;
  if (!fs::is_directory(place)) return false;
  for (const auto& entry : fs::recursive_directory_iterator(place)) {
    if (entry.is_regular_file() && testing::read_text(entry.path()).find(wanted) != std::string::npos) return true;
  }
  return false;
}

// A code that is set somewhere in the library, as in `problem.code = "no-tests"`, is in the table.
TEST(PackCasesTest, EveryCodeOfTheLibraryIsListed) {
  std::set<std::string> listed;
  for (const ProblemCode& code : problem_codes()) listed.insert(code.code);
  const std::string assignment = "problem.code = \"";
  std::size_t seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(TELLTALE_SOURCE_DIR) / "lib")) {
    if (!entry.is_regular_file()) continue;
    const std::string source = testing::read_text(entry.path());
    for (std::size_t at = source.find(assignment); at != std::string::npos; at = source.find(assignment, at + 1)) {
      const std::size_t begin = at + assignment.size();
      EXPECT_TRUE(listed.contains(source.substr(begin, source.find('"', begin) - begin))) << entry.path();
      ++seen;
    }
  }
  EXPECT_GT(seen, 0U);
}

TEST(PackCasesTest, EveryProblemCodeIsProved) {
  std::set<std::string> proved;
  for (const fs::path& path : testing::list_cases(kRules / "bad")) {
    const std::string name = path.stem().string();
    proved.insert(name.substr(0, name.find('.')));
  }
  for (const ProvedElsewhere& elsewhere : kProvedElsewhere) {
    EXPECT_TRUE(is_named_below(kRules.parent_path() / elsewhere.file, elsewhere.code)) << elsewhere.code;
    proved.insert(elsewhere.code);
  }
  std::set<std::string> listed;
  for (const ProblemCode& code : problem_codes()) listed.insert(code.code);
  EXPECT_EQ(proved, listed);
}

}  // namespace
}  // namespace telltale
