#include "rules.h"

namespace telltale::cli {

void add_rules(CLI::App& app, Action& action) {
  CLI::App* rules = app.add_subcommand("rules", "look at packs and prove them right");
  rules->require_subcommand(1);
  rules->footer(
      "Examples:\n"
      "  telltale rules list\n"
      "  telltale rules show connection-refused\n"
      "  telltale rules check my-pack && telltale rules test my-pack\n");
  add_rules_list(*rules, action);
  add_rules_show(*rules, action);
  add_rules_check(*rules, action);
  add_rules_test(*rules, action);
}

}  // namespace telltale::cli
