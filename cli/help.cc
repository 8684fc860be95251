#include "help.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>

#include "exit_code.h"
#include "help_text.h"
#include "man_page.h"
#include "output.h"
#include "words.h"

namespace telltale::cli {
namespace {

struct HelpOptions {
  std::vector<std::string> command;
  bool man = false;
  std::string directory;
};

const CLI::App* find_command(const CLI::App& root, const std::vector<std::string>& names) {
  const CLI::App* app = &root;
  for (const std::string& name : names) {
    const std::vector<const CLI::App*> commands = shown_subcommands(*app);
    const auto found =
        std::find_if(commands.begin(), commands.end(), [&](const CLI::App* sub) { return sub->get_name() == name; });
    if (found == commands.end()) return nullptr;
    app = *found;
  }
  return app;
}

bool write_pages(const CLI::App& app, const std::filesystem::path& directory) {
  const std::filesystem::path path = directory / (man_page_name(app) + ".1");
  std::ofstream file(path);
  file << man_page(app);
  file.close();
  if (!file) {
    say("cannot write " + path.string());
    return false;
  }
  const std::vector<const CLI::App*> commands = shown_subcommands(app);
  return std::all_of(commands.begin(), commands.end(),
                     [&](const CLI::App* command) { return write_pages(*command, directory); });
}

int run_help(const CLI::App& root, const HelpOptions& options) {
  if (!options.directory.empty()) {
    std::error_code error;
    std::filesystem::create_directories(options.directory, error);
    return write_pages(root, options.directory) ? kDone : kInput;
  }
  const CLI::App* app = find_command(root, options.command);
  if (app == nullptr) {
    say("there is no such command; `telltale help` lists them");
    return kUsage;
  }
  Output output(STDOUT_FILENO);
  return print_and_finish(output, options.man ? man_page(*app) : help_text(*app, terminal_columns(STDOUT_FILENO)),
                          kDone);
}

}  // namespace

void add_help(CLI::App& app, Action& action) {
  auto options = std::make_shared<HelpOptions>();
  CLI::App* help = app.add_subcommand("help", "help of a command, or its man page");
  help->add_option("COMMAND", options->command, "the command, such as 'rules check'; none: all of them")
      ->type_name("COMMAND");
  help->add_flag("--man", options->man, "as a man page");
  help->add_option("--man-directory", options->directory, "write the man pages of all commands into this folder")
      ->type_name("DIR");
  help->footer(
      "Examples:\n"
      "  telltale help rules check\n"
      "  telltale help --man classify | man -l -\n"
      "  telltale help --man-directory share/man/man1\n");
  help->callback([&app, options, &action] { action = [&app, options] { return run_help(app, *options); }; });
}

}  // namespace telltale::cli
