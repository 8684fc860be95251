// "Did you mean": the known word that is closest to a misspelt one.
#ifndef TELLTALE_LIB_BASE_SPELLING_H_
#define TELLTALE_LIB_BASE_SPELLING_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

// Letters to insert, delete, replace or swap with their neighbour to get from `a` to `b`. Words above 64 bytes are
// compared by their first 64.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

// The known word that `word` was probably meant to be: at most a third of its letters wrong, the closest one, the first
// of equals. Empty when there is none.
[[nodiscard]] std::string_view closest_word(std::string_view word, const std::vector<std::string_view>& known);

// "a, b and c"; `conjunction` is "and" or "or".
[[nodiscard]] std::string listing(const std::vector<std::string_view>& words, std::string_view conjunction);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_SPELLING_H_
