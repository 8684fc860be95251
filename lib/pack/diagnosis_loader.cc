#include "pack/diagnosis_loader.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/excerpt.h"
#include "base/spelling.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kCall = "call";  // stands for the failing call in names of fields
constexpr std::string_view kBlanks = " \t";

// What one diagnosis.json is read with: the names that its conditions may use.
class DiagnosisReader {
 public:
  DiagnosisReader(const JsonDocument& document, LoadContext* context) : document_(document), context_(*context) {
    for (const Finding& finding : context->data.findings) {
      findings_.emplace(last_part(finding.id));
    }
    for (const Step& step : context->data.steps) steps_.insert(step.id);
    for (const Section& section : context->data.sections) {
      if (section.collection) collections_.insert(section.id);
    }
  }

  void run() {
    ObjectReader file(document_, document_.root(), "diagnosis.json", context_.problems);
    check_format(&file);
    DiagnosisRules& rules = context_.data.diagnosis;
    for (const JsonValue* fact : file.objects("facts")) rules.facts.push_back(read_fact(*fact));
    for (const JsonValue* section : file.objects("sections")) rules.sections.push_back(read_section(*section));
    for (const JsonValue* one : file.objects("contradictions"))
      rules.contradictions.push_back(read_contradiction(*one));
    for (const JsonValue* one : file.objects("opposites")) rules.opposites.push_back(read_opposites(*one));
    for (const JsonValue* ending : file.objects("endings")) rules.endings.push_back(read_ending(*ending));
    for (const JsonValue* cue : file.objects("cues")) read_cue(*cue, &rules.cues);
    rules.contrasts = read_optional_pattern(&file, "contrasts");
    for (const JsonValue* sign : file.objects("tables")) rules.tables.push_back(read_table_sign(*sign));
    for (const JsonValue* sign : file.objects("lines")) read_line_sign(*sign, &rules.lines);
    for (const JsonValue* one : file.objects("derived")) rules.derived.push_back(read_derived(*one));
    rules.alarming = read_names(&file, "alarming", findings_, "finding");
    rules.reversed = read_names(&file, "reversed", findings_, "finding");
    rules.owner_step = file.text("owner_step", Need::kOptional);
    if (!rules.owner_step.empty())
      context_.ids.refer(IdKind::kStep, rules.owner_step, {&document_, document_.root().find("owner_step")});
    file.finish();
  }

 private:
  using Names = std::set<std::string, std::less<>>;

  ObjectReader reader_of(const JsonValue& value, std::string_view what) {
    return {document_, value, what, context_.problems};
  }

  void complain_unknown(const JsonValue& at, std::string_view name, const Names& known, const std::string& what) {
    if (!context_.complete) return;
    const std::string_view meant = closest_word(name, std::vector<std::string_view>(known.begin(), known.end()));
    context_.problems->add_at(
        document_, at,
        {"unknown-id", "there is no " + what + " " + in_quotes(name),
         meant.empty() ? "use an id that the pack declares" : "did you mean " + in_quotes(meant) + "?"});
  }

  std::vector<std::string> read_names(ObjectReader* reader, std::string_view key, const Names& known,
                                      const std::string& what) {
    std::vector<std::string> names;
    for (const JsonValue* text : reader->texts(key)) {
      if (!known.contains(text->text)) complain_unknown(*text, text->text, known, what);
      names.emplace_back(text->text);
    }
    return names;
  }

  std::string read_name(ObjectReader* reader, std::string_view key, const Names& known, const std::string& what) {
    const JsonValue* value = reader->find(key, JsonKind::kString, Need::kRequired);
    if (value == nullptr) return {};
    if (!known.contains(value->text)) complain_unknown(*value, value->text, known, what);
    return std::string(value->text);
  }

  Names words() const {
    Names known = findings_;
    known.insert(facts_.begin(), facts_.end());
    known.insert(steps_.begin(), steps_.end());
    return known;
  }

  RuleLine read_line(const JsonValue& value) {
    RuleLine line;
    const std::string_view text = value.text;
    for (std::size_t at = text.find_first_not_of(kBlanks); at < text.size();) {
      const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
      std::string_view word = text.substr(at, end - at);
      const bool negated = word.starts_with('!');
      if (negated) word.remove_prefix(1);
      if (!findings_.contains(word) && !facts_.contains(word) && !steps_.contains(word))
        complain_unknown(value, word, words(), "finding, fact or step");
      line.push_back({std::string(word), negated});
      at = std::min(text.find_first_not_of(kBlanks, end), text.size());
    }
    return line;
  }

  RuleCondition read_condition(ObjectReader* reader, std::string_view key) {
    RuleCondition condition;
    for (const JsonValue* line : reader->texts(key)) condition.push_back(read_line(*line));
    return condition;
  }

  std::vector<FieldName> read_fields(ObjectReader* reader, std::string_view key) {
    std::vector<FieldName> fields;
    for (const JsonValue* text : reader->texts(key)) {
      const std::size_t dot = text->text.find('.');
      const std::string_view finding = text->text.substr(0, dot);
      if (dot == std::string_view::npos || dot + 1 == text->text.size()) {
        reader->complain(*text, "bad-value", in_quotes(text->text) + " is no field of a finding",
                         "write finding.field, as in \"readiness-port.port\"");
        continue;
      }
      if (finding != kCall && !findings_.contains(finding)) complain_unknown(*text, finding, findings_, "finding");
      fields.push_back({std::string(finding), std::string(text->text.substr(dot + 1))});
    }
    return fields;
  }

  Fact read_fact(const JsonValue& value) {
    static const std::vector<std::string_view> kComparisons = {"like", "unlike", "one-of", "none-of", "below", "from"};
    ObjectReader reader = reader_of(value, "a fact");
    Fact fact;
    fact.id = read_id(&reader, "id");
    fact.when = read_condition(&reader, "when");
    fact.left = read_fields(&reader, "left");
    const auto comparison = reader.word("is", kComparisons, fact.left.empty() ? Need::kOptional : Need::kRequired);
    if (comparison) fact.comparison = static_cast<Comparison>(*comparison + 1);
    fact.right = read_fields(&reader, "right");
    fact.values = reader.plain_texts("values");
    if (fact.left.empty() == fact.when.empty())
      reader.complain("key-conflict", "a fact is a condition or a comparison", "give it either \"when\" or \"left\"");
    reader.finish();
    if (findings_.contains(fact.id) || !facts_.insert(fact.id).second)
      reader.complain("duplicate-id", "the name " + in_quotes(fact.id) + " is taken", "give the fact another name");
    return fact;
  }

  CauseRules read_cause(const JsonValue& value, const std::string& section) {
    ObjectReader reader = reader_of(value, "rules of a cause");
    CauseRules rules;
    rules.cause = section + "/" + read_id(&reader, "cause");
    context_.ids.refer(IdKind::kCause, rules.cause, {&document_, value.find("cause")});
    rules.decided = read_condition(&reader, "decided");
    rules.likely = read_condition(&reader, "likely");
    rules.excluded = read_condition(&reader, "excluded");
    reader.finish();
    return rules;
  }

  WalkLine read_walk_line(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "a line of a walk");
    WalkLine line;
    line.step = reader.text("step", Need::kOptional);
    line.go_on = reader.text("go_on", Need::kOptional);
    if (line.step.empty() == line.go_on.empty())
      reader.complain("key-conflict", "a line of a walk leads to one thing", "give it either \"step\" or \"go_on\"");
    if (!line.step.empty()) context_.ids.refer(IdKind::kStep, line.step, {&document_, value.find("step")});
    if (!line.go_on.empty()) context_.ids.refer(IdKind::kSection, line.go_on, {&document_, value.find("go_on")});
    line.when = read_condition(&reader, "when");
    reader.finish();
    return line;
  }

  SectionRules read_section(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "rules of a section");
    SectionRules rules;
    rules.section = read_id(&reader, "section");
    context_.ids.refer(IdKind::kSection, rules.section, {&document_, value.find("section")});
    rules.raised_by = read_condition(&reader, "raised_by");
    rules.unless = read_condition(&reader, "unless");
    rules.before = read_mentions(&reader, "before", IdKind::kSection, &context_);
    for (const JsonValue* cause : reader.objects("causes")) rules.causes.push_back(read_cause(*cause, rules.section));
    for (const JsonValue* line : reader.objects("walk")) rules.walk.push_back(read_walk_line(*line));
    reader.finish();
    return rules;
  }

  ContradictionRule read_contradiction(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "a contradiction");
    ContradictionRule rule{read_id(&reader, "id"), read_condition(&reader, "when"), reader.localized("title")};
    reader.finish();
    return rule;
  }

  std::vector<std::string> read_opposites(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "opposites");
    std::vector<std::string> names = read_names(&reader, "of", findings_, "finding");
    reader.finish();
    return names;
  }

  EndingRule read_ending(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "an ending");
    EndingRule rule{read_name(&reader, "by", findings_, "finding"), read_names(&reader, "ends", findings_, "finding"),
                    reader.flag("quotes")};
    reader.finish();
    return rule;
  }

  void read_cue(const JsonValue& value, std::vector<Cue>* cues) {
    static const std::vector<std::string_view> kStandings = {"present", "past", "quoted", "elsewhere", "denied"};
    static const std::vector<std::string_view> kScopes = {"sentence", "before", "after",  "above",
                                                          "lead",     "below",  "object", "clause"};
    ObjectReader reader = reader_of(value, "a cue");
    Cue cue;
    cue.means = static_cast<Relevance>(reader.word("means", kStandings, Need::kRequired).value_or(0));
    cue.where = static_cast<CueScope>(reader.word("where", kScopes, Need::kRequired).value_or(0));
    Names known = findings_;
    known.insert(collections_.begin(), collections_.end());
    cue.of = read_names(&reader, "of", known, "finding or collection");
    cue.not_of = read_names(&reader, "not_of", known, "finding or collection");
    cue.pattern = read_pattern(&reader, "pattern", Need::kRequired);
    cue.unless = read_optional_pattern(&reader, "unless");
    reader.finish();
    if (cue.pattern) cues->push_back(std::move(cue));
  }

  TableSign read_table_sign(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "a sign in tables");
    TableSign sign;
    sign.finding = read_name(&reader, "finding", findings_, "finding");
    for (const JsonValue* column : reader.objects("columns", Need::kRequired)) {
      ObjectReader cell = reader_of(*column, "a column");
      sign.columns.push_back({cell.text("column"), cell.text("pattern")});
      cell.finish();
      check_cell_pattern(*column, sign.columns.back().pattern);
    }
    for (const JsonValue* field : reader.objects("fields")) {
      ObjectReader one = reader_of(*field, "a field");
      const std::string name = one.text("field");
      sign.fields.emplace(name, one.text("column"));
      one.finish();
    }
    reader.finish();
    return sign;
  }

  std::optional<PatternPtr> read_optional_pattern(ObjectReader* reader, std::string_view key) {
    PatternPtr pattern = read_pattern(reader, key, Need::kOptional);
    return pattern ? std::optional(std::move(pattern)) : std::nullopt;
  }

  // As it will be compiled, with some Service filled in.
  void check_cell_pattern(const JsonValue& column, const std::string& pattern) {
    std::vector<PatternProblem> problems;
    Pattern::parse(with_services(pattern, "webhook"), &problems);
    for (const PatternProblem& problem : problems) {
      context_.problems->add_at(document_, *column.find("pattern"), {problem.code, problem.message, problem.remedy});
    }
  }

  void read_line_sign(const JsonValue& value, std::vector<LineSign>* signs) {
    ObjectReader reader = reader_of(value, "a sign in lines");
    LineSign sign;
    if (reader.has("finding")) sign.finding = read_name(&reader, "finding", findings_, "finding");
    sign.step = reader.text("step", Need::kOptional);
    if (!sign.step.empty()) context_.ids.refer(IdKind::kStep, sign.step, {&document_, value.find("step")});
    if (sign.finding.empty() == sign.step.empty())
      reader.complain("key-conflict", "a line says one thing", "give it either \"finding\" or \"step\"");
    sign.pattern = read_pattern(&reader, "pattern", Need::kRequired);
    sign.near = read_optional_pattern(&reader, "near");
    sign.unless_near = read_optional_pattern(&reader, "unless_near");
    sign.next = read_optional_pattern(&reader, "next");
    sign.command = read_optional_pattern(&reader, "command");
    sign.object = read_optional_pattern(&reader, "object");
    reader.finish();
    if (sign.pattern) signs->push_back(std::move(sign));
  }

  DerivedFinding read_derived(const JsonValue& value) {
    ObjectReader reader = reader_of(value, "a derived finding");
    DerivedFinding derived{read_name(&reader, "finding", findings_, "finding"), read_condition(&reader, "when")};
    reader.finish();
    return derived;
  }

  // Null after a complaint, or when it is optional and absent.
  PatternPtr read_pattern(ObjectReader* reader, std::string_view key, Need need) {
    const JsonValue* written = reader->find(key, JsonKind::kString, need);
    return written == nullptr ? nullptr : context_.patterns.load(document_, *written, TextForm::kLine);
  }

  const JsonDocument& document_;
  LoadContext& context_;
  Names findings_;
  Names collections_;
  Names facts_;
  Names steps_;
};

}  // namespace

void load_diagnosis(const JsonDocument& document, LoadContext* context) { DiagnosisReader(document, context).run(); }

}  // namespace telltale::internal
