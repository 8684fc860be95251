// The WordSet that needs no engine: a filter over the raw bytes and a comparison where it points.
//
// Of each word the filter knows four bytes in a row, chosen by how rare they are (bucket_chooser.h). It asks of every
// place of the text whether these could begin there, which is wrong now and then and never misses, and looks up the
// four bytes found in a hash table of words; what is there is compared as a whole.
//
// Three filters, equal in their answers:
//   AVX-512 VBMI: the four bytes, byte by byte, in eight buckets, 64 places at a time (byte_filter.h);
//   AVX-512, AVX2, SSSE3: the same by nibbles (nibble_filter.h; "Teddy" of Hyperscan and aho-corasick), 64, 32 or 16
//   places at a time;
//   portable: a hash of the four bytes in a bitmap, one place at a time.
//
// `./dev bench` measures each with the words of the built-in pack (rows "gate/..."). For 88 words, in GB/s, on an EPYC
// of the third generation whose memory gives 9.5: AVX2 6.8, SSSE3 3.7; on one of the fifth VBMI 26 of 34. Places a MB
// to look at twice, for 105 words by bytes 3,100, for 88 by nibbles 6,100 (for 414 and 898 words by bytes 27,000 and
// 56,000).
//
// Rejected, as they let less through and cost more than that saves. By bytes, the bare filter without the second look,
// 8.0 as it is: sixteen buckets in two tables (4.9; a half of the places), thirty-two (2.8), a fifth byte where the
// word has one (6.9; a fifth fewer places), a sixth (6.3), three bytes and sixteen buckets (8.0; half as many places
// more). By nibbles: sixteen buckets in two tables (3.0 against 5.4, at 56 words); 32 places that stand 1,024 bytes
// apart by sixteens, so that each byte is looked up once (5.5 against 6.8: memory is read in two places), or in a row,
// shifted over the middle of the register (6.4).
#ifndef TELLTALE_LIB_ENGINE_WORD_SET_H_
#define TELLTALE_LIB_ENGINE_WORD_SET_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

// From slow to fast.
enum class WordFilter : std::uint8_t { kPortable, kSsse3, kAvx2, kAvx512, kVbmi };

// Whether this CPU, as the system lets it be used, has the instructions.
[[nodiscard]] bool runs_here(WordFilter filter) noexcept;

// The fastest that runs here.
[[nodiscard]] WordFilter best_word_filter() noexcept;

// `filter` must be one that this CPU has; tests compare them.
[[nodiscard]] Result<std::unique_ptr<WordSet>> compile_filtered_words(const std::vector<std::string>& words,
                                                                      WordFilter filter = best_word_filter());

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_WORD_SET_H_
