// What is at the other end of a descriptor.
#ifndef TELLTALE_CLI_TERMINAL_H_
#define TELLTALE_CLI_TERMINAL_H_

#include <cstddef>

namespace telltale::cli {

enum class When { kAuto, kAlways, kNever };

[[nodiscard]] bool is_terminal(int fd) noexcept;

// Columns of the terminal at `fd`; else of COLUMNS in the environment; else 100.
[[nodiscard]] std::size_t terminal_columns(int fd) noexcept;

// Whether to colour what goes to `fd`: auto means a terminal that can, and no NO_COLOR in the environment.
[[nodiscard]] bool wants_color(When when, int fd) noexcept;

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_TERMINAL_H_
