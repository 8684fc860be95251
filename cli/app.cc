#include "app.h"

#include <unistd.h>

#include <new>

#include "classify.h"
#include "completion.h"
#include "diagnose.h"
#include "doctor.h"
#include "exit_code.h"
#include "explain.h"
#include "help.h"
#include "help_text.h"
#include "options.h"
#include "output.h"
#include "rules.h"
#include "suggest.h"
#include "telltale/version.h"
#include "words.h"

namespace telltale::cli {
namespace {

void build(CLI::App& app, Action& action) {
  app.name("telltale");
  app.set_help_flag("-h,--help", "this help");
  app.set_version_flag("-V,--version", "telltale " TELLTALE_VERSION, "the version");
  app.option_defaults()->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.require_subcommand(1);
  add_classify(app, action);
  add_diagnose(app, action);
  add_explain(app, action);
  add_rules(app, action);
  add_doctor(app, action);
  add_completion(app, action);
  add_help(app, action);
  app.footer(
      "Examples:\n"
      "  kubectl apply -f issuer.yaml 2>&1 | telltale classify\n"
      "  telltale classify /var/log/pods --summary\n"
      "  telltale explain message.txt\n"
      "  telltale rules show connection-refused\n"
      "\n"
      "`telltale help COMMAND` says more about a command.\n");
}

// The command that was meant when parsing stopped.
const CLI::App& chosen(const CLI::App& app) {
  const std::vector<CLI::App*> commands = app.get_subcommands();
  return commands.empty() ? app : chosen(*commands.back());
}

// A word that was not understood: a command, or an option of the command that was meant.
int say_unknown(const CLI::App& command, const std::string& word) {
  std::vector<std::string> known;
  const bool is_option = word.starts_with('-');
  if (is_option) {
    for (const CLI::Option* option : named_options(command)) {
      for (const std::string& name : spellings(*option)) known.push_back(name);
    }
  } else {
    for (const CLI::App* sub : shown_subcommands(command)) known.push_back(sub->get_name());
  }
  const std::string near = nearest(word.substr(0, word.find('=')), known);
  say(full_name(command) + " has no " +
      (is_option       ? "option '"
       : known.empty() ? "place for '"
                       : "command '") +
      word + "'" + (near.empty() ? "" : "; did you mean " + near + "?"));
  say("`" + full_name(command) + " --help` shows how it is used");
  return kUsage;
}

int answer(const CLI::App& app, const CLI::ParseError& error) {
  Output output(STDOUT_FILENO);
  const CLI::App& command = chosen(app);
  if (dynamic_cast<const CLI::CallForHelp*>(&error) != nullptr) {
    return print_and_finish(output, help_text(command, terminal_columns(STDOUT_FILENO)), kDone);
  }
  if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
    return print_and_finish(output, std::string(error.what()) + "\n", kDone);
  }
  const std::vector<std::string> unknown = app.remaining(true);
  if (!unknown.empty()) return say_unknown(command, unknown.front());
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && !shown_subcommands(command).empty()) {
    write_to_terminal(help_text(command, terminal_columns(STDERR_FILENO)));
    return kUsage;
  }
  say(error.what());
  say("`" + full_name(command) + " --help` shows how it is used");
  return kUsage;
}

}  // namespace

int run(int argc, char** argv) {
  CLI::App app("which known failure does this text show, where, and with which fields?");
  Action action;
  build(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return answer(app, error);
  }
  try {
    return action ? action() : kUsage;
  } catch (const std::bad_alloc&) {
    say("not enough memory");
    return kInput;
  }
}

}  // namespace telltale::cli
