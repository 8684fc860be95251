// The WordSet that needs no engine: a filter over the raw bytes and a comparison where it points.
//
// Of each word the filter knows four bytes in a row, chosen by how rare they are (nibble_filter.h). It asks of every
// place of the text whether these could begin there, which is wrong now and then and never misses, and looks up the
// four bytes found in a hash table of words; what is there is compared as a whole.
//
// Two filters, equal in their answers:
//   AVX-512, AVX2, SSSE3: the four bytes as nibbles in eight buckets (the "Teddy" of Hyperscan and aho-corasick), 64, 32
//   or 16 places at a time;
//   portable: a hash of the four bytes in a bitmap, one place at a time.
//
// `./dev bench` measures each with the words of the built-in pack (rows "gate/..."). For 70 words, in GB/s:
//   AVX-512 5.4   AVX2 4.7   SSSE3 4.0   portable 1.3   Hyperscan, words as patterns 1.7   (memory 21)
// Rejected: sixteen buckets in two tables, which let less through and cost more than that saves (3.0 at 56 words).
#ifndef TELLTALE_LIB_ENGINE_WORD_SET_H_
#define TELLTALE_LIB_ENGINE_WORD_SET_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

// From slow to fast.
enum class WordFilter : std::uint8_t { kPortable, kSsse3, kAvx2, kAvx512 };

// Whether this CPU, as the system lets it be used, has the instructions.
[[nodiscard]] bool runs_here(WordFilter filter) noexcept;

// The fastest that runs here.
[[nodiscard]] WordFilter best_word_filter() noexcept;

// `filter` must be one that this CPU has; tests compare them.
[[nodiscard]] Result<std::unique_ptr<WordSet>> compile_filtered_words(const std::vector<std::string>& words,
                                                                      WordFilter filter = best_word_filter());

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_WORD_SET_H_
