// What a text says does not depend on how it arrived: every text of texts.jsonl, mangled in ways that keep its meaning,
// one to four of them on top of each other, must give the finding, the owner and the fields of the plain text, with a
// span that covers the message where it is now. And what is silent stays silent.
//
// TELLTALE_TEST_SCALE=N makes it N times as many cases, TELLTALE_TEST_SEED begins elsewhere, TELLTALE_TEST_SHOWN=N
// prints as many failures.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "effort.h"
#include "invariance/manglings.h"
#include "text/message.h"

namespace telltale {
namespace {

using testing::Mangling;
using testing::Place;
using testing::Random;
using testing::TrackedText;
using testing::Trait;

struct Sample {
  std::string name;
  std::string text;
  bool has_lines = false;  // what it says lies in its physical lines: rows of tables
};

// --- What the plain texts say

// The bytes that speak.
std::string folded(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [](char c) { return !internal::is_silent(static_cast<unsigned char>(c)); });
  return out;
}

// What must not change about a match.
std::string told(const Match& match) {
  std::string out = std::string(match.finding) + " owner=" + std::string(match.owner);
  std::map<std::string, std::string> fields;
  for (const Field& field : match.fields) {
    if (field.name == "wrappers") break;  // what follows is theirs
    // Of a reason that nobody knows nobody knows the end either.
    if (field.name != "reason") fields[std::string(field.name)] = folded(field.value);
  }
  for (const auto& [name, value] : fields) out += " " + name + "=" + value;
  return out;
}

using Range = std::pair<std::size_t, std::size_t>;

// Where something was told, and by whom: the wrappers, outermost first.
struct Telling {
  Range span;
  std::string wrappers;
};

// One failure may be told several times.
using Answer = std::map<std::string, std::vector<Telling>>;

Answer answer_of(const Classifier& classifier, const std::string& text) {
  Answer answer;
  for (const Match& match : classifier.classify(text).matches) {
    const Field* wrappers = match.field("wrappers");
    answer[told(match)].push_back({{match.begin, match.end}, wrappers == nullptr ? "" : " " + wrappers->value});
  }
  return answer;
}

// Less the silent bytes at both ends.
Range core_of(const std::string& text, Range span) {
  const auto silent = [&](std::size_t at) { return internal::is_silent(static_cast<unsigned char>(text[at])); };
  while (span.first < span.second && silent(span.first)) ++span.first;
  while (span.second > span.first && silent(span.second - 1)) --span.second;
  return span;
}

// --- A case: a sample and what was done to it

struct Step {
  const Mangling* mangling;
  std::uint64_t seed;
};

TrackedText mangled(const std::string& text, const std::vector<Step>& steps) {
  TrackedText out(text);
  for (const Step& step : steps) {
    Random random(step.seed);
    out = step.mangling->apply(out, random);
  }
  return out;
}

// Nobody breaks lines, or puts something in front of the first, when every line has a prefix already: each line would
// have to be a message of its own.
bool makes_sense(const Mangling& mangling, const Sample& sample, const std::vector<Step>& before) {
  if (mangling.place == Place::kAnywhere || mangling.place == Place::kEveryLine) return true;
  const bool prefixed = std::any_of(before.begin(), before.end(), [](const Step& step) {
    return step.mangling->place == Place::kEveryLine || step.mangling->place == Place::kWrapsAndEveryLine;
  });
  return !prefixed || mangled(sample.text, before).bytes().find('\n') == std::string::npos;
}

bool applies(const Mangling& mangling, const Sample& sample, const std::vector<Step>& before) {
  if (std::any_of(before.begin(), before.end(), [&](const Step& step) { return step.mangling == &mangling; }))
    return false;
  const Trait last = before.empty() ? Trait::kNone : before.back().mangling->trait;
  if (last == Trait::kWholeFile || last == Trait::kLast) return false;
  if (sample.has_lines &&
      (mangling.trait == Trait::kRecasts || mangling.trait == Trait::kLast || mangling.trait == Trait::kOneLine))
    return false;
  if (!makes_sense(mangling, sample, before)) return false;
  return mangling.trait != Trait::kOneLine || mangled(sample.text, before).bytes().find('\n') == std::string::npos;
}

using Manglings = std::vector<Mangling>;

// Up to `most` of `manglings`, on top of each other.
void add_steps(const Sample& sample, const Manglings& manglings, std::size_t most, Random* random,
               std::vector<Step>* steps) {
  for (int tries = 0; steps->size() < most && tries < 20; ++tries) {
    const Mangling& mangling = random->pick(manglings);
    if (applies(mangling, sample, *steps)) steps->push_back({&mangling, random->seed()});
  }
}

std::vector<Step> random_steps(const Sample& sample, Random* random) {
  std::vector<Step> steps;
  add_steps(sample, testing::manglings(), random->between(1, 4), random, &steps);
  return steps;
}

// A rarer one, as what happened last.
std::vector<Step> rarer_steps(const Sample& sample, Random* random) {
  std::vector<Step> steps;
  add_steps(sample, testing::manglings(), random->between(0, 2), random, &steps);
  add_steps(sample, testing::rarer_manglings(), steps.size() + 1, random, &steps);
  return steps;
}

// Whether one of `now` covers what one of `before` has become, in the same wrappers: a mangling may put others around.
bool stays(const std::vector<Telling>& before, const std::vector<Telling>& now, const std::string& plain,
           const TrackedText& text) {
  return std::any_of(before.begin(), before.end(), [&](const Telling& was) {
    const Range core = core_of(plain, was.span);
    const Range place = core_of(text.bytes(), text.place_of(core.first, core.second));
    return std::any_of(now.begin(), now.end(), [&](const Telling& is) {
      return is.span.first <= place.first && is.span.second >= place.second && is.wrappers.ends_with(was.wrappers);
    });
  });
}

// Empty: as it must be.
std::string fault_of(const Classifier& classifier, const Sample& sample, const Answer& plain,
                     const std::vector<Step>& steps) {
  const TrackedText text = mangled(sample.text, steps);
  const Answer now = answer_of(classifier, text.bytes());
  std::string fault;
  for (const auto& [wanted, tellings] : plain) {
    const auto found = now.find(wanted);
    if (found == now.end()) {
      fault += "  missing " + wanted + "\n";
    } else if (!stays(tellings, found->second, sample.text, text)) {
      fault += "  not there, or not in" + tellings[0].wrappers + ", but in" + found->second[0].wrappers + ": " +
               wanted + "\n";
    }
  }
  for (const auto& [got, tellings] : now) {
    if (plain.count(got) == 0) fault += "  instead " + got + "\n";
  }
  return fault;
}

// The fewest of the steps that still fail.
std::vector<Step> smallest(const Classifier& classifier, const Sample& sample, const Answer& plain,
                           std::vector<Step> steps) {
  for (std::size_t i = 0; i < steps.size() && steps.size() > 1;) {
    std::vector<Step> fewer = steps;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (fault_of(classifier, sample, plain, fewer).empty())
      ++i;
    else
      steps = fewer, i = 0;
  }
  return steps;
}

std::string names_of(const std::vector<Step>& steps) {
  std::string names;
  for (const Step& step : steps) names += (names.empty() ? "" : " > ") + step.mangling->name;
  return names;
}

// --- The run

class Invariance {
 public:
  Invariance(const Classifier& classifier, std::string title) : classifier_(classifier), title_(std::move(title)) {}

  template <typename Steps>
  void run(const std::vector<Sample>& samples, std::size_t cases, std::uint64_t seed, const Steps& steps) {
    Random random(testing::seeded(seed));
    for (; cases_ < cases; ++cases_) {
      const Sample& sample = samples[cases_ % samples.size()];
      check(sample, steps(sample, &random));
    }
    report();
  }

  [[nodiscard]] double share_right() const {
    return 1.0 - static_cast<double>(failures_) / static_cast<double>(std::max<std::size_t>(1, cases_));
  }

 private:
  void check(const Sample& sample, const std::vector<Step>& steps) {
    for (const Step& step : steps) ++done_[step.mangling->name];
    const Answer plain = answer_of(classifier_, sample.text);
    if (fault_of(classifier_, sample, plain, steps).empty()) return;
    ++failures_;
    const std::vector<Step> few = smallest(classifier_, sample, plain, steps);
    for (const Step& step : few) ++failed_[step.mangling->name];
    if (failures_ > testing::from_environment("TELLTALE_TEST_SHOWN", 60)) return;
    std::cout << "\n"
              << sample.name << ": " << names_of(few) << "\n"
              << mangled(sample.text, few).bytes() << "\n"
              << fault_of(classifier_, sample, plain, few);
  }

  void report() const {
    std::cout << "\n" << title_ << ": failures and cases of every mangling\n";
    for (const auto& [name, count] : done_) {
      const auto failed = failed_.find(name);
      std::cout << "  " << name << " " << (failed == failed_.end() ? 0 : failed->second) << " / " << count << "\n";
    }
    std::cout << "note: " << title_ << ": " << cases_ - failures_ << " of " << cases_
              << " mangled texts as the plain ones" << std::endl;
  }

  const Classifier& classifier_;
  std::string title_;
  std::size_t cases_ = 0;
  std::size_t failures_ = 0;
  std::map<std::string, std::size_t> done_;
  std::map<std::string, std::size_t> failed_;
};

// Texts in which something is found, or nothing. A list of its own, so that the share of failures says how well
// manglings are undone, whatever other tests and packs get. It began as all examples of the pack and the short cases of
// the development corpus.
std::vector<Sample> samples(bool silent) {
  std::vector<Sample> all;
  std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/invariance/texts.jsonl");
  for (std::string line; std::getline(file, line);) {
    const nlohmann::json entry = nlohmann::json::parse(line);
    if (entry["silent"] == silent) all.push_back({entry["name"], entry["text"], entry.value("lines", false)});
  }
  return all;
}

class InvarianceTest : public ::testing::Test {
 protected:
  InvarianceTest() : classifier_(*Classifier::create()) {}

  Classifier classifier_;
};

TEST_F(InvarianceTest, KnowsWhichTextsAreSilent) {
  for (const bool silent : {false, true}) {
    for (const Sample& sample : samples(silent))
      EXPECT_EQ(classifier_.classify(sample.text).matches.empty(), silent) << sample.name << ": " << sample.text;
  }
}

TEST_F(InvarianceTest, ManglingsDoNotChangeWhatATextSays) {
  const std::vector<Sample> all = samples(false);
  ASSERT_GT(all.size(), 200U);
  Invariance invariance(classifier_, "invariance");
  invariance.run(all, testing::effort(20'000), 4, random_steps);
  EXPECT_GE(invariance.share_right(), testing::kSlowdown > 1 ? 0.99 : 0.995);  // fewer cases, more chance
}

TEST_F(InvarianceTest, RarerManglingsSeldomDo) {
  const std::vector<Sample> all = samples(false);
  Invariance invariance(classifier_, "rarer manglings");
  invariance.run(all, testing::effort(10'000), 6, rarer_steps);
  EXPECT_GE(invariance.share_right(), testing::kSlowdown > 1 ? 0.99 : 0.994);  // fewer cases, more chance
}

TEST_F(InvarianceTest, ManglingsMakeNothingOutOfSilence) {
  const std::vector<Sample> all = samples(true);
  ASSERT_GT(all.size(), 100U);
  Invariance invariance(classifier_, "silence");
  invariance.run(all, testing::effort(10'000), 5, random_steps);
  invariance.run(all, testing::effort(20'000), 7, rarer_steps);
  EXPECT_GE(invariance.share_right(), testing::kSlowdown > 1 ? 0.995 : 0.999);
}

}  // namespace
}  // namespace telltale
