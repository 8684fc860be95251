// The core of a pattern: what an engine looks for that only proposes where the pattern may occur.
#ifndef TELLTALE_LIB_PACK_PATTERN_CORE_H_
#define TELLTALE_LIB_PACK_PATTERN_CORE_H_

#include "pack/pattern_node.h"

namespace telltale::internal {

// Occurs in every text in which `node` does, and in few others.
//
// What may be missing at either end is left out, also of the branches that stand at an end: "(?:the )?connection
// refused(?: by it)*" has the core "connection refused", `[a-z]+:` has `[a-z]:`. That changes no answer.
//
// In a large pattern (a reason in twelve languages) a literal that says enough stands for the sequence that it is a
// part of: "fristdeskontext" for "fristdeskontext(?:e?s)?(?:wurde)?überschritten". Hyperscan compiles the built-in
// pack's cores in two thirds of the instructions of its patterns; what they propose in vain, RE2 turns down.
[[nodiscard]] NodePtr core_of(const NodePtr& node);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PATTERN_CORE_H_
