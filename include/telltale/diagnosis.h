// Diagnosis: the findings of a case turned into causes and next steps. A case is what somebody brings: a pasted thread,
// a terminal session, the files of a support bundle.
//
//   telltale::Result<telltale::Diagnoser> diagnoser = telltale::Diagnoser::create();
//   if (!diagnoser) return report(diagnoser.problems());
//   telltale::Case bundle = diagnoser->open_case();
//   bundle.add_text("apply.log", "failed calling webhook \"webhook.cert-manager.io\": ...");
//   telltale::Diagnosis diagnosis = bundle.diagnosis();
//   if (!diagnosis.next.empty()) std::cout << diagnosis.next[0].title.en << "\n" << diagnosis.next[0].command << "\n";
//
// What is said of a case follows from the pack's diagnosis.json alone, and every part of it names the lines it follows
// from (Diagnosis::sightings). How: lib/diagnose/README.md.
//
// Threads: a Diagnoser is immutable and shared freely; a Case is used by one thread at a time. Ownership: a Diagnosis
// is plain data and owns everything it holds. Encoding: UTF-8 or any bytes, UTF-16 is recognised. Errors: create()
// only; no text raises one. Cost: the text is classified once and read once line by line, which is what takes most of
// the time; creating one costs what a Classifier costs.
#ifndef TELLTALE_DIAGNOSIS_H_
#define TELLTALE_DIAGNOSIS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/classifier.h"
#include "telltale/export.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/result.h"

namespace telltale {

// What the evidence makes of a cause. The order is that of Diagnosis::causes.
enum class CauseState : std::uint8_t {
  kDecided,   // the evidence settles it: the fix comes next
  kLikely,    // something speaks for it: the check comes next
  kPossible,  // nothing speaks against it
  kExcluded,  // the evidence rules it out
};

[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(CauseState state) noexcept;

// A finding at a place of the case.
struct Sighting {
  std::string finding;  // full id: "cert-manager-webhook/connection-refused/endpoints-none"
  Role role = Role::kSymptom;
  Relevance relevance = Relevance::kPresent;
  std::string owner;       // of a failing call
  std::string source;      // as given to Case
  std::uint64_t line = 0;  // from 1
  std::string text;        // the line, its secrets blacked out; at most some 300 bytes
  std::map<std::string, std::string> fields;

  bool operator==(const Sighting&) const = default;
};

// An error that stands. `sightings` are indices of Diagnosis::sightings, here and below.
struct DiagnosedSection {
  std::string id;
  LocalizedText title;
  std::string owner;  // whose call failed
  std::vector<std::size_t> sightings;

  bool operator==(const DiagnosedSection&) const = default;
};

struct DiagnosedCause {
  std::string id;  // "cert-manager-webhook/connection-refused/network"
  CauseState state = CauseState::kPossible;
  LocalizedText title;
  LocalizedText explanation;
  std::vector<std::size_t> for_sightings;
  std::vector<std::size_t> against_sightings;

  bool operator==(const DiagnosedCause&) const = default;
};

struct NextStep {
  std::string step;  // id: "check-endpoints"
  std::string kind;  // check, fix, ask, report
  LocalizedText title;
  LocalizedText why;
  LocalizedText expect;
  std::string command;                // filled in from the case and quoted for a POSIX shell; may have several lines
  std::vector<std::string> unknowns;  // variables of the shell in it that are to be set first: "NAMESPACE"

  bool operator==(const NextStep&) const = default;
};

// Two things that cannot both be so.
struct DiagnosedContradiction {
  std::string id;
  LocalizedText title;
  std::vector<std::size_t> sightings;

  bool operator==(const DiagnosedContradiction&) const = default;
};

struct Diagnosis {
  bool healthy = false;  // nothing is wrong that the packs know of
  bool decided = false;  // the first cause is decided
  std::string owner;     // whose webhook failed: a project, "other", "unknown"; empty when no call failed
  std::vector<DiagnosedSection> sections;  // the root first, its symptoms behind it
  std::vector<DiagnosedCause> causes;  // of the pack's own sections; best first, the root's before others of its state
  std::vector<std::string> evidence;   // full ids of the findings that are no section, as they stand now
  std::vector<NextStep> next;          // the first thing to do first; at most three
  std::vector<DiagnosedContradiction> contradictions;
  std::vector<Sighting> sightings;  // by source and place; those that do not count say why
  Limits limits;

  bool operator==(const Diagnosis& other) const {
    return healthy == other.healthy && owner == other.owner && sections == other.sections && causes == other.causes &&
           evidence == other.evidence && next == other.next && contradictions == other.contradictions &&
           sightings == other.sightings;
  }
};

struct DiagnoserOptions {
  std::vector<Pack> packs;  // default: the built-in pack
  Engine engine = Engine::kAuto;
  std::string cache_folder;  // see default_cache_folder(); empty: nothing is kept
};

class Case;

class TELLTALE_EXPORT Diagnoser {
 public:
  // Compiles the packs, with the signatures of any confidence: who diagnoses wants to know more than who classifies.
  [[nodiscard]] static Result<Diagnoser> create(const DiagnoserOptions& options = {});

  [[nodiscard]] Case open_case() const;

  // A case of one text.
  [[nodiscard]] Diagnosis diagnose(std::string_view text) const;

  [[nodiscard]] const std::vector<Pack>& packs() const noexcept;

 private:
  friend class Case;
  struct Impl;
  explicit Diagnoser(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

// Findings gathered from any number of sources, in any order; diagnosis() can be asked at any time.
class TELLTALE_EXPORT Case {
 public:
  ~Case();
  Case(Case&&) noexcept;
  Case& operator=(Case&&) noexcept;

  // Reads a text: a file, a thread, a piece of output. Texts of one source are read in the order in which they come;
  // between sources the order does not matter. `first_line` is the number of the text's first line in its source.
  void add_text(std::string_view source, std::string_view text, std::uint64_t first_line = 1);

  // A match that was found elsewhere: by a Classifier, in a stream. `line` is the text it stands on; it may be empty.
  // `time` orders the matches of all sources, in any unit; 0: it stands behind what its source said before. A symptom
  // of low confidence is passed over, here and below: a bare phrase is no failing call.
  void add_match(std::string_view source, const Match& match, std::string_view line = {}, std::int64_t time = 0);

  // The same for a match in JSON: one object as `telltale classify --format ndjson` and to_ndjson() write it. Needed
  // are "finding", "role" and "confidence"; read are also "source", "line", "owner", "fields", and two keys that may be
  // added: "text", the line that it stands on, and "time", a whole number. Others are left alone. The problems, when it
  // is no such object (at most 64 KiB a text) or its finding is of no pack here; their line counts within `object`.
  // Then the case is as it was.
  [[nodiscard]] std::vector<Problem> add_json_match(std::string_view object);

  [[nodiscard]] Diagnosis diagnosis() const;

 private:
  friend class Diagnoser;
  struct State;
  explicit Case(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace telltale

#endif  // TELLTALE_DIAGNOSIS_H_
