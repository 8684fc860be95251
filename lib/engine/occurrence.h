// Occurrence: whether a pattern occurs in a text, also when it counts long repeats.
//
// To search for `a.{0,400}b` RE2 has to keep apart all places where an `a` stood; on text full of them that costs
// thousands of cycles a byte. Without the count, one state tells them all. So each alternative is looked for without
// its counts first, and counted only where it stands, one place at a time; what is shorter than every count needs no
// counting at all.
#ifndef TELLTALE_LIB_ENGINE_OCCURRENCE_H_
#define TELLTALE_LIB_ENGINE_OCCURRENCE_H_

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

// The alternatives that `pattern` consists of, groups around all of it and around whole alternatives opened. `pattern`
// is in the printed form of pack/pattern.h and has no fields.
[[nodiscard]] std::vector<std::string_view> alternatives_of(std::string_view pattern);

class Occurrence {
 public:
  // Null when RE2 refuses a part of the pattern: then the pattern has to be searched for as it is.
  [[nodiscard]] static std::unique_ptr<const Occurrence> create(std::string_view pattern);

  // The same as RE2 says of the whole pattern. Thread-safe.
  [[nodiscard]] bool in(std::string_view text) const;

 private:
  // An alternative that counts.
  struct Counted {
    explicit Counted(std::string_view pattern);
    [[nodiscard]] bool occurs(std::string_view text) const;

    re2::RE2 exact;
    re2::RE2 loose;
    std::size_t same_up_to;  // matches of `loose` that are no longer are matches of `exact`
  };

  std::unique_ptr<const re2::RE2> plain_;  // all others, joined; null: there are none
  std::vector<std::unique_ptr<const Counted>> counted_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_OCCURRENCE_H_
