#include "help_text.h"

#include <algorithm>

namespace telltale::cli {
namespace {

constexpr std::size_t kNameColumn = 26;  // names up to here have their help on the same line
constexpr std::size_t kWidest = 100;     // longer lines are harder to read, however wide the terminal

void append_entry(const std::string& name, const std::string& help, std::size_t width, std::string& out) {
  out += "  " + name;
  const std::size_t used = 2 + name.size();
  out += used + 2 <= kNameColumn ? std::string(kNameColumn - used, ' ') : "\n" + std::string(kNameColumn, ' ');
  out += wrapped(help, kNameColumn, width) + "\n";
}

std::string name_in_help(const CLI::Option& option) {
  std::string name;
  for (const std::string& spelling : spellings(option)) name += (name.empty() ? "" : ", ") + spelling;
  const std::string type = choices(option).empty() ? type_name(option) : "WORD";
  return type.empty() ? name : name + " " + type;
}

std::string help_in_words(const CLI::Option& option) {
  std::string help = option.get_description();
  std::string words;
  for (const std::string& choice : choices(option)) words += (words.empty() ? "" : ", ") + choice;
  if (!words.empty()) help += ": " + words;
  if (!option.get_default_str().empty()) help += " [" + option.get_default_str() + "]";
  return help;
}

void append_section(const std::string& heading, const std::vector<std::pair<std::string, std::string>>& entries,
                    std::size_t width, std::string& out) {
  if (entries.empty()) return;
  out += "\n" + heading + ":\n";
  for (const auto& [name, help] : entries) append_entry(name, help, width, out);
}

}  // namespace

std::string full_name(const CLI::App& app) {
  return app.get_parent() == nullptr ? app.get_name() : full_name(*app.get_parent()) + " " + app.get_name();
}

std::vector<const CLI::App*> shown_subcommands(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* sub) { return !sub->get_group().empty(); });
}

std::vector<const CLI::Option*> positionals(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

std::vector<const CLI::Option*> named_options(const CLI::App& app) {
  std::vector<const CLI::Option*> options = app.get_options(
      [](const CLI::Option* option) { return option->nonpositional() && !option->get_group().empty(); });
  // CLI11 adds help first; people look for it last.
  std::stable_partition(options.begin(), options.end(), [](const CLI::Option* option) {
    return !option->check_lname("help") && !option->check_lname("version");
  });
  return options;
}

std::vector<std::string> spellings(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

std::string type_name(const CLI::Option& option) {
  return option.get_items_expected_max() == 0 ? "" : option.get_type_name();
}

std::vector<std::string> choices(const CLI::Option& option) {
  const std::string type = type_name(option);
  const bool words = type.find('|') != std::string::npos && std::all_of(type.begin(), type.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '|' || c == '-';
                     });
  if (!words) return {};
  std::vector<std::string> list;
  for (std::size_t begin = 0; begin <= type.size();) {
    const std::size_t end = std::min(type.find('|', begin), type.size());
    list.push_back(type.substr(begin, end - begin));
    begin = end + 1;
  }
  return list;
}

std::string synopsis(const CLI::App& app) {
  std::string line = full_name(app);
  if (!named_options(app).empty()) line += " [OPTIONS]";
  if (!shown_subcommands(app).empty()) line += " COMMAND ...";
  for (const CLI::Option* option : positionals(app)) {
    const std::string name = option->get_single_name() + (option->get_items_expected_max() > 1 ? "..." : "");
    line += option->get_required() ? " " + name : " [" + name + "]";
  }
  return line;
}

std::string help_text(const CLI::App& app, std::size_t width) {
  width = std::clamp<std::size_t>(width, kNameColumn + 20, kWidest);
  std::string out = full_name(app) + ": " + wrapped(app.get_description(), 0, width) + "\n\n";
  out += "Usage: " + synopsis(app) + "\n";
  std::vector<std::pair<std::string, std::string>> entries;
  for (const CLI::App* sub : shown_subcommands(app)) entries.emplace_back(sub->get_name(), sub->get_description());
  append_section("Commands", entries, width, out);
  entries.clear();
  for (const CLI::Option* option : positionals(app))
    entries.emplace_back(option->get_single_name(), help_in_words(*option));
  append_section("Arguments", entries, width, out);
  entries.clear();
  for (const CLI::Option* option : named_options(app))
    entries.emplace_back(name_in_help(*option), help_in_words(*option));
  append_section("Options", entries, width, out);
  std::string footer = app.get_footer();
  while (footer.ends_with('\n')) footer.pop_back();
  if (!footer.empty()) out += "\n" + footer + "\n";
  return out;
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string out;
  std::size_t column = indent;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(' ', begin), text.size());
    const std::string_view word = text.substr(begin, end - begin);
    begin = end + 1;
    if (column > indent && column + 1 + word.size() > width) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

}  // namespace telltale::cli
