// What a good pack becomes. What is said about bad ones is in tests/rules, letter by letter.
#include "pack/pack_loader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "rules/pack_case.h"
#include "telltale/pack.h"

namespace telltale::internal {
namespace {

using testing::Files;

Files base() { return testing::read_files(TELLTALE_SOURCE_DIR "/tests/rules/base"); }

Pack load(const Files& files) {
  auto loaded = load_pack(testing::to_pack_files(files), ProblemList());
  if (!loaded) ADD_FAILURE() << to_string(loaded.problems().at(0));
  return Pack(*loaded);
}

TEST(PackLoader, EveryKeyArrives) {
  const Pack pack = load(base());
  EXPECT_EQ(pack.name(), "printer");
  EXPECT_EQ(pack.version(), "1.0.0");
  EXPECT_EQ(pack.owner(), "office");
  EXPECT_EQ(pack.title().ja, "プリンター");
  EXPECT_EQ(pack.source().url, "https://printer.example/manual");
  ASSERT_EQ(pack.sections().size(), 1U);
  const Section& section = pack.sections()[0];
  EXPECT_EQ(section.id, "paper-jam");
  EXPECT_EQ(section.order, 1);
  EXPECT_FALSE(section.collection);
  EXPECT_EQ(section.error, "paper jam in tray 2");
  EXPECT_EQ(section.link.ja, "https://printer.example/ja/manual#jam");
  EXPECT_EQ(section.references.at(0).title, "A talk without an address");
  EXPECT_EQ(section.owners, std::vector<std::string>{"any"});
  ASSERT_EQ(section.causes.size(), 1U);
  EXPECT_EQ(section.causes[0].id, "paper-jam/open-tray");
  EXPECT_EQ(section.causes[0].origin, "guide");
  EXPECT_EQ(section.causes[0].for_findings, std::vector<std::string>{"tray-open"});
  EXPECT_EQ(section.causes[0].steps, std::vector<std::string>{"check-tray"});
  ASSERT_EQ(pack.steps().size(), 1U);
  EXPECT_EQ(pack.steps()[0].kind, "check");
  EXPECT_EQ(pack.steps()[0].command, "printerctl tray -n {namespace}");
  EXPECT_EQ(pack.steps()[0].links.at(0).title, "The manual");
  ASSERT_EQ(pack.owners().size(), 1U);
  EXPECT_EQ(pack.owners()[0].services, std::vector<std::string>{"*.example"});
  EXPECT_EQ(pack.owners()[0].ca, "unknown");
}

TEST(PackLoader, FramesAndSignaturesArrive) {
  const Pack pack = load(base());
  ASSERT_EQ(pack.frames().size(), 1U);
  const Frame& frame = pack.frames()[0];
  EXPECT_EQ(frame.wordings.at(0).id, "job-failed");
  EXPECT_EQ(frame.wordings.at(0).emitter, "spooler");
  EXPECT_EQ(frame.inserts, std::vector<std::string>{"after [0-9]+ pages:"});
  EXPECT_EQ(frame.owner_fields.at("service"), "printer");
  const Signature* jam = pack.find_signature("paper-jam/print-job");
  ASSERT_NE(jam, nullptr);
  EXPECT_EQ(jam->finding, "paper-jam");
  EXPECT_EQ(jam->role, Role::kSymptom);
  EXPECT_EQ(jam->frame, "print-job");
  EXPECT_EQ(jam->text, TextForm::kMessage);
  EXPECT_EQ(jam->pattern, "paper jam in tray (?P<tray>[0-9])") << "as written";
  ASSERT_FALSE(jam->conditions.empty());
  EXPECT_EQ(jam->conditions[0].pattern, "test page");
  EXPECT_EQ(jam->examples.at(0).fields.at("printer"), "first.example");
  EXPECT_EQ(jam->examples.at(0).owner, "office");
  EXPECT_EQ(jam->counter_examples.at(0).why, "no job failed");
  const Signature* sensor = pack.find_signature("paper-jam/tray-open/sensor");
  ASSERT_NE(sensor, nullptr);
  EXPECT_EQ(sensor->role, Role::kEvidence);
  EXPECT_EQ(sensor->text, TextForm::kLine);
  EXPECT_EQ(sensor->owner, "office");
  EXPECT_EQ(pack.find_signature("none"), nullptr);
}

TEST(PackLoader, PatternsAreExpandedAndFolded) {
  const Pack pack = load(base());
  const PackData& data = pack.data();
  ASSERT_EQ(data.loaded_frames.size(), data.frames.size());
  ASSERT_EQ(data.loaded_signatures.size(), data.signatures.size());
  EXPECT_EQ(data.loaded_frames[0].wordings[0].pattern->field_names, (std::vector<std::string>{"job", "printer"}));
  EXPECT_EQ(data.loaded_frames[0].wordings[0].place.pointer, "/frames/0/wordings/0");
  const LoadedSignature& jam = data.loaded_signatures[0];
  EXPECT_EQ(jam.pattern->text, "paperjamintray(?P<tray>[0-9])");
  ASSERT_EQ(jam.conditions.size(), 2U);
  EXPECT_EQ(data.signatures[0].conditions[0].kind, ConditionKind::kUnless);
  EXPECT_EQ(data.signatures[0].conditions[1].kind, ConditionKind::kUnlessAround);
  EXPECT_EQ(jam.conditions[1]->text, "printerofanotherfloor");
  EXPECT_EQ(jam.place.file, "sections/paper-jam.json");
  EXPECT_EQ(jam.place.pointer, "/signatures/0");
  EXPECT_EQ(jam.place.line, 26U);
  EXPECT_EQ(data.loaded_signatures[1].pattern->text, "^tray\\x20+(?P<tray>[0-9])\\x20+open$") << "blanks are kept";
}

TEST(PackLoader, SectionsComeInTheirOrderAndTheirOwnFindingsFirst) {
  Files files = base();
  std::string other = files.at("sections/paper-jam.json");
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"paper-jam", "a-later"},
                                 {"\"order\": 1", "\"order\": 2"},
                                 {"print-job\",\n      \"finding\"", "in-a-job\",\n      \"finding\""}}) {
    for (std::size_t at = other.find(from); at != std::string::npos; at = other.find(from, at + to.size())) {
      other.replace(at, from.size(), to);
    }
  }
  files["sections/a-later.json"] = other;
  const Pack pack = load(files);
  ASSERT_EQ(pack.sections().size(), 2U);
  EXPECT_EQ(pack.sections()[0].id, "paper-jam") << "order 1 before order 2, whatever the names";
  ASSERT_EQ(pack.findings().size(), 3U);
  EXPECT_EQ(pack.findings()[0].id, "paper-jam");
  EXPECT_EQ(pack.findings()[0].title.en, "Paper jam");
  EXPECT_EQ(pack.findings()[1].id, "paper-jam/tray-open");
  EXPECT_EQ(pack.findings()[1].section, "paper-jam");
  EXPECT_EQ(pack.findings()[2].id, "a-later");
  EXPECT_EQ(pack.find_section("a-later")->order, 2);
  EXPECT_NE(pack.find_finding("paper-jam/tray-open"), nullptr);
  EXPECT_EQ(pack.find_finding("tray-open"), nullptr);
}

TEST(PackLoader, NamesOfAlsoBecomeIds) {
  Files files = base();
  std::string& section = files.at("sections/paper-jam.json");
  const std::string empty = "\"also\": []";
  section.replace(section.find(empty), empty.size(), R"("also": ["tray-open", "paper-jam", "paper-jam/tray-open"])");
  EXPECT_EQ(load(files).find_signature("paper-jam/print-job")->examples.at(0).also,
            (std::vector<std::string>{"paper-jam/tray-open", "paper-jam", "paper-jam/tray-open"}));
}

TEST(PackLoader, ThereIsALimitOfSignatures) {
  PackLimits limits;
  limits.signatures = 2;
  EXPECT_TRUE(load_pack(testing::to_pack_files(base()), ProblemList(), limits));
  limits.signatures = 1;
  const auto loaded = load_pack(testing::to_pack_files(base()), ProblemList(), limits);
  ASSERT_EQ(loaded.problems().size(), 1U);
  EXPECT_EQ(loaded.problems()[0].code, "pack-limit");
}

TEST(PackLoader, ProblemsOfAllFilesAreSaidAtOnce) {
  Files files = base();
  for (auto& [path, content] : files) content.replace(content.find("\"format\": 1"), 11, "\"format\": 7");
  const auto loaded = load_pack(testing::to_pack_files(files), ProblemList());
  ASSERT_EQ(loaded.problems().size(), files.size());
  for (const Problem& problem : loaded.problems()) EXPECT_EQ(problem.code, "format-version");
}

// A file that cannot be read declares nothing: what others name in it is not their mistake.
TEST(PackLoader, AnUnreadableFileCausesNoOtherProblem) {
  for (const char* path : {"defs.json", "frames.json", "steps.json", "owners.json", "sections/paper-jam.json"}) {
    Files files = base();
    files[path] = "{";
    const auto loaded = load_pack(testing::to_pack_files(files), ProblemList());
    ASSERT_FALSE(loaded);
    for (const Problem& problem : loaded.problems())
      EXPECT_EQ(problem.code, "json-syntax") << path << "\n" << to_string(problem);
  }
}

TEST(PackLoader, CopiesOfAPackShareItsData) {
  const Pack pack = load(base());
  const Pack copy = pack;  // NOLINT(performance-unnecessary-copy-initialization)
  EXPECT_EQ(&pack.sections(), &copy.sections());
}

TEST(PackWords, RolesAndConfidencesHaveNames) {
  EXPECT_EQ(to_string(Role::kIgnorable), "ignorable");
  EXPECT_EQ(to_string(Role::kHealthy), "healthy");
  EXPECT_EQ(to_string(Confidence::kMedium), "medium");
  EXPECT_LT(Confidence::kLow, Confidence::kHigh);
}

}  // namespace
}  // namespace telltale::internal
