// DigitReaders: which other digits in some places of a window would lead to another answer.
//
// An answer follows from what patterns find. Most patterns take every digit or none. Those that do not (":443", "x509",
// "status 503") read a digit only where one of their runs stands (pack/digit_run.h). So the answer is the same for all
// digits in the places in question with which no run comes to stand over them,
//   of any pattern that is looked for in every window (unless one of its words is missing there);
//   of any condition that was asked of this window, in the part that it was asked of.
// Where the second look (gate/need_filter.h) found too little, no pattern was asked, and the runs are the words that it
// and the gate look for.
//
// Immutable after add(); threads may share it. What it looks up is prepared at the first question, so that a start pays
// nothing for it.
#ifndef TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_
#define TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "classify/digit_trap.h"
#include "classify/workspace.h"
#include "engine/field_pattern.h"
#include "pack/pattern.h"
#include "text/times.h"

namespace telltale::internal {

// Of which texts a pattern is asked.
struct PatternScope {
  bool behind_wording = false;          // only right behind the wording of a frame and its inserts
  std::vector<PatternPtr> beside = {};  // what has to match beside it, else it makes no difference
};

class DigitReaders {
 public:
  DigitReaders();
  ~DigitReaders();
  DigitReaders(const DigitReaders&) = delete;
  DigitReaders& operator=(const DigitReaders&) = delete;

  // `compiled` is `pattern`, ready to use.
  void add(const PatternPtr& pattern, const FieldPattern& compiled, PatternScope scope);

  // Of the gate or of the second look.
  void add_words(const std::vector<std::string>& words);

  // The traps in the digits at `places` of the window that `space` holds in all forms, each of them one line,
  // confirmed. With digits that spring none of them the answer is the same. Cost: some ten thousand comparisons.
  [[nodiscard]] std::vector<DigitTrap> traps(const std::vector<TimePlace>& places, const Workspace& space) const;

  // The same for `window`, one line in which the second look found too little.
  [[nodiscard]] std::vector<DigitTrap> traps_of_words(const std::vector<TimePlace>& places,
                                                      std::string_view window) const;

 private:
  struct Reader {
    PatternPtr prepared;
    FieldPattern pattern;  // the same
    PatternScope scope;
  };
  class Words;
  struct Index;

  [[nodiscard]] const Index& index() const;

  std::vector<Reader> readers_;
  std::vector<std::string> words_;  // that have a digit
  mutable std::once_flag index_once_;
  mutable std::unique_ptr<const Index> index_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_DIGIT_READERS_H_
