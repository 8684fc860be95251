// conclude(): the sightings of a case through the rules of a pack: sections, causes, next steps, contradictions.
#ifndef TELLTALE_LIB_DIAGNOSE_CONCLUDE_H_
#define TELLTALE_LIB_DIAGNOSE_CONCLUDE_H_

#include <set>
#include <string>
#include <vector>

#include "diagnose/case_reader.h"
#include "diagnose/spotted.h"
#include "telltale/diagnosis.h"

namespace telltale::internal {

// `spotted`: of this pack, sorted by source and place, with their relevance. `ran`: ids of steps whose commands were
// run.
[[nodiscard]] Diagnosis conclude(const Pack& pack, std::vector<Spotted> spotted, const std::set<std::string>& ran);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_CONCLUDE_H_
