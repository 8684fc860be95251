#include "diagnose/reasoner.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/ascii.h"

namespace telltale::internal {
namespace {

// The number at the front of `version`, taken off with the dot behind it; 0 when there is none.
unsigned take_number(std::string_view* version) noexcept {
  unsigned number = 0;
  const auto [end, error] = std::from_chars(version->data(), version->data() + version->size(), number);
  version->remove_prefix(static_cast<std::size_t>(end - version->data()));
  if (version->starts_with('.'))
    version->remove_prefix(1);
  else
    *version = {};
  return error == std::errc() ? number : 0;
}

void add(Proof* to, const Proof& from) {
  if (to == nullptr) return;
  for (const std::size_t index : from) {
    if (std::find(to->begin(), to->end(), index) == to->end()) to->push_back(index);
  }
}

// Serial numbers are written with and without colons, in either case.
std::string comparable(std::string_view value) {
  std::string plain;
  for (const char c : value) {
    if (c != ':') plain += to_lower(c);
  }
  return plain;
}

bool any_common(const std::set<std::string>& left, const std::set<std::string>& right) {
  return std::any_of(left.begin(), left.end(), [&](const std::string& value) { return right.contains(value); });
}

bool compare(Comparison comparison, const std::set<std::string>& left, const std::set<std::string>& right) {
  if (left.empty() || right.empty()) return false;
  switch (comparison) {
    case Comparison::kLike:
    case Comparison::kOneOf:
      return any_common(left, right);
    case Comparison::kUnlike:
    case Comparison::kNoneOf:
      return !any_common(left, right);
    case Comparison::kBelow:
      return std::all_of(left.begin(), left.end(), [&](const auto& v) { return version_below(v, *right.begin()); });
    case Comparison::kFrom:
      return std::none_of(left.begin(), left.end(), [&](const auto& v) { return version_below(v, *right.begin()); });
    case Comparison::kHolds:
      break;
  }
  return false;
}

}  // namespace

bool version_below(std::string_view left, std::string_view right) noexcept {
  while (!right.empty()) {
    const unsigned a = take_number(&left);
    const unsigned b = take_number(&right);
    if (a != b) return a < b;
  }
  return false;
}

Reasoner::Reasoner(const DiagnosisRules& rules, const std::vector<Spotted>& spotted, std::size_t call,
                   const std::set<std::string>& done)
    : spotted_(spotted), call_(call), done_(done) {
  for (std::size_t i = 0; i < spotted.size(); ++i) {
    if (spotted[i].sighting.relevance == Relevance::kPresent) seen_[spotted[i].name].push_back(i);
  }
  for (const Fact& fact : rules.facts) facts_[fact.id] = judge(fact);
}

const Proof& Reasoner::seen(std::string_view finding) const {
  static const Proof kNothing;
  const auto found = seen_.find(finding);
  return found == seen_.end() ? kNothing : found->second;
}

bool Reasoner::line_holds(const RuleLine& line, Proof* proof) const {
  Proof found;
  for (const RuleWord& word : line) {
    const auto fact = facts_.find(word.name);
    const bool is_fact = fact != facts_.end();
    const Proof& because = is_fact ? fact->second.proof : seen(word.name);
    const bool so = is_fact ? fact->second.holds : !because.empty() || done_.contains(word.name);
    if (so == word.negated) return false;
    if (!word.negated) add(&found, because);
  }
  add(proof, found);
  return true;
}

bool Reasoner::holds(const RuleCondition& condition, Proof* proof) const {
  bool any = false;
  for (const RuleLine& line : condition) any |= line_holds(line, proof);
  return any;
}

Reasoner::KnownFact Reasoner::judge(const Fact& fact) const {
  KnownFact known;
  if (fact.comparison == Comparison::kHolds) {
    known.holds = holds(fact.when, &known.proof);
    return known;
  }
  const std::set<std::string> left = values_of(fact.left, &known.proof);
  std::set<std::string> right = values_of(fact.right, &known.proof);
  for (const std::string& value : fact.values) right.insert(comparable(value));
  known.holds = compare(fact.comparison, left, right);
  if (!known.holds) known.proof.clear();
  return known;
}

// Of each source the value that was seen last.
std::set<std::string> Reasoner::values_of(const std::vector<FieldName>& fields, Proof* proof) const {
  for (const FieldName& name : fields) {
    std::map<std::string_view, std::pair<std::string, std::size_t>> last;  // by source
    const bool of_call = name.finding == "call" && call_ < spotted_.size();
    for (const std::size_t index : of_call ? Proof{call_} : seen(name.finding)) {
      const Sighting& sighting = spotted_[index].sighting;
      const auto value = sighting.fields.find(name.field);
      if (value == sighting.fields.end() || value->second.empty()) continue;
      if (spotted_[index].reversed && last.contains(sighting.source)) continue;  // what stands above is newer
      last[sighting.source] = {comparable(value->second), index};
    }
    if (last.empty()) continue;
    std::set<std::string> values;
    for (const auto& [source, value] : last) {
      values.insert(value.first);
      add(proof, {value.second});
    }
    return values;
  }
  return {};
}

}  // namespace telltale::internal
