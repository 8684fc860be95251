#include "diagnose/conclude.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "diagnose/command.h"
#include "diagnose/reasoner.h"
#include "diagnose/redact.h"
#include "diagnose/source_order.h"
#include "pack/pack_data.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::size_t kMostSteps = 3;

// A section that stands, on its way to the list.
struct Standing {
  const Section* section = nullptr;
  const SectionRules* rules = nullptr;
  std::string owner;
  bool ours = false;
  Proof sightings;
};

// Of the failing calls of the pack's owner, the last one that names its Service, else of those of anybody.
std::size_t last_own_call(const std::vector<Spotted>& spotted, std::string_view own) {
  std::size_t best = kNone;
  for (std::size_t i = 0; i < spotted.size(); ++i) {
    const Sighting& sighting = spotted[i].sighting;
    if (sighting.role != Role::kSymptom || !is_present(spotted[i]) || !sighting.fields.contains("service")) continue;
    if (best == kNone || is_own(sighting.owner, own) || !is_own(spotted[best].sighting.owner, own)) best = i;
  }
  return best;
}

Sighting without_secrets(Sighting sighting) {
  for (auto& [name, value] : sighting.fields) value = redacted(value);
  return sighting;
}

// Adds the findings that follow from others, each behind the sighting that completed it.
void derive(const Pack& pack, const std::set<std::string>& ran, std::vector<Spotted>* spotted) {
  const DiagnosisRules& rules = pack.data().diagnosis;
  const Reasoner reasoner(rules, *spotted, last_own_call(*spotted, pack.owner()), ran);
  std::vector<Spotted> derived;
  for (const DerivedFinding& rule : rules.derived) {
    Proof proof;
    if (!reasoner.seen(rule.finding).empty() || !reasoner.holds(rule.when, &proof) || proof.empty()) continue;
    const Finding* finding = find_by_name(pack.findings(), rule.finding);
    Spotted one = (*spotted)[*std::max_element(proof.begin(), proof.end())];
    one.name = rule.finding;
    one.section = finding->section;
    one.sighting.finding = pack.name() + "/" + finding->id;
    one.sighting.role = Role::kEvidence;
    derived.push_back(std::move(one));
  }
  std::move(derived.begin(), derived.end(), std::back_inserter(*spotted));
}

class Conclusion {
 public:
  Conclusion(const Pack& pack, const std::vector<Spotted>& spotted, const std::set<std::string>& ran)
      : pack_(pack),
        rules_(pack.data().diagnosis),
        spotted_(spotted),
        ran_(ran),
        reasoner_(rules_, spotted, last_own_call(spotted, pack.owner()), ran) {}

  Diagnosis run() {
    for (const Spotted& spotted : spotted_) diagnosis_.sightings.push_back(without_secrets(spotted.sighting));
    find_sections();
    order_sections();
    judge_health();
    judge_causes();
    list_evidence();
    find_contradictions();
    find_next();
    return std::move(diagnosis_);
  }

 private:
  [[nodiscard]] bool is_ours(std::string_view owner) const { return is_own(owner, pack_.owner()); }

  const SectionRules* rules_of(std::string_view section) const {
    const auto found = std::find_if(rules_.sections.begin(), rules_.sections.end(),
                                    [&](const SectionRules& rules) { return rules.section == section; });
    return found == rules_.sections.end() ? nullptr : &*found;
  }

  void find_sections() {
    for (const Section& section : pack_.sections()) {
      if (section.collection) continue;
      const SectionRules* rules = rules_of(section.id);
      if (rules != nullptr && reasoner_.holds(rules->unless)) continue;
      Standing own{&section, rules, "", true, {}};
      Standing foreign{&section, rules, "", false, {}};
      for (const std::size_t index : reasoner_.seen(section.id)) {
        Standing& one = is_ours(spotted_[index].sighting.owner) ? own : foreign;
        one.sightings.push_back(index);
        if (one.owner.empty() || one.owner == "unknown") one.owner = spotted_[index].sighting.owner;
      }
      const bool raised = rules != nullptr && reasoner_.holds(rules->raised_by, &own.sightings);
      if (raised && own.owner.empty()) own.owner = pack_.owner();
      std::sort(own.sightings.begin(), own.sightings.end());
      if (!own.sightings.empty()) standing_.push_back(std::move(own));
      if (!foreign.sightings.empty()) standing_.push_back(std::move(foreign));
    }
  }

  // Whether `cause` explains `symptom`, over any number of sections that need not stand themselves.
  bool leads_to(const Standing& cause, const Standing& symptom) const {
    std::vector<std::string_view> open = {cause.section->id};
    std::set<std::string_view> met;
    while (!open.empty()) {
      const std::string_view at = open.back();
      open.pop_back();
      if (!met.insert(at).second) continue;
      if (at == symptom.section->id && at != cause.section->id) return true;
      if (const SectionRules* rules = rules_of(at)) open.insert(open.end(), rules->before.begin(), rules->before.end());
    }
    return false;
  }

  // In one source, what was seen later is what stands; between sources their names may say it, else the guide's order
  // decides.
  bool seen_later(const Standing& one, const Standing& other) const {
    const Spotted& a = spotted_[one.sightings.back()];
    const Spotted& b = spotted_[other.sightings.back()];
    if (a.sighting.source == b.sighting.source) return a.reversed ? a.place < b.place : a.place > b.place;
    return is_earlier(SourceOrder(b.sighting.source), SourceOrder(a.sighting.source));
  }

  void order_sections() {
    std::vector<Standing> rest = std::move(standing_);
    standing_.clear();
    while (!rest.empty()) {
      std::size_t best = kNone;
      for (std::size_t i = 0; i < rest.size(); ++i) {
        const bool explained = std::any_of(rest.begin(), rest.end(), [&](const Standing& other) {
          return other.ours == rest[i].ours && leads_to(other, rest[i]);
        });
        if (explained) continue;
        if (best == kNone || (rest[i].ours && !rest[best].ours) ||
            (rest[i].ours == rest[best].ours && seen_later(rest[i], rest[best])))
          best = i;
      }
      if (best == kNone) best = 0;  // they explain each other: a pack can say so
      standing_.push_back(std::move(rest[best]));
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(best));
    }
    for (const Standing& one : standing_)
      diagnosis_.sections.push_back({full(one.section->id), one.section->title, one.owner, one.sightings});
    if (!standing_.empty()) diagnosis_.owner = standing_.front().owner;
  }

  std::string full(std::string_view id) const { return pack_.name() + "/" + std::string(id); }

  bool is_alarming(const Spotted& spotted) const {
    return spotted.sighting.role == Role::kSymptom ||
           std::find(rules_.alarming.begin(), rules_.alarming.end(), spotted.name) != rules_.alarming.end();
  }

  void judge_health() {
    diagnosis_.healthy = standing_.empty() && std::none_of(spotted_.begin(), spotted_.end(), [&](const Spotted& one) {
                           return is_present(one) && is_alarming(one);
                         });
    if (!standing_.empty() || diagnosis_.healthy) return;
    for (const Spotted& one : spotted_) {
      if (is_present(one) && one.sighting.role == Role::kSymptom) diagnosis_.owner = one.sighting.owner;
    }
  }

  DiagnosedCause judge(const Cause& cause, const CauseRules* rules) const {
    DiagnosedCause judged;
    judged.id = full(cause.id);
    judged.title = cause.title;
    judged.explanation = cause.explanation;
    if (rules != nullptr) {
      // Every condition is asked for, because each adds what it saw.
      const bool decided = reasoner_.holds(rules->decided, &judged.for_sightings);
      const bool likely = reasoner_.holds(rules->likely, &judged.for_sightings);
      const bool excluded = reasoner_.holds(rules->excluded, &judged.against_sightings);
      judged.state = excluded  ? CauseState::kExcluded
                     : decided ? CauseState::kDecided
                     : likely  ? CauseState::kLikely
                               : CauseState::kPossible;
    }
    for (const std::string& finding : cause.for_findings) add_seen(finding, &judged.for_sightings);
    for (const std::string& finding : cause.against_findings) add_seen(finding, &judged.against_sightings);
    std::sort(judged.for_sightings.begin(), judged.for_sightings.end());
    std::sort(judged.against_sightings.begin(), judged.against_sightings.end());
    return judged;
  }

  void add_seen(std::string_view finding, Proof* proof) const {
    for (const std::size_t index : reasoner_.seen(finding)) {
      if (std::find(proof->begin(), proof->end(), index) == proof->end()) proof->push_back(index);
    }
  }

  void judge_causes() {
    std::vector<std::pair<int, DiagnosedCause>> ranked;
    for (const Standing& one : standing_) {
      if (!one.ours) continue;
      const bool root = &one == &standing_.front();
      for (const Cause& cause : one.section->causes) {
        DiagnosedCause judged = judge(cause, cause_rules(one, cause.id));
        // A symptom has no cause of its own: the root's is the one to decide.
        if (!root && judged.state == CauseState::kDecided) judged.state = CauseState::kLikely;
        const bool excluded = judged.state == CauseState::kExcluded;
        const int rank = (excluded ? 100 : 0) + (root ? 0 : 10) + static_cast<int>(judged.state);
        ranked.emplace_back(rank, std::move(judged));
      }
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [rank, cause] : ranked) diagnosis_.causes.push_back(std::move(cause));
    diagnosis_.decided = !diagnosis_.causes.empty() && diagnosis_.causes.front().state == CauseState::kDecided;
  }

  static const CauseRules* cause_rules(const Standing& one, std::string_view cause) {
    if (one.rules == nullptr) return nullptr;
    const auto found = std::find_if(one.rules->causes.begin(), one.rules->causes.end(),
                                    [&](const CauseRules& rules) { return rules.cause == cause; });
    return found == one.rules->causes.end() ? nullptr : &*found;
  }

  void list_evidence() {
    for (const Finding& finding : pack_.findings()) {
      const Section* section = pack_.find_section(finding.section);
      const bool is_section = finding.id == finding.section && section != nullptr && !section->collection;
      if (!is_section && !reasoner_.seen(last_part(finding.id)).empty())
        diagnosis_.evidence.push_back(full(finding.id));
    }
  }

  void find_contradictions() {
    for (const ContradictionRule& rule : rules_.contradictions) {
      DiagnosedContradiction found{full(rule.id), rule.title, {}};
      if (reasoner_.holds(rule.when, &found.sightings)) diagnosis_.contradictions.push_back(std::move(found));
    }
  }

  const Step* find_step(std::string_view id) const {
    const auto found =
        std::find_if(pack_.steps().begin(), pack_.steps().end(), [&](const Step& step) { return step.id == id; });
    return found == pack_.steps().end() ? nullptr : &*found;
  }

  // Its output is in the case, or its command was run there.
  bool is_done(const Step& step) const {
    if (step.kind == "fix" || step.kind == "report") return false;
    return ran_.contains(step.id) || std::any_of(step.finds.begin(), step.finds.end(), [&](const std::string& finding) {
             return !reasoner_.seen(finding).empty();
           });
  }

  void find_next() {
    if (diagnosis_.healthy) return;
    if (!standing_.empty() && !standing_.front().ours) return propose(rules_.owner_step);
    std::set<std::string_view> walked;
    for (const Standing& one : standing_) {
      if (one.ours) walk(one.section->id, &walked);
    }
    if (standing_.empty()) {
      for (const Spotted& spotted : spotted_) {
        if (is_present(spotted) && is_alarming(spotted)) walk(spotted.section, &walked);
      }
    }
    // When the cause is decided and the fix is known, looking further is no help.
    if (diagnosis_.decided && !diagnosis_.next.empty() && diagnosis_.next.front().kind == "fix") return keep_fixes();
    for (const DiagnosedCause& cause : diagnosis_.causes) propose_steps_of(cause);
  }

  void keep_fixes() {
    std::erase_if(diagnosis_.next, [](const NextStep& step) { return step.kind != "fix"; });
  }

  void walk(std::string_view section, std::set<std::string_view>* walked) {
    const SectionRules* rules = rules_of(section);
    if (rules == nullptr || !walked->insert(section).second) return;
    for (const WalkLine& line : rules->walk) {
      if (!line.when.empty() && !reasoner_.holds(line.when)) continue;
      if (line.go_on.empty())
        propose(line.step);
      else
        walk(line.go_on, walked);
    }
  }

  void propose_steps_of(const DiagnosedCause& judged) {
    if (judged.state == CauseState::kExcluded) return;
    for (const Section& section : pack_.sections()) {
      for (const Cause& cause : section.causes) {
        if (full(cause.id) != judged.id) continue;
        for (const std::string& step : cause.steps) {
          const Step* info = find_step(step);
          // Without a decision nothing is changed on suspicion.
          if (info != nullptr && (info->kind != "fix" || judged.state == CauseState::kDecided)) propose(step);
        }
      }
    }
  }

  void propose(std::string_view id) {
    const Step* step = find_step(id);
    if (step == nullptr || is_done(*step) || diagnosis_.next.size() == kMostSteps) return;
    const bool known = std::any_of(diagnosis_.next.begin(), diagnosis_.next.end(),
                                   [&](const NextStep& next) { return next.step == id; });
    if (known) return;
    NextStep next{step->id, step->kind, step->title, step->why, step->expect, "", {}};
    next.command = filled_in(step->command, installation(), &next.unknowns);
    diagnosis_.next.push_back(std::move(next));
  }

  // What the failing call says, else what tables say.
  Installation installation() const {
    Installation known;
    const auto take = [](const Sighting& from, const char* field, std::string* to) {
      const auto value = from.fields.find(field);
      if (to->empty() && value != from.fields.end()) *to = value->second;
    };
    const std::size_t call = last_own_call(spotted_, pack_.owner());
    if (call != kNone && is_ours(spotted_[call].sighting.owner)) {
      take(spotted_[call].sighting, "namespace", &known.namespace_name);
      take(spotted_[call].sighting, "service", &known.service);
    }
    for (const Spotted& one : spotted_) {
      if (!is_present(one) || one.sighting.role == Role::kSymptom) continue;
      take(one.sighting, "service", &known.service);
      take(one.sighting, "namespace", &known.namespace_name);
    }
    known.release = release_of(known.service);
    return known;
  }

  const Pack& pack_;
  const DiagnosisRules& rules_;
  const std::vector<Spotted>& spotted_;
  const std::set<std::string>& ran_;
  Reasoner reasoner_;
  std::vector<Standing> standing_;
  Diagnosis diagnosis_;
};

}  // namespace

Diagnosis conclude(const Pack& pack, std::vector<Spotted> spotted, const std::set<std::string>& ran) {
  derive(pack, ran, &spotted);
  return Conclusion(pack, spotted, ran).run();
}

}  // namespace telltale::internal
