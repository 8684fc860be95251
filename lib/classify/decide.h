// decide: which confirmed candidates are reported, and how sure that is. Explicit rules, never the order of files:
//
//   1. A signature whose paragraph lacks what it asks for (`around`) or says otherwise (`unless_around`) is dropped,
//      and so is one whose reach lacks what it asks for (`anywhere`) or says otherwise (`unless_anywhere`).
//   2. What a failing call holds is the call's: a symptom without a frame inside the span of a framed one is dropped.
//      Confirming does not even look for a symptom that a call of the same record says of the same owner. A call whose
//      reason only a fallback takes holds nothing of its owner's: it is dropped, and the symptom inside of it stays.
//   3. A signature that another one at the same place outranks is dropped.
//   4. The same finding of the same owner with the same fields in one record is one failure: the first stays.
//   5. A call of the pack's own component is of high confidence, any other call of medium; without a frame the
//      signature says it.
#ifndef TELLTALE_LIB_CLASSIFY_DECIDE_H_
#define TELLTALE_LIB_CLASSIFY_DECIDE_H_

#include <functional>

#include "classify/compiled_set.h"
#include "classify/workspace.h"

namespace telltale::internal {

// Whether the pattern occurs in what surrounds the candidate. Called only for signatures that ask for it.
using OccursAround = std::function<bool(const FieldPattern&, const Candidate&, SurroundingsReach)>;

// Marks what is dropped in workspace->candidates, with the reason, and sorts them by their place in the window.
void decide(const CompiledSet& set, const OccursAround& occurs_around, Workspace* workspace);

[[nodiscard]] Confidence confidence_of(const CompiledSet& set, const Candidate& candidate);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_DECIDE_H_
