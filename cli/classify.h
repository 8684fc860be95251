// The subcommand `classify`: which known failures are in these texts, and where.
#ifndef TELLTALE_CLI_CLASSIFY_H_
#define TELLTALE_CLI_CLASSIFY_H_

#include "options.h"

namespace telltale::cli {

// Adds the subcommand; when it is chosen, `action` is what it does.
void add_classify(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_CLASSIFY_H_
