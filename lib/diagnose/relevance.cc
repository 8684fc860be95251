#include "diagnose/relevance.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "diagnose/source_order.h"

namespace telltale::internal {
namespace {

bool holds(const std::vector<std::string>& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

bool names(const std::vector<std::string>& list, const Spotted& spotted) {
  return std::any_of(list.begin(), list.end(),
                     [&](const std::string& name) { return name == spotted.name || name == spotted.section; });
}

const std::string& words_in(CueScope scope, const Spotted& spotted) {
  switch (scope) {
    case CueScope::kSentence:
      return spotted.sentence;
    case CueScope::kBefore:
      return spotted.before;
    case CueScope::kAfter:
      return spotted.after;
    case CueScope::kAbove:
      return spotted.above;
    case CueScope::kLead:
      return spotted.lead;
    case CueScope::kBelow:
      return spotted.below;
    case CueScope::kObject:
      return spotted.object;
    case CueScope::kClause:
      break;
  }
  return spotted.clause;
}

// The part of the sentence between the last contrast in front of the finding and the first one behind it.
std::string clause_of(const std::optional<FieldPattern>& contrasts, const Spotted& spotted) {
  const std::string& sentence = spotted.sentence;
  if (!contrasts || spotted.before.size() + spotted.after.size() < sentence.size()) return sentence;
  const std::size_t begin = sentence.size() - spotted.after.size();
  std::size_t from = 0;
  for (std::size_t at = 0; at < sentence.size();) {
    const std::optional<Span> contrast = contrasts->find(sentence, at);
    if (!contrast) break;
    if (contrast->begin >= spotted.before.size()) return sentence.substr(from, contrast->begin - from);
    if (contrast->end <= begin) from = contrast->end;
    at = std::max(contrast->end, contrast->begin + 1);
  }
  return sentence.substr(from);
}

void read_cues(const CompiledRules& pack, Spotted* spotted) {
  spotted->clause = clause_of(pack.contrasts, *spotted);
  for (std::size_t i = 0; i < pack.cues.size(); ++i) {
    const Cue& cue = pack.rules->cues[i];
    if (!cue.of.empty() && !names(cue.of, *spotted)) continue;
    if (names(cue.not_of, *spotted)) continue;
    const std::string& where = words_in(cue.where, *spotted);
    if (!pack.cues[i].pattern.occurs(where)) continue;
    if (pack.cues[i].unless && pack.cues[i].unless->occurs(where)) continue;
    spotted->sighting.relevance = cue.means;
    return;
  }
}

// Whether `a` was seen before `b`, as far as anybody can tell.
bool is_before(const Spotted& a, const Spotted& b) {
  if (a.time != 0 && b.time != 0 && a.time != b.time) return a.time < b.time;
  return a.sighting.source == b.sighting.source && a.place < b.place;
}

// The same in a source that may tell the newest first: its entries are turned around, what was pasted into one is not.
// What says so between two ("Original message:") parts them however near they are.
bool is_told_before(const Spotted& a, const Spotted& b) {
  constexpr std::uint64_t kLinesOfAnEntry = 3;
  constexpr std::uint64_t kBytesOfAnEntry = 400;  // where all is one line: a document in a JSON string
  const auto apart = [](std::uint64_t one, std::uint64_t other) { return std::max(one, other) - std::min(one, other); };
  const bool far = a.sighting.line != b.sighting.line ? apart(a.sighting.line, b.sighting.line) > kLinesOfAnEntry
                                                      : apart(a.place, b.place) > kBytesOfAnEntry;
  return a.reversed && (far || a.entry != b.entry) ? is_before(b, a) : is_before(a, b);
}

// Present sightings of some names, found by where and when they may be compared: a case may hold thousands.
class Enders {
 public:
  Enders(const std::vector<Spotted>& all, const std::vector<std::string>& names) {
    for (const Spotted& one : all) {
      if (!is_present(one) || !holds(names, one.name)) continue;
      by_source_[one.sighting.source].push_back(&one);
      if (one.time != 0) timed_.push_back(&one);
    }
    for (const auto& [source, here] : by_source_) {
      const SourceOrder order(source);
      for (const Spotted* one : here) keep_latest(one->name, order);
    }
  }

  // Whether one of another name than `one` was told behind it, or answers it where it is quoted.
  [[nodiscard]] bool end(const Spotted& one, bool quotes = false) const {
    const auto ends = [&](const Spotted* other) {
      return is_present(*other) && other->name != one.name &&
             (is_told_before(one, *other) || (quotes && one.quotes > other->quotes));
    };
    const auto here = by_source_.find(one.sighting.source);
    if (here != by_source_.end() && std::any_of(here->second.begin(), here->second.end(), ends)) return true;
    return one.time != 0 ? std::any_of(timed_.begin(), timed_.end(), ends) : is_in_earlier_source(one);
  }

 private:
  // Of the sources of a folder the last one does for all.
  void keep_latest(std::string_view name, const SourceOrder& order) {
    if (order.numbers.empty() && !order.is_after) return;
    for (auto& [kept, latest] : latest_) {
      if (kept != name || latest.folder != order.folder || latest.is_after != order.is_after) continue;
      if (is_earlier(latest, order)) latest = order;
      return;
    }
    latest_.emplace_back(name, order);
  }

  // Than one with another of the names, as far as the sources' names say.
  [[nodiscard]] bool is_in_earlier_source(const Spotted& one) const {
    if (latest_.empty()) return false;
    const SourceOrder own(one.sighting.source);
    return std::any_of(latest_.begin(), latest_.end(),
                       [&](const auto& other) { return other.first != one.name && is_earlier(own, other.second); });
  }

  std::map<std::string_view, std::vector<const Spotted*>> by_source_;
  std::vector<const Spotted*> timed_;
  std::vector<std::pair<std::string_view, SourceOrder>> latest_;
};

void mark_reversed(const DiagnosisRules& rules, std::vector<Spotted>* spotted) {
  std::map<std::string, unsigned> signs;  // of each source, those that were met
  for (Spotted& one : *spotted) {
    if (holds(rules.reversed, one.name)) ++signs[one.sighting.source];
    const auto met = signs.find(one.sighting.source);
    one.entry = met != signs.end() ? met->second : 0;
  }
  for (Spotted& one : *spotted) one.reversed = signs.contains(one.sighting.source);
}

void end_by_rules(const CompiledRules& pack, std::vector<Spotted>* spotted) {
  for (const EndingRule& rule : pack.rules->endings) {
    const Enders enders(*spotted, {rule.by});
    for (Spotted& one : *spotted) {
      if (!is_present(one) || !holds(rule.ends, one.name)) continue;
      // Somebody else's failing call does not end with our success.
      if (!is_own(one.sighting.owner, pack.owner)) continue;
      if (enders.end(one, rule.quotes)) one.sighting.relevance = Relevance::kPast;
    }
  }
}

void end_by_opposites(const DiagnosisRules& rules, std::vector<Spotted>* spotted) {
  for (const std::vector<std::string>& group : rules.opposites) {
    const Enders enders(*spotted, group);
    for (Spotted& one : *spotted) {
      if (is_present(one) && holds(group, one.name) && enders.end(one)) one.sighting.relevance = Relevance::kPast;
    }
  }
}

}  // namespace

void judge_relevance(const CompiledRules& pack, std::vector<Spotted>* spotted) {
  mark_reversed(*pack.rules, spotted);
  for (Spotted& one : *spotted) read_cues(pack, &one);
  end_by_rules(pack, spotted);
  end_by_opposites(*pack.rules, spotted);
}

}  // namespace telltale::internal
