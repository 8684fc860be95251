// What programs said in front of a failing call when they passed it on: kubectl around the API server, Helm around
// both.
#ifndef TELLTALE_LIB_CLASSIFY_WRAPPERS_H_
#define TELLTALE_LIB_CLASSIFY_WRAPPERS_H_

#include <string>
#include <vector>

#include "classify/candidate.h"
#include "classify/compiled_set.h"
#include "classify/workspace.h"

namespace telltale::internal {

struct FoundWrappers {
  std::string ids;  // of the wrappers, outermost first, between blanks
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Capture> captures;  // of their patterns; of two with one name the inner one's
};

// The wrappers that end where `candidate` begins, in its record and in one that announces it ("1 error occurred:" and a
// list). False: none, as for all but framed candidates.
[[nodiscard]] bool find_wrappers(const CompiledSet& set, const Candidate& candidate, Workspace* workspace,
                                 FoundWrappers* found);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_WRAPPERS_H_
