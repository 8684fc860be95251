// How RE2 is set up here, once for single patterns and sets: bytes instead of characters, silent, bounded.
#ifndef TELLTALE_LIB_ENGINE_RE2_PATTERN_H_
#define TELLTALE_LIB_ENGINE_RE2_PATTERN_H_

#include <re2/re2.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace telltale::internal {

// Memory for one pattern (program and DFA cache). RE2's own 8 MiB for each of some hundred patterns would let a hostile
// text grow the process by gigabytes; with 1 MiB a pattern of 10,000 instructions still compiles, and a DFA that
// outgrows it goes on as an NFA: slower, same answer. The few that speak of one thing in every language fill 1 MiB with
// some hundred states: text made of their words is read twice as fast with 4.
inline constexpr std::int64_t kRe2PatternMemory = std::int64_t{1} << 20;
inline constexpr std::int64_t kRe2LargePatternMemory = std::int64_t{4} << 20;
inline constexpr std::size_t kRe2LargePattern = 400;  // bytes of its text

// For `pattern`, as RE2 gets it or before.
[[nodiscard]] inline re2::RE2::Options re2_options(std::string_view pattern) {
  re2::RE2::Options options;
  options.set_encoding(re2::RE2::Options::EncodingLatin1);  // a byte is a byte: logs hold invalid UTF-8
  options.set_log_errors(false);                            // a library does not write to stderr
  options.set_max_mem(pattern.size() < kRe2LargePattern ? kRe2PatternMemory : kRe2LargePatternMemory);
  return options;
}

// `pattern` as RE2 gets it. `(?m)`: ^ and $ are the edges of a line, as with HS_FLAG_MULTILINE. The empty group:
// RE2 2022-06 factors alternatives with a common non-ASCII beginning and, when they are the whole pattern, forgets on
// the way that it was told Latin-1; then none of them matches (google/re2 #477). An alternation that does not stand
// alone is not affected, whatever it begins with.
[[nodiscard]] inline std::string re2_text(std::string_view pattern) {
  std::string text = "(?m)(?:)(?:";
  text.append(pattern);
  text += ')';
  return text;
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_RE2_PATTERN_H_
