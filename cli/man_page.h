// Man pages from the tree of commands.
#ifndef TELLTALE_CLI_MAN_PAGE_H_
#define TELLTALE_CLI_MAN_PAGE_H_

#include <CLI/CLI.hpp>
#include <string>

namespace telltale::cli {

// "telltale-rules-check": the page's name without its section.
[[nodiscard]] std::string man_page_name(const CLI::App& app);

// The page of `app` in man(7) macros.
[[nodiscard]] std::string man_page(const CLI::App& app);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_MAN_PAGE_H_
