// Occurrence: whether a pattern occurs in a text, also when it counts long repeats.
//
// To search for `a.{0,400}b` RE2 has to keep apart all places where an `a` stood; on text full of them that costs
// thousands of cycles a byte. Without the count, one state tells them all. So each alternative is looked for without
// its counts first, and counted only where it stands, one place at a time; what is shorter than every count needs no
// counting at all.
//
// RE2 compiles a part when it is first asked for: counts are what costs most of that, and most patterns that are asked
// for occur nowhere without their counts.
#ifndef TELLTALE_LIB_ENGINE_OCCURRENCE_H_
#define TELLTALE_LIB_ENGINE_OCCURRENCE_H_

#include <re2/re2.h>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/made_once.h"

namespace telltale::internal {

// The alternatives that `pattern` consists of, groups around all of it and around whole alternatives opened. `pattern`
// is in the printed form of pack/pattern.h and has no fields.
[[nodiscard]] std::vector<std::string_view> alternatives_of(std::string_view pattern);

class Occurrence {
 public:
  // `pattern`: one that RE2 takes.
  explicit Occurrence(std::string_view pattern);

  // The same as RE2 says of the whole pattern. Thread-safe.
  [[nodiscard]] bool in(std::string_view text) const;

 private:
  // A part of a pattern as RE2 has it.
  struct Compiled {
    Compiled(std::string_view part, std::string_view whole);
    [[nodiscard]] bool match(std::string_view text, std::size_t from, std::size_t to, re2::RE2::Anchor anchor,
                             re2::StringPiece* place) const;

    std::optional<re2::RE2> regex;
  };

  // An alternative that counts.
  struct Counted {
    std::string exact_text;
    std::string loose_text;
    std::size_t same_up_to = 0;  // matches of `loose` that are no longer are matches of `exact`
    MadeOnce<Compiled> exact;
    MadeOnce<Compiled> loose;
  };
  [[nodiscard]] bool occurs(const Counted& counted, std::string_view text) const;

  std::string pattern_;
  std::string plain_text_;  // all alternatives that do not count, joined; empty: there are none
  MadeOnce<Compiled> plain_;
  std::deque<Counted> counted_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_OCCURRENCE_H_
