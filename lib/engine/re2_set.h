// PatternSet on RE2 alone: runs everywhere, and is what the Hyperscan set is compared with.
//
// RE2 derives from each pattern the literals that a match must hold ("(webhook AND refused) OR eof"). A text is
// searched for these first, and only the patterns whose literals are all there are run, each on its own.
//
// Rejected: RE2::Set. Its one DFA for all patterns is built while it reads, and patterns with bounded repeats make it
// build for ever: 92 patterns of the built-in pack on 146 messages: 0.16 MB/s at first and 10 when it has seen them
// all; this way 5 to 8 at once. And it cannot go on without a DFA when its memory is used up.
#ifndef TELLTALE_LIB_ENGINE_RE2_SET_H_
#define TELLTALE_LIB_ENGINE_RE2_SET_H_

#include <memory>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

[[nodiscard]] Result<std::unique_ptr<PatternSet>> compile_re2_patterns(const std::vector<SetPattern>& patterns);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_RE2_SET_H_
