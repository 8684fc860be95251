// telltale diagnose: which cause is likely, and what to check next.
#ifndef TELLTALE_CLI_DIAGNOSE_H_
#define TELLTALE_CLI_DIAGNOSE_H_

#include "options.h"

namespace telltale::cli {

void add_diagnose(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_DIAGNOSE_H_
