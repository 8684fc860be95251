// PatternSet on RE2 alone: runs everywhere, and is what the Hyperscan set is compared with.
//
// RE2 derives from each pattern the literals that a match must hold ("(webhook AND refused) OR eof"). A text is
// searched for these first, and only the patterns whose literals are all there are run, each on its own.
//
// Rejected: RE2::Set. Its one DFA for all patterns is built while it reads, and patterns with long counted repeats
// make it build for ever: 92 patterns of the built-in pack on 146 messages ran at 0.1 to 0.4 MB/s at first, in groups
// of any size, and at 10 once it had seen them all; this way it is 12 and 31. And a set cannot go on when its memory
// is used up.
#ifndef TELLTALE_LIB_ENGINE_RE2_SET_H_
#define TELLTALE_LIB_ENGINE_RE2_SET_H_

#include <memory>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

[[nodiscard]] Result<std::unique_ptr<PatternSet>> compile_re2_patterns(const std::vector<SetPattern>& patterns);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_RE2_SET_H_
