// DigitReaders: which other digits in some places of a window would lead to another answer.
//
// An answer follows from what patterns find. Most patterns take every digit or none. Those that do not (":443", "x509",
// "status 503") read a digit only where one of their runs stands (pack/digit_run.h). So the answer is the same for all
// digits in the places in question with which no run comes to stand over them,
//   of any pattern that is looked for in every window (unless one of its words is missing there);
//   of any condition that was asked of this window, in the part that it was asked of.
// Where the second look (gate/need_filter.h) found too little, no pattern was asked, and the runs are the words that it and
// the gate look for.
//
// Immutable after add(); threads may share it.
#ifndef TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_
#define TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "classify/digit_trap.h"
#include "classify/workspace.h"
#include "engine/field_pattern.h"
#include "gate/gate.h"
#include "pack/pattern.h"
#include "text/times.h"

namespace telltale::internal {

// Of which texts a pattern is asked.
struct PatternScope {
  bool behind_wording = false;  // only right behind the wording of a frame and its inserts
  GateNeed need = {};           // else it makes no difference
};

class DigitReaders {
 public:
  // `compiled` is `pattern`, ready to use.
  void add(const PreparedPattern& pattern, const FieldPattern& compiled, const PatternScope& scope);

  // Of the gate or of the second look.
  void add_words(const std::vector<std::string>& words);

  // The traps in the digits at `places` of the window that `space` holds in all forms, each of them one line, confirmed.
  // With digits that spring none of them the answer is the same. Cost: some ten thousand comparisons.
  [[nodiscard]] std::vector<DigitTrap> traps(const std::vector<TimePlace>& places, const Workspace& space) const;

  // The same for `window`, one line in which the second look found too little.
  [[nodiscard]] std::vector<DigitTrap> traps_of_words(const std::vector<TimePlace>& places,
                                                      std::string_view window) const;

 private:
  struct Reader {
    FieldPattern pattern;
    bool begins_with_digit = false;  // or with anything
    bool behind_wording = false;
    std::vector<std::vector<std::string>> words;  // letters of required words; one of each must be there
  };

  std::vector<Reader> readers_;
  std::vector<DigitRun> words_;  // letters and digits of the words that have a digit
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_
