// SurroundingText: what stands around a match, for the conditions that look there.
//
// A paragraph is some lines either way; "anywhere" is as far as conditions reach. Both are whole lines where lines are
// not longer than that. Every record in them is undone by itself, as the window of a match is, and folded to message
// text without what stands in front of its lines; so what surrounds a match depends on these bytes alone.
//
// In a log that says the same on every line the matches share almost all of what surrounds them. Records are therefore
// kept in one run, joined, of which the surroundings of each match are a part; the run is as far ahead of the matches
// as they have come in it, and conditions that were looked for there are answered from memory
// (classify/condition_memo.h).
#ifndef TELLTALE_LIB_CLASSIFY_SURROUNDING_TEXT_H_
#define TELLTALE_LIB_CLASSIFY_SURROUNDING_TEXT_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classify/candidate.h"
#include "classify/condition_memo.h"
#include "engine/field_pattern.h"
#include "text/mapped_text.h"

namespace telltale::internal {

// For one thread.
class SurroundingText {
 public:
  // What is asked from now on is about `text`, whose bytes stay as they are.
  void begin_text(std::string_view text);

  // Whether `pattern`, one of message text, occurs around `match`, a span of the text.
  [[nodiscard]] bool occurs(const FieldPattern& pattern, const Span& match, SurroundingsReach reach);

  // Whether what surrounds the match goes up to the end of the text: with more text behind it the answer may be
  // another.
  [[nodiscard]] bool goes_on(const Span& match, SurroundingsReach reach) const;

 private:
  // Where a record of the run ends, in the text and in the joined one. It begins where the one before ends.
  struct RecordEnd {
    std::size_t in_text = 0;
    std::size_t in_joined = 0;
  };
  // What surrounds a match.
  struct Part {
    Span match;
    Span lines;
    std::string_view text;  // their message text, joined
    bool in_run = false;    // it is a part of run_, else it is apart_
  };

  const Part& part_around(const Span& match, SurroundingsReach reach);
  Part take(const Span& lines);
  // Forgets the parts that are in the run, or those that are not.
  void forget(bool in_run);

  // Those of the run that lie in `lines`, if there are any.
  std::optional<Span> whole_records(const Span& lines);
  [[nodiscard]] std::vector<RecordEnd>::const_iterator first_end_from(std::size_t at) const;
  [[nodiscard]] std::string_view joined(const Span& records) const;

  // Has the run hold the records of `lines` as far as they end in it.
  void cover(const Span& lines);
  void begin_run(std::size_t at);
  // Adds the next record when it ends at `to` at the latest and there is room for it.
  bool add_record(std::size_t to);
  // Where the record ends that `begin`, the begin of a line, is in; npos when that is behind `to`.
  std::size_t record_end(std::size_t begin, std::size_t to);
  // Leaves the message text of `lines` in message_, without the ends of its records.
  void undo(const Span& lines);

  std::string_view text_;
  std::vector<RecordEnd> ends_;  // the first is where the run begins; none: there is no run
  Span unbroken_{0, 0};          // begins of lines between which no record ends: most of a long one is asked for again
  std::string run_;              // its bytes stay where they are
  ConditionMemo run_memo_;
  std::string apart_;  // what was asked for last that is no part of the run
  ConditionMemo apart_memo_;
  std::array<std::optional<Part>, 2> last_;  // of each reach
  // For undo().
  MappedText clean_;
  MappedText scratch_;
  MappedText message_;
  std::string cased_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_SURROUNDING_TEXT_H_
