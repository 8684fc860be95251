// Loads the examples of signatures and wrappers.
#ifndef TELLTALE_LIB_PACK_EXAMPLE_LOADER_H_
#define TELLTALE_LIB_PACK_EXAMPLE_LOADER_H_

#include <optional>
#include <set>
#include <string>

#include "pack/json_value.h"
#include "pack/load_context.h"

namespace telltale::internal {

// Fields that an example may speak of. Unknown when a pattern that they come from could not be read.
using KnownFields = std::optional<std::set<std::string>>;

[[nodiscard]] Example load_example(const JsonDocument& document, const JsonValue& value, const KnownFields& known,
                                   LoadContext* context);
[[nodiscard]] CounterExample load_counter_example(const JsonDocument& document, const JsonValue& value,
                                                  LoadContext* context);
[[nodiscard]] WrapperExample load_wrapper_example(const JsonDocument& document, const JsonValue& value,
                                                  const KnownFields& known, LoadContext* context);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_EXAMPLE_LOADER_H_
