// What each struct of a pack consists of. tests/unit/pack/pack_archive_test.cc compares packs field by field, so that
// one that is forgotten here is found.
#include "pack/pack_archive.h"

#include "base/archive.h"

namespace telltale::internal {

template <typename Archive>
void describe(Archive& archive, LocalizedText& text) {
  archive(text.en, text.ja);
}

template <typename Archive>
void describe(Archive& archive, Reference& reference) {
  archive(reference.title, reference.url);
}

template <typename Archive>
void describe(Archive& archive, Cause& cause) {
  archive(cause.id, cause.origin, cause.title, cause.explanation, cause.for_findings, cause.against_findings,
          cause.steps, cause.source);
}

template <typename Archive>
void describe(Archive& archive, Finding& finding) {
  archive(finding.id, finding.section, finding.title, finding.summary);
}

template <typename Archive>
void describe(Archive& archive, Section& section) {
  archive(section.id, section.order, section.collection, section.error, section.title, section.summary, section.link,
          section.references, section.owners, section.causes);
}

template <typename Archive>
void describe(Archive& archive, Step& step) {
  archive(step.id, step.kind, step.title, step.why, step.command, step.expect, step.finds, step.links);
}

template <typename Archive>
void describe(Archive& archive, Example& example) {
  archive(example.text, example.match, example.fields, example.owner, example.also);
}

template <typename Archive>
void describe(Archive& archive, CounterExample& counter) {
  archive(counter.text, counter.why);
}

template <typename Archive>
void describe(Archive& archive, Wording& wording) {
  archive(wording.id, wording.pattern, wording.begun, wording.emitter, wording.source, wording.examples);
}

template <typename Archive>
void describe(Archive& archive, Frame& frame) {
  archive(frame.id, frame.title, frame.wordings, frame.inserts, frame.owner_fields);
}

template <typename Archive>
void describe(Archive& archive, WrapperExample& example) {
  archive(example.text, example.fields);
}

template <typename Archive>
void describe(Archive& archive, Wrapper& wrapper) {
  archive(wrapper.id, wrapper.pattern, wrapper.emitter, wrapper.source, wrapper.examples);
}

template <typename Archive>
void describe(Archive& archive, Owner& owner) {
  archive(owner.id, owner.title, owner.webhooks, owner.services, owner.namespaces, owner.groups, owner.ca);
}

template <typename Archive>
void describe(Archive& archive, Condition& condition) {
  archive(condition.kind, condition.pattern);
}

template <typename Archive>
void describe(Archive& archive, Signature& signature) {
  archive(signature.id, signature.finding, signature.role, signature.emitter, signature.frame, signature.text,
          signature.pattern, signature.conditions, signature.confidence, signature.owner, signature.outranks,
          signature.fallback, signature.source, signature.examples, signature.counter_examples);
}

template <typename Archive>
void describe(Archive& archive, Problem& problem) {
  archive(problem.severity, problem.code, problem.file, problem.pointer, problem.line, problem.column, problem.message,
          problem.remedy, problem.excerpt, problem.caret, problem.caret_length);
}

template <typename Archive>
void describe(Archive& archive, SourcePlace& place) {
  archive(place.file, place.pointer, place.line, place.column);
}

template <typename Archive>
void describe(Archive& archive, PreparedPattern& pattern) {
  archive(pattern.text, pattern.core, pattern.text_as_written, pattern.field_names, pattern.fields_with_blanks,
          pattern.fields_with_quotes, pattern.literal_begins, pattern.first_bytes, pattern.literal_end,
          pattern.required_words, pattern.digit_runs);
}

template <typename Archive>
void describe(Archive& archive, LoadedWording& wording) {
  archive(wording.pattern, wording.place);
}

template <typename Archive>
void describe(Archive& archive, LoadedFrame& frame) {
  archive(frame.wordings, frame.inserts);
}

template <typename Archive>
void describe(Archive& archive, LoadedWrapper& wrapper) {
  archive(wrapper.pattern, wrapper.place);
}

template <typename Archive>
void describe(Archive& archive, LoadedSignature& signature) {
  archive(signature.pattern, signature.conditions, signature.place);
}

template <typename Archive>
void describe(Archive& archive, RuleWord& word) {
  archive(word.name, word.negated);
}

template <typename Archive>
void describe(Archive& archive, FieldName& name) {
  archive(name.finding, name.field);
}

template <typename Archive>
void describe(Archive& archive, Fact& fact) {
  archive(fact.id, fact.comparison, fact.when, fact.left, fact.right, fact.values);
}

template <typename Archive>
void describe(Archive& archive, CauseRules& rules) {
  archive(rules.cause, rules.decided, rules.likely, rules.excluded);
}

template <typename Archive>
void describe(Archive& archive, WalkLine& line) {
  archive(line.step, line.go_on, line.when);
}

template <typename Archive>
void describe(Archive& archive, SectionRules& rules) {
  archive(rules.section, rules.raised_by, rules.unless, rules.before, rules.causes, rules.walk);
}

template <typename Archive>
void describe(Archive& archive, ContradictionRule& rule) {
  archive(rule.id, rule.when, rule.title);
}

template <typename Archive>
void describe(Archive& archive, EndingRule& rule) {
  archive(rule.by, rule.ends, rule.quotes);
}

template <typename Archive>
void describe(Archive& archive, Cue& cue) {
  archive(cue.means, cue.where, cue.of, cue.not_of, cue.pattern, cue.unless);
}

template <typename Archive>
void describe(Archive& archive, ColumnPattern& column) {
  archive(column.column, column.pattern);
}

template <typename Archive>
void describe(Archive& archive, TableSign& sign) {
  archive(sign.finding, sign.columns, sign.fields);
}

template <typename Archive>
void describe(Archive& archive, LineSign& sign) {
  archive(sign.finding, sign.step, sign.pattern, sign.near, sign.unless_near, sign.next, sign.command, sign.object);
}

template <typename Archive>
void describe(Archive& archive, DerivedFinding& derived) {
  archive(derived.finding, derived.when);
}

template <typename Archive>
void describe(Archive& archive, DiagnosisRules& rules) {
  archive(rules.facts, rules.sections, rules.contradictions, rules.opposites, rules.endings, rules.cues,
          rules.contrasts, rules.tables, rules.lines, rules.derived, rules.alarming, rules.reversed, rules.owner_step);
}

template <typename Archive>
void describe(Archive& archive, PackData& pack) {
  archive(pack.folder, pack.name, pack.version, pack.owner, pack.title, pack.summary, pack.source, pack.sections,
          pack.findings, pack.steps, pack.frames, pack.wrappers, pack.owners, pack.signatures, pack.warnings,
          pack.diagnosis, pack.loaded_frames, pack.loaded_wrappers, pack.loaded_signatures, pack.proven, pack.digest);
}

std::string archive_pack(const PackData& pack) { return archived(pack); }

std::shared_ptr<const PackData> restore_pack(std::string_view bytes) {
  auto pack = std::make_shared<PackData>();
  return restore(bytes, pack.get()) ? pack : nullptr;
}

}  // namespace telltale::internal
