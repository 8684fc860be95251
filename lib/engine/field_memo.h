// FieldMemo: the fields of matches that were seen lately.
//
// Which bytes of a match are which field depends on the matched bytes alone, and logs say the same thing again: a
// webhook that does not answer is called with the same name and URL a thousand times. Telling fields apart costs RE2
// six times of what finding the match costs; a look here costs a hash of the bytes.
//
// What differs from one time to the next is mostly numbers: addresses, ports, timeouts. To a pattern that does not tell
// digits apart (most do not) two matches of the same form are the same.
//
// For patterns without assertions (message text has none), whose match does not depend on what stands around it.
// Threads: one at a time. Memory: at most 256 matches of up to 1 KiB each with their spans, 0.4 MB; none before the
// first look.
#ifndef TELLTALE_LIB_ENGINE_FIELD_MEMO_H_
#define TELLTALE_LIB_ENGINE_FIELD_MEMO_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/field_pattern.h"

namespace telltale::internal {

class FieldMemo {
 public:
  // What `pattern.fields_of(text, match)` says; valid until the next call.
  const std::vector<Span>& fields_of(const FieldPattern& pattern, std::string_view text, const Span& match);

 private:
  // One match, told from its own first byte on.
  struct Seen {
    std::uint64_t pattern = 0;  // FieldPattern::number(), which is never 0
    std::string bytes;          // its digits as 0 when they are all the same to the pattern
    std::vector<Span> spans;
  };

  // The bytes as they are remembered; valid until the next call.
  std::string_view form_of(const FieldPattern& pattern, std::string_view bytes);

  std::vector<Seen> seen_;
  std::string form_;
  std::vector<Span> spans_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_FIELD_MEMO_H_
