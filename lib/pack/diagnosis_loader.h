// Reads diagnosis.json: see pack/diagnosis_rules.h.
#ifndef TELLTALE_LIB_PACK_DIAGNOSIS_LOADER_H_
#define TELLTALE_LIB_PACK_DIAGNOSIS_LOADER_H_

#include "pack/load_context.h"

namespace telltale::internal {

// After all sections and evidence: facts take their names from what these declare.
void load_diagnosis(const JsonDocument& document, LoadContext* context);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_DIAGNOSIS_LOADER_H_
