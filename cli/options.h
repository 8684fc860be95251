// Options that several subcommands share, and how an option is added so that help, man pages and completion know it.
#ifndef TELLTALE_CLI_OPTIONS_H_
#define TELLTALE_CLI_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "telltale/classifier.h"
#include "terminal.h"

namespace telltale::cli {

// What the chosen subcommand does; returns the exit code.
using Action = std::function<int()>;

template <typename T>
using Choices = std::vector<std::pair<std::string, T>>;

// An option whose value is one of a few words. The words are its type name, "a|b|c", which completion reads.
template <typename T>
CLI::Option* add_choice(CLI::App& app, const std::string& name, T& value, const Choices<T>& choices,
                        const std::string& help) {
  std::string words;
  std::string default_word;
  for (const auto& [word, choice] : choices) {
    words += (words.empty() ? "" : "|") + word;
    if (choice == value) default_word = word;
  }
  const auto set = [&value, choices, words, name](const std::string& given) {
    for (const auto& [word, choice] : choices) {
      if (word != given) continue;
      value = choice;
      return;
    }
    throw CLI::ValidationError(name, "'" + given + "' is none of " + words);
  };
  CLI::Option* option = app.add_option_function<std::string>(name, set, help)->type_name(words);
  if (!default_word.empty()) option->default_str(default_word);
  return option;
}

enum class Format { kText, kJson };

// --pack, --engine, --color, --format text|json
void add_pack_option(CLI::App& app, std::vector<std::string>& packs);
void add_engine_option(CLI::App& app, Engine& engine);
void add_color_option(CLI::App& app, When& color);
void add_format_option(CLI::App& app, Format& format, const std::string& help);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_OPTIONS_H_
