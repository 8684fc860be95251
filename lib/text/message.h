// Message text: what remains when everything that does not speak is gone: blanks, quotes, wraps, letter case.
#ifndef TELLTALE_LIB_TEXT_MESSAGE_H_
#define TELLTALE_LIB_TEXT_MESSAGE_H_

#include <string>

#include "text/mapped_text.h"

namespace telltale::internal {

// Whether a byte of clean text has no place in message text: blanks, control bytes, " ' ` \ * | < > ~.
// Patterns are folded with the same function (pack/pattern.h has its own copy of the rule, a test compares them).
[[nodiscard]] bool is_silent(unsigned char byte) noexcept;

// The message text of `clean`: one record a line ('\n' between records only, never first, last or twice), ASCII in
// lower case, other bytes as they are. The map leads to where the map of `clean` leads.
// `cased` gets the same bytes in their original case: field values are cut from it.
void fold_message(const MappedText& clean, MappedText* message, std::string* cased);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_MESSAGE_H_
