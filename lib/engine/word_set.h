// The WordSet that needs no engine: a filter over the raw bytes and a comparison where it points.
//
// Of each word the filter knows four bytes in a row, the rarest ones (rarity.h). It asks of every place of the text
// whether these could begin there, which is wrong now and then and never misses, and looks up the four bytes found in
// a hash table of words; what is there is compared as a whole.
//
// Two filters, equal in their answers:
//   AVX2: the four bytes as nibbles in eight buckets (the "Teddy" of Hyperscan and aho-corasick), 32 places at a time;
//   portable: a hash of the four bytes in a bitmap, one place at a time.
#ifndef TELLTALE_LIB_ENGINE_WORD_SET_H_
#define TELLTALE_LIB_ENGINE_WORD_SET_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

enum class WordFilter : std::uint8_t { kPortable, kAvx2 };

// The fastest that this CPU has.
[[nodiscard]] WordFilter best_word_filter() noexcept;

// `filter` must be one that this CPU has; tests compare them.
[[nodiscard]] Result<std::unique_ptr<WordSet>> compile_filtered_words(const std::vector<std::string>& words,
                                                                      WordFilter filter = best_word_filter());

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_WORD_SET_H_
