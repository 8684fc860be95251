// Pack: a folder of JSON that describes known failures: sections, causes, steps, frames, owners, signatures.
//
// Data, never code. Load one to look at it or to prove it right; hand it to a Classifier to use it.
// rules/README.md of the project teaches how to write one; rules/schema/ has the JSON Schema for editors.
//
//   telltale::Result<telltale::Pack> pack = telltale::Pack::builtin();
//   for (const telltale::Section& section : pack->sections()) std::cout << section.id << "  " << section.title.en << "\n";
//
// Threads: immutable, share it freely. Ownership: a Pack is a handle; copies share one set of data, and references
// got from it live as long as any copy. Encoding: UTF-8. Cost: loading the built-in pack takes some 20 milliseconds,
// and some 2 when a cache has it.
// Errors: load() returns every problem of every file at once (telltale/problem.h).
#ifndef TELLTALE_PACK_H_
#define TELLTALE_PACK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/export.h"
#include "telltale/result.h"

namespace telltale {

// A sentence in the languages that a pack speaks.
struct LocalizedText {
  std::string en;
  std::string ja;

  bool operator==(const LocalizedText&) const = default;
};

// What a signature's message means for its finding.
enum class Role : std::uint8_t {
  kSymptom,    // the failure itself
  kEvidence,   // speaks for or against a cause
  kHealthy,    // shows that something works
  kIgnorable,  // looks alarming, means nothing
};

// How sure a match is. The comparison operators order it: kLow < kMedium < kHigh.
enum class Confidence : std::uint8_t {
  kLow,     // a bare phrase, tied to nothing
  kMedium,  // somebody else's failing call, or a distinctive line of its own
  kHigh,    // a failing call whose owner is the pack's
};

// Whether a finding, where it was seen, is about this cluster now. Only what is present counts.
enum class Relevance : std::uint8_t {
  kPresent,
  kPast,       // it was so, and is no more: a fix, a success, a newer value came behind it
  kQuoted,     // a runbook or documentation says it
  kElsewhere,  // of another cluster
  kDenied,     // said not to be so, or only asked
};

[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(Role role) noexcept;
[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(Relevance relevance) noexcept;
[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(Confidence confidence) noexcept;

struct Reference {
  std::string title;
  std::string url;  // may be empty: a Slack search has none

  bool operator==(const Reference&) const = default;
};

// One explanation of a section. `for_findings` and `against_findings` are names of findings in this pack.
struct Cause {
  std::string id;      // "io-timeout/gke-private-cluster"
  std::string origin;  // "guide" or "field"
  LocalizedText title;
  LocalizedText explanation;
  std::vector<std::string> for_findings;
  std::vector<std::string> against_findings;
  std::vector<std::string> steps;  // in the order to do them
  std::string source;              // where a cause of origin "field" was learnt

  bool operator==(const Cause&) const = default;
};

// What a signature stands for: a section ("connection-refused") or a piece of evidence in one
// ("connection-refused/endpoints-none").
struct Finding {
  std::string id;
  std::string section;
  LocalizedText title;
  LocalizedText summary;

  bool operator==(const Finding&) const = default;
};

struct Section {
  std::string id;           // "connection-refused"
  int order = 0;            // the guide's order, from 1
  bool collection = false;  // a family of findings instead of one error of the guide
  std::string error;        // the message as people see it
  LocalizedText title;
  LocalizedText summary;
  LocalizedText link;  // the guide's heading in each language
  std::vector<Reference> references;
  std::vector<std::string> owners;  // whose failing calls count: any, pack, cainjector, unknown, other
  std::vector<Cause> causes;

  bool operator==(const Section&) const = default;
};

struct Step {
  std::string id;
  std::string kind;  // check, fix, ask, report
  LocalizedText title;
  LocalizedText why;
  std::string command;  // with {namespace} {service} {release} {deployment}; empty when there is none
  LocalizedText expect;
  std::vector<std::string> finds;  // findings that its output decides
  std::vector<Reference> links;

  bool operator==(const Step&) const = default;
};

// A text with what a signature or a wording must say of it.
struct Example {
  std::string text;
  std::string match;                          // the part of `text` that the span must cover; empty: not asked
  std::map<std::string, std::string> fields;  // these fields must have these values
  std::string owner;                          // empty: not asked
  std::vector<std::string> also;              // findings that hold for the text as well

  bool operator==(const Example&) const = default;
};

struct CounterExample {
  std::string text;
  std::string why;

  bool operator==(const CounterExample&) const = default;
};

// One way in which a frame is written.
struct Wording {
  std::string id;
  std::string pattern;
  bool begun = false;  // no more than how others begin: where it ends a line, lines behind it may go on with the call
  std::string emitter;
  std::string source;
  std::vector<std::string> examples;

  bool operator==(const Wording&) const = default;
};

// How a failing call is told: everything before the reason.
struct Frame {
  std::string id;  // "webhook-call"
  LocalizedText title;
  std::vector<Wording> wordings;
  std::vector<std::string> inserts;                 // may stand between a wording and the reason
  std::map<std::string, std::string> owner_fields;  // "webhook", "group", "service", "namespace" -> name of a field

  bool operator==(const Frame&) const = default;
};

// A text in which a wrapper is found, and what it says there.
struct WrapperExample {
  std::string text;
  std::map<std::string, std::string> fields;  // of the wrapper's own; these must have these values

  bool operator==(const WrapperExample&) const = default;
};

// What a program says in front of a failing call when it passes it on: "error when creating "issuer.yaml":" is
// kubectl's. Several may stand in front of each other. A match carries their ids, outermost first, in the field
// "wrappers", and the fields of their patterns.
struct Wrapper {
  std::string id;  // "kubectl-file"
  std::string pattern;
  std::string emitter;
  std::string source;
  std::vector<WrapperExample> examples;

  bool operator==(const Wrapper&) const = default;
};

// A project whose webhooks are known by name.
struct Owner {
  std::string id;
  std::string title;
  std::vector<std::string> webhooks;  // globs with *
  std::vector<std::string> services;
  std::vector<std::string> namespaces;
  std::vector<std::string> groups;
  std::string ca;  // who fills its caBundle: own, cainjector, unknown

  bool operator==(const Owner&) const = default;
};

// Which form of the text a pattern is matched against.
enum class TextForm : std::uint8_t {
  kMessage,  // joined over wraps; no blanks, no quotes, no letter case
  kLine,     // one physical line as it is, less the decoration and the prefixes in front of it
};

// What a signature asks of the text around its match, each under its key in the pack's files. The same message: the
// record that the match stands in, a sentence or a log line.
enum class ConditionKind : std::uint8_t {
  kUnlessBefore,    // "unless_before": does not end right in front of the match
  kClose,           // "close": occurs in the same message, at most 120 bytes away
  kUnlessClose,     // "unless_close": does not
  kSentence,        // "sentence": occurs in the same sentence of the message
  kUnlessSentence,  // "unless_sentence": does not
  kNear,            // "near": occurs in the same message, at most 600 bytes away
  kUnless,          // "unless": does not
  kAround,          // "around": occurs in the paragraph: some lines either way, up to a fence
  kUnlessAround,    // "unless_around": does not
  kAnywhere,        // "anywhere": occurs at most 4 KiB away, whatever stands between
  kUnlessAnywhere,  // "unless_anywhere": does not
};
[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(ConditionKind kind) noexcept;

// Whether it is the absence of its pattern that is asked for.
[[nodiscard]] constexpr bool rules_out(ConditionKind kind) noexcept {
  switch (kind) {
    case ConditionKind::kUnlessBefore:
    case ConditionKind::kUnlessClose:
    case ConditionKind::kUnlessSentence:
    case ConditionKind::kUnless:
    case ConditionKind::kUnlessAround:
    case ConditionKind::kUnlessAnywhere:
      return true;
    default:
      return false;
  }
}

// Whether it looks beyond the message, at what surrounds it.
[[nodiscard]] constexpr bool looks_around(ConditionKind kind) noexcept { return kind >= ConditionKind::kAround; }

struct Condition {
  ConditionKind kind = ConditionKind::kNear;
  std::string pattern;

  bool operator==(const Condition&) const = default;
};

struct Signature {
  std::string id;
  std::string finding;
  Role role = Role::kSymptom;
  std::string emitter;
  std::string frame;  // empty: a message of its own
  TextForm text = TextForm::kMessage;
  std::string pattern;                          // as written, before defs are filled in
  std::vector<Condition> conditions;            // all of them hold
  Confidence confidence = Confidence::kMedium;  // of a signature without a frame
  std::string owner;                            // of a signature without a frame; may be empty
  std::vector<std::string> outranks;
  bool fallback = false;  // only when no other signature knows the frame's reason
  std::string source;
  std::vector<Example> examples;
  std::vector<CounterExample> counter_examples;

  bool operator==(const Signature&) const = default;
};

namespace internal {
struct PackData;
}

// A folder for what was loaded and compiled before: $XDG_CACHE_HOME/telltale, else $HOME/.cache/telltale; empty when
// neither of the two is an absolute path. Hand it to Pack and ClassifierOptions to start in a tenth of the time.
//
// A cache changes no answer and raises no error: what is missing, damaged, of another version, of another machine or
// of another user is made anew. It is sealed with a secret in that folder, because a compiled pack is code; whoever can
// write as this user can change what the library does, there as elsewhere. Files are written aside and renamed, so any
// number of processes may start at once and be killed at any time. At most 256 MiB; removing any of it is always safe.
[[nodiscard]] TELLTALE_EXPORT std::string default_cache_folder();

class TELLTALE_EXPORT Pack {
 public:
  // Loads the pack in `folder`. Limits are checked before anything is compiled: files <= 16 MiB, JSON depth <= 32,
  // no duplicate and no unknown keys, patterns <= 4,096 bytes, quantifier nesting <= 4, groups <= 50 deep,
  // repeat product <= 1,000. `cache_folder`: see default_cache_folder(); empty for none. The files are read in any
  // case: a pack that was changed is another one.
  [[nodiscard]] static Result<Pack> load(const std::string& folder, const std::string& cache_folder = {});

  // A pack that the library carries inside.
  [[nodiscard]] static Result<Pack> builtin(std::string_view name = "cert-manager-webhook",
                                            const std::string& cache_folder = {});
  [[nodiscard]] static std::vector<std::string> builtin_names();

  [[nodiscard]] const std::string& name() const noexcept;     // "cert-manager-webhook"
  [[nodiscard]] const std::string& version() const noexcept;  // "1.0.0"
  [[nodiscard]] const std::string& owner() const noexcept;    // "cert-manager": whose components the pack knows
  [[nodiscard]] const LocalizedText& title() const noexcept;
  [[nodiscard]] const LocalizedText& summary() const noexcept;
  [[nodiscard]] const Reference& source() const noexcept;

  // Ids in these are relative to the pack: the full id of a finding is name() + "/" + id.
  [[nodiscard]] const std::vector<Section>& sections() const noexcept;  // in the guide's order
  [[nodiscard]] const std::vector<Finding>& findings() const noexcept;  // a section's own finding first
  [[nodiscard]] const std::vector<Step>& steps() const noexcept;
  [[nodiscard]] const std::vector<Frame>& frames() const noexcept;
  [[nodiscard]] const std::vector<Wrapper>& wrappers() const noexcept;
  [[nodiscard]] const std::vector<Owner>& owners() const noexcept;
  [[nodiscard]] const std::vector<Signature>& signatures() const noexcept;

  // Null when there is none of that id.
  [[nodiscard]] const Section* find_section(std::string_view id) const noexcept;
  [[nodiscard]] const Finding* find_finding(std::string_view id) const noexcept;
  [[nodiscard]] const Signature* find_signature(std::string_view id) const noexcept;

  // What could be better: a signature without a counter-example, a section without a signature...
  [[nodiscard]] const std::vector<Problem>& warnings() const noexcept;

  explicit Pack(std::shared_ptr<const internal::PackData> data) noexcept;
  [[nodiscard]] const internal::PackData& data() const noexcept;  // for the library itself

 private:
  std::shared_ptr<const internal::PackData> data_;
};

}  // namespace telltale

#endif  // TELLTALE_PACK_H_
