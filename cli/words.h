// Words for people, on standard error: one line each, safe on a terminal, never mixed with data.
#ifndef TELLTALE_CLI_WORDS_H_
#define TELLTALE_CLI_WORDS_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "telltale/problem.h"

namespace telltale::cli {

// "telltale: words"
void say(std::string_view words);

// "telltale: a.jsonl:12: words"; line 0: the source as a whole.
void say_about(std::string_view source, std::uint64_t line, std::string_view words);

// Problems as a compiler prints them.
void say_problems(const std::vector<Problem>& problems);

// Text as it is, for a progress line.
void write_to_terminal(std::string_view text) noexcept;

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_WORDS_H_
