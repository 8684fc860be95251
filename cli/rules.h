// The subcommand `rules` and its own: look at packs and prove them right. One file each: rules_list.cc, rules_show.cc,
// rules_check.cc, rules_test.cc.
#ifndef TELLTALE_CLI_RULES_H_
#define TELLTALE_CLI_RULES_H_

#include "options.h"

namespace telltale::cli {

void add_rules(CLI::App& app, Action& action);

void add_rules_list(CLI::App& rules, Action& action);
void add_rules_show(CLI::App& rules, Action& action);
void add_rules_check(CLI::App& rules, Action& action);
void add_rules_test(CLI::App& rules, Action& action);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_RULES_H_
