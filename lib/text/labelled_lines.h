// Labelled lines: a message that was wrapped before some tool put the same in front of every line.
//
// "[INFO] ", "10:14:02 INFO  ", "<bob> ", "* ": to records.h each of these lines begins a record, as the lines of a log
// do. Only who knows that a line breaks off in the middle of a message can tell that the next one goes on with it. So
// it is with lines that an editor or a mail put a blank line behind, each of them, and with those that have another pane
// of the terminal or other cells of a table beside them.
#ifndef TELLTALE_LIB_TEXT_LABELLED_LINES_H_
#define TELLTALE_LIB_TEXT_LABELLED_LINES_H_

#include <cstddef>
#include <string_view>

#include "text/mapped_text.h"
#include "text/records.h"

namespace telltale::internal {

struct LabelledLines {
  std::size_t first = 0;  // where the first of them ends
  std::size_t end = 0;    // where the last one ends; `first` when none goes on
  bool goes_on = false;   // the text ends where another line may follow
};

// The line of `window` that holds text[said_from], and the lines behind it that begin as that line does, as long as
// they end at `limit` or before: the same characters, and digits where that line has digits, up to a blank in front of
// text[said_from]. Where a blank line stands behind the first, those behind it that have one between them at most,
// however they begin. Where text[said_from] stands beside a bar, of each line what stands there, as long as they have
// bars in the same columns. A line does not go on that says nothing or has once more what stands at said_from.
[[nodiscard]] LabelledLines labelled_lines(std::string_view text, const Window& window, std::size_t said_from,
                                           std::size_t limit);

// Leaves them in `joined`, without what all but the first begin with, between what stands in the window in front of
// them and behind them; maps to bytes behind window.begin.
LabelledLines join_labelled_lines(std::string_view text, const Window& window, std::size_t said_from, std::size_t limit,
                                  MappedText* joined);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_LABELLED_LINES_H_
