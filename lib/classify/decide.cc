#include "classify/decide.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace telltale::internal {
namespace {

// Where a candidate stands in the window's original bytes: candidates of both forms are compared there.
struct Place {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

Place place_of(const Candidate& candidate, const Workspace& workspace) {
  const MappedText& text = workspace.text_of(candidate.form);
  return {text.begin[candidate.begin], text.end[candidate.end - 1]};
}

bool inside(const Place& inner, const Place& outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }
bool overlap(const Place& a, const Place& b) { return a.begin < b.end && b.begin < a.end; }

void drop(Candidate* candidate, std::string_view why) {
  candidate->dropped = true;
  candidate->why_dropped = why;
}

bool same_fields(const Candidate& a, const Candidate& b, std::string_view text) {
  return a.captures.size() == b.captures.size() &&
         std::equal(a.captures.begin(), a.captures.end(), b.captures.begin(), [&](const Capture& x, const Capture& y) {
           return x.name == y.name && text.substr(x.begin, x.end - x.begin) == text.substr(y.begin, y.end - y.begin);
         });
}

bool says_the_same(const CompiledSet& set, const Candidate& first, const Candidate& second,
                   const Workspace& workspace) {
  return first.form == second.form && first.record_begin == second.record_begin &&
         set.signatures[first.signature].finding == set.signatures[second.signature].finding &&
         first.owner == second.owner && same_fields(first, second, workspace.text_of(first.form).text);
}

std::string_view why_not(bool anywhere, bool occurs) {
  if (anywhere) return occurs ? "something within reach says otherwise" : "nothing within reach says what it asks for";
  return occurs ? "the paragraph around it says otherwise"
                : "the paragraph around it lacks what the signature asks for";
}

// Rule 1.
void drop_untied(const CompiledSet& set, const OccursAround& occurs_around, Candidate* candidate) {
  for (const CompiledCondition& condition : set.signatures[candidate->signature].conditions) {
    if (!looks_around(condition.kind)) continue;
    const bool anywhere = condition.kind >= ConditionKind::kAnywhere;
    const SurroundingsReach reach = anywhere ? SurroundingsReach::kAnywhere : SurroundingsReach::kParagraph;
    const bool found = occurs_around(condition.pattern, *candidate, reach);
    if (found != rules_out(condition.kind)) continue;
    candidate->untied = !found;
    return drop(candidate, why_not(anywhere, found));
  }
}

bool is_symptom_alone(const CompiledSignature& signature) {
  return !signature.framed() && signature.info->role == Role::kSymptom;
}

// Whether `alone`, which stands inside of a call whose reason nobody has described, describes it: what is said of
// somebody else than whose call it is does not.
bool describes(const CompiledSet& set, const Candidate& alone, const Candidate& call) {
  return set.signatures[call.signature].info->fallback && is_symptom_alone(set.signatures[alone.signature]) &&
         (call.owner == "unknown" || call.owner == alone.owner);
}

// Rules 2 and 3, and the first half of 4 for signatures of one finding at one place.
void drop_covered(const CompiledSet& set, const std::vector<Place>& places, std::vector<Candidate>* candidates) {
  for (std::size_t i = 0; i < candidates->size(); ++i) {
    Candidate& candidate = (*candidates)[i];
    const CompiledSignature& mine = set.signatures[candidate.signature];
    for (std::size_t j = 0; j < candidates->size() && !candidate.dropped; ++j) {
      const Candidate& other = (*candidates)[j];
      if (i == j || other.dropped || !overlap(places[i], places[j])) continue;
      const CompiledSignature& theirs = set.signatures[other.signature];
      if (std::find(theirs.outranks.begin(), theirs.outranks.end(), candidate.signature) != theirs.outranks.end()) {
        drop(&candidate, "outranked");
      } else if (is_symptom_alone(mine) && theirs.framed() && inside(places[i], places[j]) &&
                 !describes(set, candidate, other)) {
        drop(&candidate, "part of a failing call");
      } else if (inside(places[j], places[i]) && describes(set, other, candidate)) {
        drop(&candidate, "its reason is described by another signature");
      } else if (mine.finding == theirs.finding && (theirs.framed() || !mine.framed()) &&
                 (!inside(places[j], places[i]) || j < i)) {
        drop(&candidate, "found already by another signature");
      }
    }
  }
}

void drop_repeated(const CompiledSet& set, Workspace* workspace) {
  std::vector<Candidate>& candidates = workspace->candidates;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    for (std::size_t j = 0; j < i && !candidates[i].dropped; ++j) {
      if (!candidates[j].dropped && says_the_same(set, candidates[j], candidates[i], *workspace)) {
        drop(&candidates[i], "repeats the same failure");
      }
    }
  }
}

}  // namespace

void decide(const CompiledSet& set, const OccursAround& occurs_around, Workspace* workspace) {
  std::vector<Candidate>& candidates = workspace->candidates;
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    const Place x = place_of(a, *workspace);
    const Place y = place_of(b, *workspace);
    return std::tie(x.begin, y.end, a.signature) < std::tie(y.begin, x.end, b.signature);
  });
  for (Candidate& candidate : candidates) {
    if (set.signatures[candidate.signature].looks_around()) drop_untied(set, occurs_around, &candidate);
  }
  std::vector<Place> places;
  places.reserve(candidates.size());
  for (const Candidate& candidate : candidates) places.push_back(place_of(candidate, *workspace));
  drop_covered(set, places, &candidates);
  drop_repeated(set, workspace);
}

Confidence confidence_of(const CompiledSet& set, const Candidate& candidate) {
  const CompiledSignature& signature = set.signatures[candidate.signature];
  if (!signature.framed()) return signature.info->confidence;
  return candidate.owner == candidate.pack_owner ? Confidence::kHigh : Confidence::kMedium;
}

}  // namespace telltale::internal
