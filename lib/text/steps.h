// The steps of clean(), in the order of kCleanSteps in clean.cc; each in the file of its name.
//
// All have the same contract: rewrite `in` to `out` and return true, or return false (out unspecified) when there is
// nothing to do. What a step does depends on in.text alone, never on the map: so a text that no step changes is clean
// for good, and cleaning it again changes nothing.
#ifndef TELLTALE_LIB_TEXT_STEPS_H_
#define TELLTALE_LIB_TEXT_STEPS_H_

#include "text/mapped_text.h"

namespace telltale::internal {

bool undo_envelopes(const MappedText& in, MappedText* out);
bool undo_rich_text(const MappedText& in, MappedText* out);
bool undo_lists_of_lines(const MappedText& in, MappedText* out);
bool undo_escapes(const MappedText& in, MappedText* out);
bool undo_mojibake(const MappedText& in, MappedText* out);
bool undo_ansi(const MappedText& in, MappedText* out);
bool undo_controls(const MappedText& in, MappedText* out);
bool undo_quoted_printable(const MappedText& in, MappedText* out);
bool undo_entities(const MappedText& in, MappedText* out);
bool undo_unicode(const MappedText& in, MappedText* out);
bool undo_emphasis(const MappedText& in, MappedText* out);
bool undo_lost_quotes(const MappedText& in, MappedText* out);
bool undo_wiki_colors(const MappedText& in, MappedText* out);
bool undo_highlights(const MappedText& in, MappedText* out);
bool undo_sums(const MappedText& in, MappedText* out);
bool undo_defanging(const MappedText& in, MappedText* out);
bool undo_redirects(const MappedText& in, MappedText* out);
bool undo_percents(const MappedText& in, MappedText* out);
bool undo_links(const MappedText& in, MappedText* out);
bool undo_lines(const MappedText& in, MappedText* out);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_STEPS_H_
