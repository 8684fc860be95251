// Help from the tree of commands: the same data that man pages and completion are made from.
#ifndef TELLTALE_CLI_HELP_TEXT_H_
#define TELLTALE_CLI_HELP_TEXT_H_

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::cli {

// "telltale rules check"
[[nodiscard]] std::string full_name(const CLI::App& app);

// Subcommands and options that are shown, in the order in which they were added.
[[nodiscard]] std::vector<const CLI::App*> shown_subcommands(const CLI::App& app);
[[nodiscard]] std::vector<const CLI::Option*> positionals(const CLI::App& app);
[[nodiscard]] std::vector<const CLI::Option*> named_options(const CLI::App& app);

// "-h,--help", "--format table|ndjson": the option as it is typed.
[[nodiscard]] std::vector<std::string> spellings(const CLI::Option& option);
[[nodiscard]] std::string type_name(const CLI::Option& option);             // empty for flags
[[nodiscard]] std::vector<std::string> choices(const CLI::Option& option);  // words of "a|b|c" in lower case; else none

// "telltale classify [OPTIONS] [PATH...]"
[[nodiscard]] std::string synopsis(const CLI::App& app);

// What `--help` prints, in at most `width` columns.
[[nodiscard]] std::string help_text(const CLI::App& app, std::size_t width);

// `text` in lines of at most `width` columns, each behind `indent` blanks but the first; breaks at blanks.
[[nodiscard]] std::string wrapped(std::string_view text, std::size_t indent, std::size_t width);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_HELP_TEXT_H_
