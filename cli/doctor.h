// The subcommand `doctor`: what telltale runs on.
#ifndef TELLTALE_CLI_DOCTOR_H_
#define TELLTALE_CLI_DOCTOR_H_

#include "options.h"

namespace telltale::cli {

void add_doctor(CLI::App& app, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_DOCTOR_H_
