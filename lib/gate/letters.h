// Letters: what the second look reads of a window.
#ifndef TELLTALE_LIB_GATE_LETTERS_H_
#define TELLTALE_LIB_GATE_LETTERS_H_

#include <string>
#include <string_view>

namespace telltale::internal {

struct Letters {
  // Letters, in lower case, and digits; in the buffer, padded for a WordIndex.
  std::string_view text;

  // There are bytes behind ASCII.
  bool foreign = false;

  // The window is one line in which nothing stands inside of a word that the text layer takes out or makes something
  // else of: no escape, entity, tag, link, colour, control or byte behind ASCII. Then every word of its clean text
  // stands in it with its letters and digits side by side; tests/unit/gate/letters_test.cc holds that against the text
  // layer. May be false of a line of which that is true.
  bool intact = true;
};

// Cost: about a nanosecond for a byte. `buffer` is reused, and holds what is returned.
[[nodiscard]] Letters letters_of(std::string_view window, std::string* buffer);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_LETTERS_H_
