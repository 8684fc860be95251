// The parser says which token it did not expect; the mistakes behind it are few and well known, and each has a remedy.
#include "pack/json_syntax.h"

#include <algorithm>
#include <string>
#include <utility>

namespace telltale::internal {
namespace {

// "[json.exception.parse_error.101] parse error at line 1, column 4: syntax error while parsing value - unexpected ','"
// less what stands before the dash and the token that was read last, which the excerpt shows.
std::string useful_part(std::string_view message) {
  const std::size_t dash = message.find(" - ");
  if (dash != std::string_view::npos) message.remove_prefix(dash + 3);
  const std::size_t last_read = message.find("; last read: '");
  if (last_read == std::string_view::npos) return std::string(message);
  const std::size_t expected = message.rfind("; expected ");
  const bool behind = expected != std::string_view::npos && expected > last_read;
  return std::string(message.substr(0, last_read)) + std::string(behind ? message.substr(expected) : "");
}

std::string_view string_remedy(std::string_view message) {
  if (message.find("after backslash") != std::string_view::npos) {
    return "write two backslashes where the pattern has one: \"\\\\d\" is the pattern \\d";
  }
  if (message.find("control character") != std::string_view::npos) {
    return "write \\n for a line end and \\t for a tab inside a text";
  }
  if (message.find("missing closing quote") != std::string_view::npos) return "add the closing quote";
  return "write the character itself instead of its \\u escape";
}

std::string_view token_remedy(char unexpected, char before) {
  const bool closes = unexpected == '}' || unexpected == ']';
  if (closes && before == ',') return "remove the comma in front of it: no comma stands behind the last value";
  if (unexpected == '/' || unexpected == '#') {
    return "JSON has no comments: put the note into a key that begins with x-, which is ignored";
  }
  if (unexpected == '\'') return "write double quotes";
  const std::string_view starts_value = "\"{[-0123456789";
  const std::string_view ends_value = "\"}]0123456789el";
  if (starts_value.find(unexpected) != std::string_view::npos && ends_value.find(before) != std::string_view::npos) {
    return "put the comma or colon that is missing in front of it";
  }
  return "check the quotes, commas and brackets around it";
}

// The last byte before `at` that is no blank.
char byte_before(std::string_view content, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : content.find_last_not_of(" \t\r\n", at - 1);
  return before == std::string_view::npos ? '\0' : content[before];
}

}  // namespace

void report_syntax_error(const JsonDocument& document, SyntaxErrorPlace place, std::string_view parser_message,
                         ProblemList* problems) {
  const std::string_view content = document.content();
  const std::string message = useful_part(parser_message);
  // Inside a text the byte counts, elsewhere the token; a comma or colon is a token that the search for one skips.
  const bool in_text = message.starts_with("invalid string");
  const std::size_t at = in_text ? place.last_byte : std::min(place.token_begin, place.last_byte);
  if (content.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return problems->add_at_file(document.file(), {"json-syntax", "the file is empty", "write a JSON object into it"});
  }
  Complaint complaint{"json-syntax", "this is not JSON: " + message, ""};
  if (place.at_end && !in_text)
    complaint.remedy = "the file ends too early: close what is still open";
  else if (in_text)
    complaint.remedy = string_remedy(message);
  else
    complaint.remedy = token_remedy(content[at], byte_before(content, at));
  problems->add_at_bytes(document, at, at + 1, "", std::move(complaint));
}

}  // namespace telltale::internal
