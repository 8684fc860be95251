// Problem: something wrong with a pack or a configuration, as data.
//
// A problem names the file, the place in it, the rule that it breaks and what to do. It is never about the text
// being classified and has nothing to do with a diagnosis. Loading collects all problems of a pack, so that
// one run shows everything there is to mend.
//
// Threads and ownership: a plain value. Encoding: every string is valid UTF-8, whatever the file held.
#ifndef TELLTALE_PROBLEM_H_
#define TELLTALE_PROBLEM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "telltale/export.h"

namespace telltale {

enum class Severity : std::uint8_t {
  kWarning,  // works, but not as well as it should: `rules check` shows it, loading goes on
  kError,    // the pack or the configuration cannot be used
};

struct Problem {
  Severity severity = Severity::kError;
  std::string code;          // stable, lower-case words and dashes: "pattern-unsupported"; listed by problem_codes()
  std::string file;          // path as it was given, empty when the problem is in no file
  std::string pointer;       // JSON pointer (RFC 6901) into that file, empty when the file as a whole is meant
  std::uint32_t line = 0;    // from 1; 0 when unknown
  std::uint32_t column = 0;  // from 1, in bytes; 0 when unknown
  std::string message;       // one sentence: what is wrong
  std::string remedy;        // one sentence: what to do
  std::string excerpt;       // the pattern or the line of the file that is meant, may be empty
  std::uint32_t caret = 0;   // byte in `excerpt` where the problem begins
  std::uint32_t caret_length = 0;  // 0: no caret

  bool operator==(const Problem&) const = default;
};

// The problem as a compiler prints it: place, code, message, excerpt with a caret, remedy; ends with a newline.
//
//   rules/mine/sections/db.json:14:18: error: \b is not part of the dialect [pattern-unsupported]
//     at /signatures/0/pattern
//     \bconnection refused
//     ^^
//     remedy: leave it out: message text has no word boundaries
[[nodiscard]] TELLTALE_EXPORT std::string to_string(const Problem& problem);

struct ProblemCode {
  std::string code;
  std::string meaning;  // one sentence
};

// Every code that a Problem can carry, in alphabetical order.
[[nodiscard]] TELLTALE_EXPORT const std::vector<ProblemCode>& problem_codes();

}  // namespace telltale

#endif  // TELLTALE_PROBLEM_H_
