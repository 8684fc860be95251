// JSON strings and rows, written straight into the output: a match is one line of known shape, a tree would only cost.
#ifndef TELLTALE_LIB_REPORT_JSON_TEXT_H_
#define TELLTALE_LIB_REPORT_JSON_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "telltale/match.h"
#include "telltale/report.h"

namespace telltale::internal {

// Appends `bytes` as a JSON string. Invalid UTF-8 becomes U+FFFD, and the answer is then true: something was lost.
// DEL, C1 controls, line separators and bidirectional overrides are escaped, so that JSON is safe on a terminal too.
bool append_json_string(std::string_view bytes, std::string& out);

// The same for JSON that somebody else has written: valid UTF-8 whose controls are escaped already. Unsafe characters
// can only stand in its strings, so escaping them does not change what it says.
[[nodiscard]] std::string with_escapes(std::string_view json);

void append_number(std::uint64_t number, std::string& out);

// The object of one match, as to_ndjson() promises it.
void append_match_object(const Match& match, const Origin& origin, std::string& out);

// {"name":"value",...}, each name once. True when something was lost.
bool append_fields_object(const Match& match, std::string& out);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_JSON_TEXT_H_
