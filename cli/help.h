// The subcommand `help`: help of a command, or its man page.
#ifndef TELLTALE_CLI_HELP_H_
#define TELLTALE_CLI_HELP_H_

#include "options.h"

namespace telltale::cli {

void add_help(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_HELP_H_
