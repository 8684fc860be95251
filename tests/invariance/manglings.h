// What terminals, loggers, chats and people do to a message on its way: each a function from text to text that keeps
// the meaning. The invariance tests compose them.
#ifndef TELLTALE_TESTS_INVARIANCE_MANGLINGS_H_
#define TELLTALE_TESTS_INVARIANCE_MANGLINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "invariance/tracked_text.h"
#include "random.h"

namespace telltale::testing {

// What a mangling needs of its text, and what it does to it.
enum class Trait : std::uint8_t {
  kNone,
  kRecasts,    // lines are not what they were: a row of a table is no row any more
  kOneLine,    // only for a text of one line
  kLast,       // recasts, and is how something shows the text in the end: nothing else is done to it
  kWholeFile,  // nothing can be done to the text afterwards (its encoding)
};

// Where it puts something, which decides what makes sense behind it.
enum class Place : std::uint8_t {
  kAnywhere,
  kEveryLine,  // in front of every line
  kFirstLine,  // in front of the first one
  kWraps,      // line ends where there were none
  kWrapsAndEveryLine,
};

struct Mangling {
  std::string name;
  Trait trait;
  TrackedText (*apply)(const TrackedText& in, Random& random);
  Place place = Place::kAnywhere;
};

[[nodiscard]] const std::vector<Mangling>& manglings();

// What mail gateways, consoles, editors and wikis do to a text in the end: less often met, harder to undo.
[[nodiscard]] const std::vector<Mangling>& rarer_manglings();

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_INVARIANCE_MANGLINGS_H_
