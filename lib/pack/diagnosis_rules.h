// DiagnosisRules: what diagnosis.json of a pack says: how findings of a case become sections, causes and next steps.
//
// The walk of the guide as data. A condition is a list of lines of which one must hold; a line is a list of words, all
// of which must hold; a word is the name of a finding, of a fact or of a step that was done, with ! in front when it
// must not. So every rule reads aloud: "decided": ["endpoints-none ports-differ"].
#ifndef TELLTALE_LIB_PACK_DIAGNOSIS_RULES_H_
#define TELLTALE_LIB_PACK_DIAGNOSIS_RULES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/pattern.h"
#include "telltale/pack.h"

namespace telltale::internal {

struct RuleWord {
  std::string name;  // of a finding (its last part), of a fact, or of a step that was done
  bool negated = false;

  bool operator==(const RuleWord&) const = default;
};
using RuleLine = std::vector<RuleWord>;
using RuleCondition = std::vector<RuleLine>;

// "readiness-port.port": the field of a finding as it stands now. "call.namespace": of the failing call.
struct FieldName {
  std::string finding;
  std::string field;

  bool operator==(const FieldName&) const = default;
};

enum class Comparison : std::uint8_t {
  kHolds,   // a name for a condition
  kLike,    // some value on the left is one on the right
  kUnlike,  // the two sides have values, and none in common
  kOneOf,   // of `values`
  kNoneOf,
  kBelow,  // versions: 0.9 is below 0.15
  kFrom,
};

// A name for something that follows from findings.
struct Fact {
  std::string id;
  Comparison comparison = Comparison::kHolds;
  RuleCondition when;
  std::vector<FieldName> left;  // the first that has a value speaks
  std::vector<FieldName> right;
  std::vector<std::string> values;

  bool operator==(const Fact&) const = default;
};

struct CauseRules {
  std::string cause;  // its full id: "io-timeout/other"
  RuleCondition decided;
  RuleCondition likely;
  RuleCondition excluded;

  bool operator==(const CauseRules&) const = default;
};

// A step to take when the condition holds, or another section whose walk goes on from here.
struct WalkLine {
  std::string step;
  std::string go_on;
  RuleCondition when;  // empty: always

  bool operator==(const WalkLine&) const = default;
};

struct SectionRules {
  std::string section;
  RuleCondition raised_by;          // it stands without its own message when this holds
  RuleCondition unless;             // its message is of something else when this holds
  std::vector<std::string> before;  // sections whose messages are symptoms of this one
  std::vector<CauseRules> causes;
  std::vector<WalkLine> walk;

  bool operator==(const SectionRules&) const = default;
};

struct ContradictionRule {
  std::string id;
  RuleCondition when;
  LocalizedText title;

  bool operator==(const ContradictionRule&) const = default;
};

// When `by` is seen, what was seen before it in the same source of the findings `ends` is history.
struct EndingRule {
  std::string by;
  std::vector<std::string> ends;
  bool quotes = false;  // also what stands behind it and is quoted: answers are written above what they answer

  bool operator==(const EndingRule&) const = default;
};

enum class CueScope : std::uint8_t {
  kSentence,  // that it stands in
  kBefore,    // the sentence up to the end of the finding, so that $ is there
  kAfter,     // the sentence from the finding on, so that ^ is there
  kAbove,     // the line above it, over blank ones
  kLead,      // the three lines above it
  kBelow,     // the line below it, over blank ones
  kObject,    // "Deployment/shop", where it stands in a manifest, or "/shop-1" in a description
  kClause,    // of the sentence what lies between two contrasts: "it works on A, but on B ..."
};

// Words around a finding that say that it is not about this cluster now, or, where it is `present`, that it is,
// whatever the cues behind this one say.
struct Cue {
  Relevance means = Relevance::kPast;
  CueScope where = CueScope::kSentence;
  std::vector<std::string> of;  // names of findings or of collections; empty: of everything
  std::vector<std::string> not_of;
  PatternPtr pattern;
  std::optional<PatternPtr> unless;  // "since last night" is no past

  bool operator==(const Cue&) const = default;
};

// What a row of a table says: each column's cell is matched by its pattern. The column ROW is the line as a whole, also
// of a row whose headings were not pasted; NAME|POD is whichever the table has. {service} in a pattern stands for the
// services of the failing calls.
struct ColumnPattern {
  std::string column;
  std::string pattern;

  bool operator==(const ColumnPattern&) const = default;
};
struct TableSign {
  std::string finding;
  std::vector<ColumnPattern> columns;
  std::map<std::string, std::string> fields;  // of the match: name -> column

  bool operator==(const TableSign&) const = default;
};

// What a line says to who diagnoses and to nobody else: a finding in words too short or too common to search logs for
// ("we are on EKS"), or a command that was run, so that the step that asks for it is done.
struct LineSign {
  std::string finding;  // one of the two is empty
  std::string step;
  PatternPtr pattern;
  // When they are asked for: what stands within five lines above and three below, as one line; what must not stand
  // there; what the two lines below begin with; the command whose output this is, which is the last one above, or the
  // name of the file; and the object in whose manifest it stands, which has to be known.
  std::optional<PatternPtr> near;
  std::optional<PatternPtr> unless_near;
  std::optional<PatternPtr> next;
  std::optional<PatternPtr> command;
  std::optional<PatternPtr> object;

  bool operator==(const LineSign&) const = default;
};

// A finding that follows from others.
struct DerivedFinding {
  std::string finding;
  RuleCondition when;

  bool operator==(const DerivedFinding&) const = default;
};

struct DiagnosisRules {
  std::vector<Fact> facts;  // each uses those above it
  std::vector<SectionRules> sections;
  std::vector<ContradictionRule> contradictions;
  std::vector<std::vector<std::string>> opposites;  // of which the last that was seen in a source stands
  std::vector<EndingRule> endings;
  std::vector<Cue> cues;                // of which the first that fits counts
  std::optional<PatternPtr> contrasts;  // the words at which a sentence turns: "but"
  std::vector<TableSign> tables;
  std::vector<LineSign> lines;
  std::vector<DerivedFinding> derived;
  std::vector<std::string> alarming;  // findings that mean trouble even without a section
  std::vector<std::string> reversed;  // findings that say that a source tells the newest first
  std::string owner_step;             // what to do about another project's failing call

  bool operator==(const DiagnosisRules&) const = default;
};

// The pattern of a cell with {service} filled in by `services`, alternatives of a pattern.
[[nodiscard]] std::string with_services(std::string pattern, std::string_view services);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_DIAGNOSIS_RULES_H_
