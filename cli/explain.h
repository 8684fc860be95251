// The subcommand `explain`: why a text does or does not match.
#ifndef TELLTALE_CLI_EXPLAIN_H_
#define TELLTALE_CLI_EXPLAIN_H_

#include "options.h"

namespace telltale::cli {

void add_explain(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_EXPLAIN_H_
