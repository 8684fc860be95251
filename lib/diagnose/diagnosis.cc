#include "telltale/diagnosis.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "diagnose/case_reader.h"
#include "diagnose/conclude.h"
#include "diagnose/match_reader.h"
#include "diagnose/relevance.h"
#include "diagnose/table_signs.h"
#include "pack/pack_data.h"

namespace telltale {

std::string_view to_string(CauseState state) noexcept {
  switch (state) {
    case CauseState::kDecided:
      return "decided";
    case CauseState::kLikely:
      return "likely";
    case CauseState::kPossible:
      return "possible";
    case CauseState::kExcluded:
      return "excluded";
  }
  return "";
}

struct Diagnoser::Impl {
  Classifier classifier;
  std::vector<internal::CompiledRules> rules;  // parallel to classifier.packs()
};

struct Case::State {
  std::shared_ptr<const Diagnoser::Impl> diagnoser;
  internal::CaseNotes notes;
  std::uint64_t texts = 0;
};

namespace {

using internal::CompiledRules;
using internal::FieldPattern;
using internal::Spotted;

// Compiles patterns and keeps the problems of all.
class PatternCompiler {
 public:
  // `known_good`: this build has compiled them before, or a test of it did. Then each is compiled when it is first
  // used, because most never are.
  PatternCompiler(bool known_good, std::vector<Problem>* problems) : known_good_(known_good), problems_(*problems) {}

  std::optional<FieldPattern> operator()(const std::optional<internal::PatternPtr>& pattern) {
    return pattern ? (*this)(*pattern) : std::nullopt;
  }

  std::optional<FieldPattern> operator()(const internal::PatternPtr& pattern) {
    if (known_good_) return FieldPattern::known_good(pattern);
    Result<FieldPattern> compiled = FieldPattern::compile(pattern);
    if (compiled) return *std::move(compiled);
    problems_.insert(problems_.end(), compiled.problems().begin(), compiled.problems().end());
    return std::nullopt;
  }

 private:
  bool known_good_;
  std::vector<Problem>& problems_;
};

CompiledRules compile_rules(const Pack& pack, bool cached, std::vector<Problem>* problems) {
  PatternCompiler compile(cached || pack.data().proven, problems);
  CompiledRules compiled;
  compiled.rules = &pack.data().diagnosis;
  compiled.pack = pack.name();
  compiled.owner = pack.owner();
  for (const internal::Cue& cue : compiled.rules->cues) {
    if (auto pattern = compile(cue.pattern)) compiled.cues.push_back({*std::move(pattern), compile(cue.unless)});
  }
  compiled.contrasts = compile(compiled.rules->contrasts);
  for (const internal::LineSign& sign : compiled.rules->lines) {
    const Finding* finding = internal::find_by_name(pack.findings(), sign.finding);
    if (auto pattern = compile(sign.pattern))
      compiled.lines.push_back({&sign, finding, *std::move(pattern), compile(sign.near), compile(sign.unless_near),
                                compile(sign.next), compile(sign.command), compile(sign.object)});
  }
  std::vector<internal::PatternPtr> patterns;
  for (const internal::CompiledLine& line : compiled.lines) patterns.push_back(line.sign->pattern);
  compiled.line_filter = std::make_shared<const internal::LineFilter>(std::move(patterns));
  return compiled;
}

bool belongs_to(const Spotted& spotted, const std::string& pack) {
  return spotted.sighting.finding.starts_with(pack) && spotted.sighting.finding.substr(pack.size(), 1) == "/";
}

// Whether no field has two values.
bool agree(const std::map<std::string, std::string>& a, const std::map<std::string, std::string>& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& field) {
    const auto other = b.find(field.first);
    return other == b.end() || other->second == field.second;
  });
}

// Whether two sightings of a line are of the same words. A row of a table is all of its line.
bool overlap(const Spotted& a, const Spotted& b) {
  if (a.length == 0 || b.length == 0) return true;
  return a.place < b.place + b.length && b.place < a.place + a.length;
}

// Of a pack, in the order of sources and places, each finding of the same words once.
std::vector<Spotted> sightings_of(const Pack& pack, const internal::CaseNotes& notes) {
  std::vector<Spotted> spotted;
  constexpr std::size_t kMostServices = 32;  // each makes the patterns of cells longer
  std::set<std::string> services;
  for (const Spotted& one : notes.spotted) {
    if (!belongs_to(one, pack.name())) continue;
    spotted.push_back(one);
    const auto service = one.sighting.fields.find("service");
    if (service != one.sighting.fields.end() && services.size() < kMostServices) services.insert(service->second);
  }
  for (Spotted& row : internal::read_rows(pack, notes.rows, {services.begin(), services.end()}))
    spotted.push_back(std::move(row));
  const auto key = [](const Spotted& one) { return std::tie(one.sighting.source, one.place, one.sighting.finding); };
  std::stable_sort(spotted.begin(), spotted.end(), [&](const Spotted& a, const Spotted& b) { return key(a) < key(b); });
  using Key = std::tuple<std::string, std::uint64_t, std::string, std::string>;
  std::map<Key, std::vector<std::size_t>> known;
  std::vector<Spotted> distinct;
  for (Spotted& one : spotted) {
    const Sighting& sighting = one.sighting;
    std::vector<std::size_t>& same = known[Key(sighting.source, sighting.line, sighting.finding, sighting.owner)];
    // Two ways to read one line: each may know fields that the other does not. A document in a JSON string is one line.
    const auto place = std::find_if(same.begin(), same.end(), [&](std::size_t index) {
      return overlap(distinct[index], one) && agree(distinct[index].sighting.fields, sighting.fields);
    });
    if (place != same.end()) {
      distinct[*place].sighting.fields.merge(one.sighting.fields);
      continue;
    }
    same.push_back(distinct.size());
    distinct.push_back(std::move(one));
  }
  return distinct;
}

void append(Diagnosis from, Diagnosis* to) {
  const std::size_t shift = to->sightings.size();
  const auto moved = [shift](auto* indices) {
    for (std::size_t& index : *indices) index += shift;
  };
  for (DiagnosedSection& section : from.sections) moved(&section.sightings);
  for (DiagnosedCause& cause : from.causes) {
    moved(&cause.for_sightings);
    moved(&cause.against_sightings);
  }
  for (DiagnosedContradiction& one : from.contradictions) moved(&one.sightings);
  const auto join = [](auto* left, auto* right) {
    left->insert(left->end(), std::make_move_iterator(right->begin()), std::make_move_iterator(right->end()));
  };
  to->healthy = to->healthy && from.healthy;
  to->decided = to->decided || from.decided;
  if (to->owner.empty()) to->owner = from.owner;
  join(&to->sections, &from.sections);
  join(&to->causes, &from.causes);
  join(&to->evidence, &from.evidence);
  join(&to->next, &from.next);
  join(&to->contradictions, &from.contradictions);
  join(&to->sightings, &from.sightings);
}

}  // namespace

Diagnoser::Diagnoser(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

Result<Diagnoser> Diagnoser::create(const DiagnoserOptions& options) {
  ClassifierOptions wanted;
  wanted.packs = options.packs;
  wanted.min_confidence = Confidence::kLow;
  wanted.max_matches = static_cast<std::size_t>(-1);
  wanted.engine = options.engine;
  wanted.cache_folder = options.cache_folder;
  Result<Classifier> classifier = Classifier::create(wanted);
  if (!classifier) return classifier.problems();
  std::vector<Problem> problems;
  auto impl = std::make_shared<Impl>(Impl{*classifier, {}});
  for (const Pack& pack : impl->classifier.packs())
    impl->rules.push_back(compile_rules(pack, impl->classifier.engine_info().cached, &problems));
  if (!problems.empty()) return problems;
  return Diagnoser(std::move(impl));
}

const std::vector<Pack>& Diagnoser::packs() const noexcept { return impl_->classifier.packs(); }

Case Diagnoser::open_case() const {
  auto state = std::make_unique<Case::State>();
  state->diagnoser = impl_;
  return Case(std::move(state));
}

Diagnosis Diagnoser::diagnose(std::string_view text) const {
  Case one = open_case();
  one.add_text("-", text);
  return one.diagnosis();
}

Case::Case(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Case::~Case() = default;
Case::Case(Case&&) noexcept = default;
Case& Case::operator=(Case&&) noexcept = default;

namespace {
constexpr int kPlaceBits = 40;  // of a byte in its text; above them is the number of the text
}

void Case::add_text(std::string_view source, std::string_view text, std::uint64_t first_line) {
  const std::uint64_t place = state_->texts++ << kPlaceBits;
  internal::read_case_text(state_->diagnoser->classifier, state_->diagnoser->rules, source, text, first_line, place,
                           &state_->notes);
}

void Case::add_match(std::string_view source, const Match& match, std::string_view line, std::int64_t time) {
  if (internal::is_bare_phrase(match)) return;
  Spotted spotted = internal::spotted_of(match, source, line);
  spotted.place = state_->texts++ << kPlaceBits;
  spotted.time = time;
  spotted.sentence = spotted.before = spotted.after = line;
  state_->notes.spotted.push_back(std::move(spotted));
}

std::vector<Problem> Case::add_json_match(std::string_view object) {
  const Result<internal::ReadMatch> read = internal::read_match(state_->diagnoser->classifier.packs(), object);
  if (read) add_match(read->source, read->match, read->text, read->time);
  return read.problems();
}

Diagnosis Case::diagnosis() const {
  Diagnosis whole;
  whole.healthy = true;
  const std::vector<Pack>& packs = state_->diagnoser->classifier.packs();
  for (std::size_t i = 0; i < packs.size(); ++i) {
    std::vector<Spotted> spotted = sightings_of(packs[i], state_->notes);
    internal::judge_relevance(state_->diagnoser->rules[i], &spotted);
    append(internal::conclude(packs[i], spotted, state_->notes.ran), &whole);
  }
  whole.limits = state_->notes.limits;
  return whole;
}

}  // namespace telltale
