// Loads the files of sections/ and evidence/.
#ifndef TELLTALE_LIB_PACK_SECTION_LOADER_H_
#define TELLTALE_LIB_PACK_SECTION_LOADER_H_

#include <string_view>

#include "pack/json_value.h"
#include "pack/load_context.h"

namespace telltale::internal {

// `file_id` is the file's name without ".json".
void load_section(const JsonDocument& document, std::string_view file_id, LoadContext* context);
void load_evidence(const JsonDocument& document, LoadContext* context);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_SECTION_LOADER_H_
