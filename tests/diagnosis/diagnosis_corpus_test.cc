// Diagnoses of labelled scenarios: the floors, and what must hold of every case.
//
// A scenario is a document or a folder of files, with what a careful reader of the guide says of it
// (tests/corpus/diagnosis-*.jsonl). All but diagnosis-unseen have been learnt from.
#include <gtest/gtest.h>
#include <telltale/diagnosis_report.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace telltale {
namespace {

using Json = nlohmann::json;
using Files = std::vector<std::pair<std::string, std::string>>;
using Names = std::set<std::string>;

struct Scenario {
  std::string id;
  Files files;
  Json labels;
  bool unseen = false;  // nobody has looked at it while working on the rules
};

const std::string kSource = TELLTALE_SOURCE_DIR;

std::vector<Scenario> scenarios_of(const std::string& corpus) {
  std::vector<Scenario> all;
  std::ifstream file(kSource + "/tests/corpus/diagnosis-" + corpus + ".jsonl");
  for (std::string line; std::getline(file, line);) {
    Scenario scenario;
    scenario.labels = Json::parse(line);
    scenario.id = scenario.labels["id"];
    scenario.unseen = corpus == "unseen";
    if (scenario.labels.contains("files")) {
      for (const auto& [name, text] : scenario.labels["files"].items()) scenario.files.emplace_back(name, text);
    } else {
      scenario.files.emplace_back("paste.txt", scenario.labels["text"]);
    }
    all.push_back(std::move(scenario));
  }
  return all;
}

Json read_rules(const std::string& name) {
  return Json::parse(std::ifstream(kSource + "/rules/cert-manager-webhook/" + name));
}

// The last parts of an id.
std::string last(const std::string& id, int parts = 1) {
  std::size_t at = id.size();
  for (int i = 0; i < parts && at != std::string::npos; ++i) at = id.rfind('/', at - 1);
  return at == std::string::npos ? id : id.substr(at + 1);
}

class DiagnosisCorpusTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    diagnoser_ = new Diagnoser(*Diagnoser::create());
    for (const char* corpus : {"dev", "guide", "field", "walk", "seen", "unseen"}) {
      std::vector<Scenario> more = scenarios_of(corpus);
      std::move(more.begin(), more.end(), std::back_inserter(scenarios_));
    }
    for (const Scenario& scenario : scenarios_) answers_.push_back(diagnose(scenario.files));
  }
  static void TearDownTestSuite() {
    delete diagnoser_;
    scenarios_.clear();
    answers_.clear();
  }

  static Diagnosis diagnose(const Files& files) {
    Case opened = diagnoser_->open_case();
    for (const auto& [name, text] : files) opened.add_text(name, text);
    return opened.diagnosis();
  }

  static inline Diagnoser* diagnoser_ = nullptr;
  static inline std::vector<Scenario> scenarios_;
  static inline std::vector<Diagnosis> answers_;  // parallel to scenarios_
};

// --- What is asked of a scenario

class Judge {
 public:
  Judge(const Json& labels, const Diagnosis& answer) : labels_(labels), answer_(answer) {
    for (const DiagnosedCause& cause : answer.causes) {
      if (cause.state != CauseState::kExcluded) causes_.push_back(last(cause.id, 2));
      if (cause.state == CauseState::kDecided) decided_.insert(last(cause.id, 2));
    }
  }

  // The points that the scenario asks for, and whether each is right.
  std::map<std::string, bool> points() const {
    std::map<std::string, bool> points = {{"healthy", answer_.healthy == labels_["healthy"].get<bool>()},
                                          {"cause", cause_is_right()}};
    if (!labels_["sections"].empty()) points["root"] = sections_are_right();
    if (!labels_["causes_wrong"].empty()) points["no wrong cause"] = no_wrong_cause();
    if (!labels_["next_ok"].empty())
      points["next"] = !answer_.next.empty() && names("next_ok").contains(answer_.next[0].step);
    if (!labels_["evidence"].empty()) points["evidence"] = evidence_is_complete();
    if (!labels_["owner"].is_null())
      points["owner"] = !answer_.owner.empty() && answer_.owner != "unknown" && answer_.owner != "cert-manager";
    return points;
  }

 private:
  Names names(const char* key) const { return labels_[key].get<Names>(); }

  bool sections_are_right() const {
    Names found;
    for (const DiagnosedSection& section : answer_.sections) found.insert(last(section.id));
    const Names wanted = names("sections");
    return !answer_.sections.empty() && last(answer_.sections[0].id) == labels_["sections"][0] &&
           std::includes(found.begin(), found.end(), wanted.begin(), wanted.end());
  }

  bool cause_is_right() const {
    Names right = names("causes_ok");
    if (labels_["cause"].is_null()) {
      const bool first = right.empty() || causes_.empty() || right.contains(causes_[0]);
      return first && std::includes(right.begin(), right.end(), decided_.begin(), decided_.end());
    }
    const std::string wanted = labels_["cause"];
    right.insert(wanted);
    // Where the guide knows none, a cause of the section that was learnt elsewhere may stand there.
    const bool unknown = wanted.ends_with("/unknown");
    const std::string section = wanted.substr(0, wanted.find('/') + 1);
    return !causes_.empty() && (right.contains(causes_[0]) || (unknown && causes_[0].starts_with(section)));
  }

  bool no_wrong_cause() const {
    const Names wrong = names("causes_wrong");
    const bool decided =
        std::any_of(decided_.begin(), decided_.end(), [&](const auto& id) { return wrong.contains(id); });
    return !decided && (causes_.empty() || !wrong.contains(causes_[0]));
  }

  bool evidence_is_complete() const {
    Names found;
    for (const std::string& id : answer_.evidence) found.insert(last(id));
    const Names wanted = names("evidence");
    return std::includes(found.begin(), found.end(), wanted.begin(), wanted.end());
  }

  const Json& labels_;
  const Diagnosis& answer_;
  std::vector<std::string> causes_;
  Names decided_;
};

struct Count {
  std::size_t right = 0;
  std::size_t asked = 0;
};

// Of the seen or of the unseen scenarios, each point that is asked for.
std::map<std::string, Count> counts_of(const std::vector<Scenario>& scenarios, const std::vector<Diagnosis>& answers,
                                       bool unseen) {
  std::map<std::string, Count> counts;
  for (std::size_t i = 0; i < scenarios.size(); ++i) {
    if (scenarios[i].unseen != unseen) continue;
    for (const auto& [point, right] : Judge(scenarios[i].labels, answers[i]).points()) {
      ++counts[point].asked;
      counts[point].right += right ? 1U : 0U;
      // Nobody is to look at the unseen ones: their names would tempt.
      if (!right && !unseen) std::cout << scenarios[i].id << ": " << point << " is not right\n";
    }
  }
  return counts;
}

// They rise as the project learns; they never fall.
TEST_F(DiagnosisCorpusTest, KeepsTheFloors) {
  for (const bool unseen : {false, true}) {
    const std::map<std::string, Count> counts = counts_of(scenarios_, answers_, unseen);
    std::cout << "note: diagnosis, " << (unseen ? "unseen" : "seen");
    for (const auto& [point, count] : counts) std::cout << ", " << point << " " << count.right << "/" << count.asked;
    std::cout << std::endl;
    for (const auto& [point, count] : counts) {
      const double floor = (unseen ? 0.94 : 0.99) * static_cast<double>(count.asked);
      EXPECT_GE(static_cast<double>(count.right), floor) << point;
    }
  }
  EXPECT_GT(scenarios_.size(), 400U);
}

// --- What must hold of every case

TEST_F(DiagnosisCorpusTest, EveryCauseIsReachedAndEveryStepIsAskedFor) {
  Names causes;
  Names steps;
  for (const Diagnosis& answer : answers_) {
    if (!answer.causes.empty()) causes.insert(last(answer.causes[0].id, 2));
    for (const NextStep& step : answer.next) steps.insert(step.step);
  }
  const Json rules = read_rules("diagnosis.json");
  for (const Json& section : rules["sections"]) {
    for (const Json& cause : section["causes"]) {
      const std::string id = section["section"].get<std::string>() + "/" + cause["cause"].get<std::string>();
      EXPECT_TRUE(causes.contains(id)) << id << " is the first cause of no scenario";
    }
  }
  const Json catalog = read_rules("steps.json");
  for (const Json& step : catalog["steps"])
    EXPECT_TRUE(steps.contains(step["id"])) << step["id"] << " is asked for in no scenario";
}

TEST_F(DiagnosisCorpusTest, EveryLineOfEveryWalkIsWalked) {
  std::set<std::pair<std::string, std::string>> walked;
  for (const Diagnosis& answer : answers_) {
    for (const DiagnosedSection& section : answer.sections) {
      for (const NextStep& step : answer.next) walked.emplace(last(section.id), step.step);
    }
  }
  const Json rules = read_rules("diagnosis.json");
  for (const Json& section : rules["sections"]) {
    for (const Json& line : section["walk"]) {
      if (!line.contains("step")) continue;
      EXPECT_TRUE(walked.contains({section["section"], line["step"]})) << section["section"] << ": " << line["step"];
    }
  }
}

TEST_F(DiagnosisCorpusTest, TheOrderOfFilesDoesNotMatter) {
  for (std::size_t i = 0; i < scenarios_.size(); ++i) {
    Files files = scenarios_[i].files;
    std::reverse(files.begin(), files.end());
    EXPECT_EQ(diagnose(files), answers_[i]) << scenarios_[i].id;
    std::rotate(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(files.size() / 2), files.end());
    EXPECT_EQ(diagnose(files), answers_[i]) << scenarios_[i].id;
  }
}

// What says nothing of the cause, or the same once more, beside a case that is decided.
TEST_F(DiagnosisCorpusTest, MoreEvidenceDoesNotUndecide) {
  const std::string bystander =
      "NAME                    READY   STATUS    RESTARTS   AGE\nshop-7f788c5b6-mspnt    0/1     Running   0          "
      "2d\n\n"
      "NAME   ENDPOINTS   AGE\nshop   <none>      2d\n\n"
      "I0608 10:00:00.000000 1 main.go:1] \"failed to determine ca data source for injectable\"\n";
  std::size_t tried = 0;
  for (std::size_t i = 0; i < scenarios_.size(); ++i) {
    if (!answers_[i].decided) continue;
    ++tried;
    Files more = scenarios_[i].files;
    for (const auto& [name, text] : scenarios_[i].files) more.emplace_back("again/" + name, text);
    more.emplace_back("more.txt", bystander);
    const Diagnosis now = diagnose(more);
    EXPECT_TRUE(now.decided) << scenarios_[i].id;
    EXPECT_EQ(now.causes[0].id, answers_[i].causes[0].id) << scenarios_[i].id;
  }
  EXPECT_GT(tried, 20U);
}

// A day of logs in front of the output that counts: a time is no endpoint, so its line is no row that is to be kept.
TEST_F(DiagnosisCorpusTest, LogsCrowdNoTableOut) {
  std::string log;
  for (int i = 0; i < 25'000; ++i)
    log += "I0608 12:00:00.000000       1 controller.go:220] \"syncing item\" key=\"a/b-" + std::to_string(i) + "\"\n";
  const std::string slices =
      "NAME                         ADDRESSTYPE   PORTS     ENDPOINTS   AGE\n"
      "cert-manager-webhook-9bkx2   IPv4          <unset>   <unset>     14m\n";
  const Diagnosis answer = diagnose({{"a.log", log}, {"b.txt", slices}});
  EXPECT_TRUE(answer.limits.none());
  EXPECT_EQ(answer.evidence.size(), 1U);
}

TEST_F(DiagnosisCorpusTest, PagesAreCleanAndFilledInInBothLanguages) {
  DiagnosisReportOptions options;
  for (const Diagnosis& answer : answers_) {
    for (const Language language : {Language::kEnglish, Language::kJapanese}) {
      options.language = language;
      for (const std::string& page : {to_page(answer, options), to_markdown(answer, options)}) {
        EXPECT_FALSE(page.empty());
        EXPECT_EQ(page.find("{namespace}"), std::string::npos);
        EXPECT_TRUE(std::none_of(page.begin(), page.end(),
                                 [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
      }
    }
  }
}

}  // namespace
}  // namespace telltale
