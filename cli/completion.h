// The subcommand `completion`: a script for bash, zsh or fish, made from the tree of commands.
#ifndef TELLTALE_CLI_COMPLETION_H_
#define TELLTALE_CLI_COMPLETION_H_

#include "options.h"

namespace telltale::cli {

void add_completion(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_COMPLETION_H_
