// Syntax errors of JSON in words that help the person who made them.
#ifndef TELLTALE_LIB_PACK_JSON_SYNTAX_H_
#define TELLTALE_LIB_PACK_JSON_SYNTAX_H_

#include <cstddef>
#include <string_view>

#include "pack/json_value.h"
#include "pack/problem_list.h"

namespace telltale::internal {

// Where the parser stopped.
struct SyntaxErrorPlace {
  std::size_t token_begin = 0;  // of the token that it did not expect
  std::size_t last_byte = 0;    // the last byte that it read
  bool at_end = false;          // nothing but blanks is left
};

// `parser_message` is nlohmann's, of which the useful half is kept.
void report_syntax_error(const JsonDocument& document, SyntaxErrorPlace place, std::string_view parser_message,
                         ProblemList* problems);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_JSON_SYNTAX_H_
