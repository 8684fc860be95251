// Where the sentence begins and ends that a match stands in.
#ifndef TELLTALE_LIB_CLASSIFY_SENTENCE_H_
#define TELLTALE_LIB_CLASSIFY_SENTENCE_H_

#include <cstddef>

#include "engine/field_pattern.h"
#include "text/mapped_text.h"

namespace telltale::internal {

// The sentence around message[begin, end), its end mark included, as a range of `message`; no more than `reach` bytes
// of the clean text either way. Message text has no blanks, so what ends a sentence (a mark and a blank behind it, a
// full stop of Chinese or Japanese, a bullet on a new line) is looked for in the clean text that it was made from.
[[nodiscard]] Span sentence_around(const MappedText& clean, const MappedText& message, std::size_t begin,
                                   std::size_t end, std::size_t reach);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_SENTENCE_H_
