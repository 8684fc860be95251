// Relevance: which sightings are about this cluster now. Words around them say so, what came behind them, and the
// opposite that was seen later.
#ifndef TELLTALE_LIB_DIAGNOSE_RELEVANCE_H_
#define TELLTALE_LIB_DIAGNOSE_RELEVANCE_H_

#include <vector>

#include "diagnose/case_reader.h"
#include "diagnose/spotted.h"

namespace telltale::internal {

// Sets Sighting::relevance of all. `spotted` is sorted by source and place.
void judge_relevance(const CompiledRules& pack, std::vector<Spotted>* spotted);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_RELEVANCE_H_
