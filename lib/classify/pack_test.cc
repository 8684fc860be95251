#include "telltale/pack_test.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "engine/pattern_set.h"
#include "pack/pack_data.h"
#include "telltale/classifier.h"

namespace telltale {
namespace {

using internal::PackData;
using internal::SourcePlace;

// Lines around an example that must change nothing: a log that is well.
constexpr std::string_view kBefore =
    "2024-03-01T10:00:00Z INFO server started\n2024-03-01T10:00:01Z INFO request served in 3 ms\n\n";
constexpr std::string_view kAfter =
    "\n\n2024-03-01T10:00:02Z INFO request served in 2 ms\n2024-03-01T10:00:03Z INFO bye\n";

struct Setting {
  std::string_view name;
  std::string_view before;
  std::string_view after;
};
constexpr Setting kSettings[] = {{"alone", "", ""},
                                 {"at the start of a text", "", kAfter},
                                 {"in the middle of a text", kBefore, kAfter},
                                 {"at the end of a text", kBefore, ""}};

std::string list(const std::vector<Match>& matches) {
  std::string out;
  for (const Match& match : matches) out += (out.empty() ? "" : ", ") + std::string(match.signature);
  return out.empty() ? "nothing" : out;
}

// A failure is told once, with the first setting in which it was seen: most are seen in all of them. An engine is named
// when only that one fails.
class Failures {
 public:
  void add(Problem problem, std::string_view setting, const std::string& engine) {
    const auto same = std::find_if(seen_.begin(), seen_.end(), [&](const Seen& seen) {
      return seen.problem.code == problem.code && seen.problem.pointer == problem.pointer &&
             seen.problem.file == problem.file && seen.problem.message == problem.message;
    });
    if (same != seen_.end()) {
      same->engines.insert(engine);
    } else {
      seen_.push_back({std::move(problem), std::string(setting), {engine}});
    }
  }

  void move_to(std::vector<Problem>* problems, std::size_t engines_tried) {
    for (Seen& seen : seen_) {
      const bool all = seen.engines.size() == engines_tried;
      seen.problem.message += " (" + seen.setting + (all ? "" : ", with " + *seen.engines.begin() + " only") + ")";
      problems->push_back(std::move(seen.problem));
    }
  }

 private:
  struct Seen {
    Problem problem;
    std::string setting;
    std::set<std::string> engines;
  };
  std::vector<Seen> seen_;
};

// Judges the examples of one pack with one classifier.
class Judge {
 public:
  Judge(const Pack& pack, const Classifier& classifier, std::string engine, PackTestReport* report, Failures* failures)
      : pack_(pack), classifier_(classifier), engine_(std::move(engine)), report_(report), failures_(failures) {}

  void run() {
    const PackData& data = pack_.data();
    for (std::size_t i = 0; i < data.signatures.size(); ++i)
      judge_signature(data.signatures[i], data.loaded_signatures[i].place);
    for (std::size_t i = 0; i < data.frames.size(); ++i) {
      for (std::size_t j = 0; j < data.frames[i].wordings.size(); ++j) {
        judge_wording(data.frames[i], data.frames[i].wordings[j], data.loaded_frames[i].wordings[j].place);
      }
    }
    for (std::size_t i = 0; i < data.wrappers.size(); ++i)
      judge_wrapper(data.wrappers[i], data.loaded_wrappers[i].place);
  }

 private:
  void judge_signature(const Signature& signature, const SourcePlace& place) {
    for (std::size_t i = 0; i < signature.examples.size(); ++i) {
      at(place, "/examples/" + std::to_string(i));
      for (const Setting& setting : kSettings) judge_example(signature, signature.examples[i], setting);
    }
    for (std::size_t i = 0; i < signature.counter_examples.size(); ++i) {
      at(place, "/counter_examples/" + std::to_string(i));
      judge_counter_example(signature, signature.counter_examples[i]);
    }
  }

  void judge_example(const Signature& signature, const Example& example, const Setting& setting) {
    setting_ = setting.name;
    const std::string text = std::string(setting.before) + example.text + std::string(setting.after);
    const std::vector<Match> matches = classify(text);
    const std::string id = pack_.name() + "/" + signature.id;
    const auto own =
        std::find_if(matches.begin(), matches.end(), [&](const Match& match) { return match.signature == id; });
    if (own == matches.end()) {
      return fail("example-missed", "the example is not found by " + signature.id + " but by " + list(matches),
                  example.text, "compare `telltale explain` of the text with the pattern");
    }
    judge_span(*own, text, example, setting.before.size());
    judge_fields(*own, example.fields, example.text);
    if (!example.owner.empty() && own->owner != example.owner) {
      fail("example-owner", "the owner is '" + std::string(own->owner) + "', not '" + example.owner + "'", example.text,
           "look at owners.json and at the frame's owner_fields");
    }
    judge_others(signature, example, matches);
  }

  void judge_span(const Match& match, const std::string& text, const Example& example, std::size_t offset) {
    if (example.match.empty()) return;
    const std::size_t begin = example.text.find(example.match);
    if (begin == std::string::npos) {
      return fail("example-span", "`match` does not occur in the example's text", example.match,
                  "copy it out of `text`");
    }
    if (match.begin == begin + offset && match.end == begin + offset + example.match.size()) return;
    fail("example-span", "the span covers other bytes", std::string(match.matched_text(text)),
         "expected was: " + example.match);
  }

  void judge_fields(const Match& match, const std::map<std::string, std::string>& expected, const std::string& text) {
    for (const auto& [name, value] : expected) {
      const Field* field = match.field(name);
      if (field != nullptr && field->value == value) continue;
      std::string message = "the field '" + name + "' is ";
      message += field != nullptr ? "'" + field->value + "'" : "missing";
      message += ", not '" + value + "'";
      fail("example-field", std::move(message), text,
           "look at the (?P<" + name + ">...) of the pattern and of its frame");
    }
  }

  // Only what users see by default: bare phrases of low confidence may well stand inside.
  void judge_others(const Signature& signature, const Example& example, const std::vector<Match>& matches) {
    for (const Match& match : matches) {
      const std::string finding(match.finding.substr(match.pack.size() + 1));
      const bool expected = match.pack != pack_.name() || match.confidence == Confidence::kLow ||
                            finding == signature.finding ||
                            std::find(example.also.begin(), example.also.end(), finding) != example.also.end();
      if (expected) continue;
      fail("example-extra", "the example is also found by " + std::string(match.signature), example.text,
           "make that signature more specific, or add '" + finding + "' to `also` if both hold");
    }
  }

  void judge_counter_example(const Signature& signature, const CounterExample& counter) {
    setting_ = "alone";
    for (const Match& match : classify(counter.text)) {
      if (match.confidence == Confidence::kLow || match.finding.substr(match.pack.size() + 1) != signature.finding)
        continue;
      fail("counter-example-matched", "the counter-example is found by " + std::string(match.signature), counter.text,
           "make the pattern more specific: " + counter.why);
    }
  }

  void judge_wording(const Frame& frame, const Wording& wording, const SourcePlace& place) {
    for (std::size_t i = 0; i < wording.examples.size(); ++i) {
      at(place, "/examples/" + std::to_string(i));
      setting_ = "alone";
      const std::vector<Match> matches = classify(wording.examples[i]);
      const bool framed =
          std::any_of(matches.begin(), matches.end(), [&](const Match& match) { return match.frame == frame.id; });
      if (!framed) {
        fail("example-missed", "no signature is found in the frame " + frame.id + " here, but " + list(matches),
             wording.examples[i], "compare `telltale explain` of the text with the wording's pattern");
      }
    }
  }

  void judge_wrapper(const Wrapper& wrapper, const SourcePlace& place) {
    for (std::size_t i = 0; i < wrapper.examples.size(); ++i) {
      at(place, "/examples/" + std::to_string(i));
      setting_ = "alone";
      const WrapperExample& example = wrapper.examples[i];
      const std::vector<Match> matches = classify(example.text);
      const auto wrapped = std::find_if(matches.begin(), matches.end(), [&](const Match& match) {
        const Field* ids = match.field(internal::kWrappersField);
        return ids != nullptr && (" " + ids->value + " ").find(" " + wrapper.id + " ") != std::string::npos;
      });
      if (wrapped == matches.end()) {
        fail("example-missed", "the wrapper " + wrapper.id + " is not found here", example.text,
             "it must end where the failing call, or a wrapper further in, begins");
      } else {
        judge_fields(*wrapped, example.fields, example.text);
      }
    }
  }

  std::vector<Match> classify(const std::string& text) {
    ++report_->checks;
    return classifier_.classify(text).matches;
  }

  void at(const SourcePlace& place, const std::string& suffix) {
    place_ = place;
    place_.pointer += suffix;
  }

  void fail(std::string code, std::string message, std::string excerpt, std::string remedy) {
    Problem problem;
    problem.code = std::move(code);
    problem.file = place_.file;
    problem.pointer = place_.pointer;
    problem.line = place_.line;
    problem.column = place_.column;
    problem.message = std::move(message);
    problem.excerpt = std::move(excerpt);
    problem.remedy = std::move(remedy);
    failures_->add(std::move(problem), setting_, engine_);
  }

  const Pack& pack_;
  const Classifier& classifier_;
  std::string engine_;
  PackTestReport* report_;
  Failures* failures_;
  SourcePlace place_;
  std::string_view setting_;
};

}  // namespace

PackTestReport test_packs(const std::vector<Pack>& packs) {
  PackTestReport report;
  for (const Pack& pack : packs) {
    report.signatures += static_cast<std::size_t>(std::count_if(
        pack.signatures().begin(), pack.signatures().end(), [](const Signature& s) { return !s.examples.empty(); }));
  }
  Failures failures;
  for (const Engine engine : internal::available_engines()) {
    ClassifierOptions options;
    options.packs = packs;
    options.engine = engine;
    options.min_confidence = Confidence::kLow;
    const Result<Classifier> classifier = Classifier::create(options);
    if (!classifier) {
      report.failures.insert(report.failures.end(), classifier.problems().begin(), classifier.problems().end());
      continue;
    }
    for (const Pack& pack : classifier->packs())
      Judge(pack, *classifier, std::string(to_string(engine)), &report, &failures).run();
  }
  failures.move_to(&report.failures, internal::available_engines().size());
  if (report.checks == 0 && report.failures.empty()) {
    Problem problem;
    problem.code = "no-tests";
    problem.message = "no signature of the packs has an example: nothing was proved";
    problem.remedy = "give every signature at least one example and one counter-example";
    report.failures.push_back(std::move(problem));
  }
  return report;
}

}  // namespace telltale
