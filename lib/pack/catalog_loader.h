// Loads the files that are lists of one kind of thing: pack.json, defs.json, steps.json, owners.json, frames.json.
#ifndef TELLTALE_LIB_PACK_CATALOG_LOADER_H_
#define TELLTALE_LIB_PACK_CATALOG_LOADER_H_

#include "pack/json_value.h"
#include "pack/load_context.h"

namespace telltale::internal {

void load_pack_file(const JsonDocument& document, LoadContext* context);
void load_definitions(const JsonDocument& document, LoadContext* context);
void load_steps(const JsonDocument& document, LoadContext* context);
void load_owners(const JsonDocument& document, LoadContext* context);
void load_frames(const JsonDocument& document, LoadContext* context);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_CATALOG_LOADER_H_
