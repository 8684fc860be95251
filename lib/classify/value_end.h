// Where a value ends. Message text has no blanks and no quotes, so a pattern that ends in a field like [a-z-]+ runs on
// into the next word; the clean text knows better.
#ifndef TELLTALE_LIB_CLASSIFY_VALUE_END_H_
#define TELLTALE_LIB_CLASSIFY_VALUE_END_H_

#include <cstddef>

#include "text/mapped_text.h"

namespace telltale::internal {

// What a value may hold.
struct ValueBytes {
  bool blanks = false;
  bool quotes = false;
};

// The end of the value that begins at `begin` of the message text: the first place before `end` where the clean text
// has a blank or a quote that the value cannot hold. A blank around a line end is none: it came from wrapping.
[[nodiscard]] std::size_t value_end(const MappedText& clean, const MappedText& message, std::size_t begin,
                                    std::size_t end, ValueBytes may_hold);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_VALUE_END_H_
