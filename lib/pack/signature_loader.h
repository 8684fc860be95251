// Loads one signature.
#ifndef TELLTALE_LIB_PACK_SIGNATURE_LOADER_H_
#define TELLTALE_LIB_PACK_SIGNATURE_LOADER_H_

#include <string_view>

#include "pack/json_value.h"
#include "pack/load_context.h"

namespace telltale::internal {

// `section` is the id of the section that the file belongs to; "" when it could not be read.
void load_signature(const JsonDocument& document, const JsonValue& value, std::string_view section,
                    LoadContext* context);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_SIGNATURE_LOADER_H_
