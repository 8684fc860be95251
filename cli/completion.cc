#include "completion.h"

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "exit_code.h"
#include "help_text.h"
#include "output.h"
#include "text_table.h"

namespace telltale::cli {
namespace {

enum class Shell { kBash, kZsh, kFish };

// What a value is completed with.
enum class Value { kNone, kWords, kFile, kFolder };

Value value_of(const CLI::Option& option) {
  if (!choices(option).empty()) return Value::kWords;
  const std::string type = type_name(option);
  if (type == "DIR" || type == "NAME|DIR") return Value::kFolder;
  return type == "FILE" || type == "PATH" ? Value::kFile : Value::kNone;
}

bool takes_value(const CLI::Option& option) { return !type_name(option).empty(); }

// Calls `use` with every command that has a place in the tree, the root first.
template <typename Use>
void for_each_command(const CLI::App& app, const Use& use) {
  use(app);
  for (const CLI::App* command : shown_subcommands(app)) for_each_command(*command, use);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : shown_subcommands(app)) names.push_back(command->get_name());
  return names;
}

// Words of a positional argument that has some, such as the shells of `completion`.
std::vector<std::string> positional_words(const CLI::App& app) {
  std::vector<std::string> words;
  for (const CLI::Option* option : positionals(app)) {
    for (const std::string& word : choices(*option)) words.push_back(word);
  }
  return words;
}

bool wants_files(const CLI::App& app) {
  const std::vector<const CLI::Option*> arguments = positionals(app);
  return std::any_of(arguments.begin(), arguments.end(), [](const CLI::Option* option) {
    const Value value = value_of(*option);
    return value == Value::kFile || value == Value::kFolder;
  });
}

// bash: one function; a case for the value of an option, then one for what the command takes.

std::string bash_values(const CLI::App& app) {
  std::string cases;
  for (const CLI::Option* option : named_options(app)) {
    if (!takes_value(*option)) continue;
    cases += "        '" + full_name(app) + "'/" + joined(spellings(*option), "|'" + full_name(app) + "'/") +
             ")\n          ";
    switch (value_of(*option)) {
      case Value::kWords:
        cases += "COMPREPLY=($(compgen -W '" + joined(choices(*option), " ") + "' -- \"$current\"))";
        break;
      case Value::kFile:
        cases += "COMPREPLY=($(compgen -f -- \"$current\"))";
        break;
      case Value::kFolder:
        cases += "COMPREPLY=($(compgen -d -- \"$current\"))";
        break;
      case Value::kNone:
        cases += ":";
        break;
    }
    cases += "; return ;;\n";
  }
  return cases;
}

std::string bash_words(const CLI::App& app) {
  std::vector<std::string> options;
  for (const CLI::Option* option : named_options(app)) {
    for (const std::string& name : spellings(*option)) options.push_back(name);
  }
  std::vector<std::string> words = command_names(app);
  for (const std::string& word : positional_words(app)) words.push_back(word);
  std::string line = "    '" + full_name(app) + "')\n";
  line += "      options='" + joined(options, " ") + "'; words='" + joined(words, " ") +
          "'; files=" + (wants_files(app) ? "yes" : "no") + " ;;\n";
  return line;
}

std::string bash_script(const CLI::App& root) {
  std::string commands;
  std::string values;
  std::string words;
  for_each_command(root, [&](const CLI::App& app) {
    for (const CLI::App* command : shown_subcommands(app)) {
      commands += "      '" + full_name(app) + " " + command->get_name() + "') command=\"$command $word\" ;;\n";
    }
    values += bash_values(app);
    words += bash_words(app);
  });
  return "# bash completion of telltale: source it, or put it into "
         "~/.local/share/bash-completion/completions/telltale\n"
         "_telltale() {\n"
         "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=telltale "
         "word\n"
         "  local options='' words='' files=no\n"
         "  COMPREPLY=()\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case \"$command $word\" in\n" +
         commands +
         "    esac\n"
         "  done\n"
         "  case \"$command/$previous\" in\n" +
         values +
         "  esac\n"
         "  case \"$command\" in\n" +
         words +
         "  esac\n"
         "  if [[ $current == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
         "  else\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
         "    [[ $files == yes ]] && COMPREPLY+=($(compgen -f -- \"$current\"))\n"
         "  fi\n"
         "}\n"
         "complete -o filenames -F _telltale telltale\n";
}

// zsh: a function a command, with _arguments.

std::string zsh_quoted(std::string_view text, std::string_view special) {
  std::string quoted;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) quoted += '\\';
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted;
}

std::string function_name(const CLI::App& app) {
  std::string name = "_" + full_name(app);
  std::replace(name.begin(), name.end(), ' ', '_');
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string zsh_value(const CLI::Option& option) {
  if (!takes_value(option)) return "";
  switch (value_of(option)) {
    case Value::kWords:
      return ":value:(" + joined(choices(option), " ") + ")";
    case Value::kFile:
      return ":file:_files";
    case Value::kFolder:
      return ":folder:_files -/";
    case Value::kNone:
      return ":value: ";
  }
  return "";
}

std::string zsh_option(const CLI::Option& option) {
  std::string lines;
  for (const std::string& name : spellings(option)) {
    lines += "    '*" + name + "[" + zsh_quoted(option.get_description(), "[]:\\") + "]" + zsh_value(option) + "' \\\n";
  }
  return lines;
}

std::string zsh_function(const CLI::App& app) {
  std::string out = function_name(app) + "() {\n";
  const std::vector<const CLI::App*> commands = shown_subcommands(app);
  if (!commands.empty()) out += "  local context state line\n  typeset -A opt_args\n";
  out += "  _arguments -S \\\n";
  for (const CLI::Option* option : named_options(app)) out += zsh_option(*option);
  if (commands.empty()) {
    const std::vector<std::string> words = positional_words(app);
    if (!words.empty()) return out + "    '1:value:(" + joined(words, " ") + ")'\n}\n\n";
    return out + (wants_files(app) ? "    '*:file:_files'\n}\n\n" : "    '*: :'\n}\n\n");
  }
  out +=
      "    '1:command:->command' \\\n    '*::argument:->argument'\n  case $state in\n  command)\n    local -a "
      "commands=(\n";
  for (const CLI::App* command : commands) {
    out += "      '" + command->get_name() + ":" + zsh_quoted(command->get_description(), ":\\") + "'\n";
  }
  out += "    )\n    _describe command commands ;;\n  argument)\n    case $words[1] in\n";
  for (const CLI::App* command : commands)
    out += "    " + command->get_name() + ") " + function_name(*command) + " ;;\n";
  return out + "    esac ;;\n  esac\n}\n\n";
}

std::string zsh_script(const CLI::App& root) {
  std::string out = "#compdef telltale\n# zsh completion of telltale: put it into a folder of $fpath as _telltale\n\n";
  for_each_command(root, [&](const CLI::App& app) { out += zsh_function(app); });
  // Autoloaded, the file is the body of the function; sourced, it registers it.
  return out +
         "if [[ $zsh_eval_context[-1] == loadautofunc ]]; then\n  _telltale \"$@\"\nelse\n  compdef _telltale "
         "telltale\nfi\n";
}

// fish: one `complete` an option, under the condition that its command was typed.

std::string fish_quoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + "'";
}

std::string fish_condition(const CLI::App& app) {
  if (app.get_parent() == nullptr) return "__fish_use_subcommand";
  std::string condition;
  for (const CLI::App* at = &app; at->get_parent() != nullptr; at = at->get_parent()) {
    if (!condition.empty()) condition.insert(0, "; and ");
    condition.insert(0, "__fish_seen_subcommand_from " + at->get_name());
  }
  const std::vector<std::string> below = command_names(app);
  return below.empty() ? condition : condition + "; and not __fish_seen_subcommand_from " + joined(below, " ");
}

std::string fish_option(const CLI::Option& option) {
  std::string line;
  for (const std::string& name : option.get_snames()) line += " -s " + name;
  for (const std::string& name : option.get_lnames()) line += " -l " + name;
  switch (value_of(option)) {
    case Value::kWords:
      line += " -x -a '" + joined(choices(option), " ") + "'";
      break;
    case Value::kFile:
      line += " -r -F";
      break;
    case Value::kFolder:
      line += " -x -a '(__fish_complete_directories)'";
      break;
    case Value::kNone:
      line += takes_value(option) ? " -x" : "";
      break;
  }
  return line + " -d " + fish_quoted(option.get_description());
}

std::string fish_script(const CLI::App& root) {
  std::string out =
      "# fish completion of telltale: put it into ~/.config/fish/completions/telltale.fish\ncomplete -c telltale -f\n";
  for_each_command(root, [&](const CLI::App& app) {
    const std::string condition = "complete -c telltale -n " + fish_quoted(fish_condition(app));
    const auto line = [&](const std::string& rest) { out.append(condition).append(rest).append("\n"); };
    for (const CLI::App* command : shown_subcommands(app)) {
      line(" -a " + command->get_name() + " -d " + fish_quoted(command->get_description()));
    }
    for (const std::string& word : positional_words(app)) line(" -a " + word);
    if (wants_files(app)) line(" -F");
    for (const CLI::Option* option : named_options(app)) line(fish_option(*option));
  });
  return out;
}

std::string script(const CLI::App& root, Shell shell) {
  switch (shell) {
    case Shell::kBash:
      return bash_script(root);
    case Shell::kZsh:
      return zsh_script(root);
    case Shell::kFish:
      return fish_script(root);
  }
  return "";
}

}  // namespace

void add_completion(CLI::App& app, Action& action) {
  auto shell = std::make_shared<Shell>(Shell::kBash);
  CLI::App* completion = app.add_subcommand("completion", "print a completion script for a shell");
  add_choice<Shell>(*completion, "SHELL", *shell,
                    {{"bash", Shell::kBash}, {"zsh", Shell::kZsh}, {"fish", Shell::kFish}}, "the shell")
      ->required();
  completion->footer(
      "Examples:\n"
      "  source <(telltale completion bash)\n"
      "  telltale completion zsh > ~/.zfunc/_telltale\n"
      "  telltale completion fish > ~/.config/fish/completions/telltale.fish\n");
  completion->callback([&app, shell, &action] {
    action = [&app, shell] {
      Output output(STDOUT_FILENO);
      return print_and_finish(output, script(app, *shell), kDone);
    };
  });
}

}  // namespace telltale::cli
