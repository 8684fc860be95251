// Line text: clean text without the prefixes that tools put in front of every line, so that a row of a table is a row
// whoever passed it on. For patterns with "text": "line".
#ifndef TELLTALE_LIB_TEXT_LINE_TEXT_H_
#define TELLTALE_LIB_TEXT_LINE_TEXT_H_

#include "text/mapped_text.h"

namespace telltale::internal {

// Rewrites `clean` to `lines`; false (lines unspecified) when no line has a prefix.
bool strip_line_prefixes(const MappedText& clean, MappedText* lines);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_LINE_TEXT_H_
