// How the matches of a pattern begin: where a search for it need not look.
#ifndef TELLTALE_LIB_PACK_PATTERN_BEGIN_H_
#define TELLTALE_LIB_PACK_PATTERN_BEGIN_H_

#include <string>
#include <vector>

#include "pack/pattern_node.h"

namespace telltale::internal {

// Pattern::literal_begins() and Pattern::first_bytes() say what these are.
[[nodiscard]] std::vector<std::string> literal_begins_of(const PatternNode& pattern);
[[nodiscard]] std::vector<std::string> first_bytes_of(const PatternNode& pattern);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PATTERN_BEGIN_H_
