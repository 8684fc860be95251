// Line ends, counted: who tells the line of a match counts all that lies before it.
#ifndef TELLTALE_LIB_BASE_LINE_ENDS_H_
#define TELLTALE_LIB_BASE_LINE_ENDS_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

// How many \n there are in `text`. Several times as fast as std::count.
[[nodiscard]] std::size_t count_line_ends(std::string_view text) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_LINE_ENDS_H_
