#include "man_page.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "help_text.h"
#include "telltale/version.h"

namespace telltale::cli {
namespace {

// Text that roff prints as it is.
std::string roff(std::string_view text) {
  std::string out;
  bool line_begin = true;
  for (const char c : text) {
    if (line_begin && (c == '.' || c == '\'')) out += "\\&";
    line_begin = c == '\n';
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }

void append_options(const std::string& heading, const std::vector<const CLI::Option*>& options, std::string& out) {
  if (options.empty()) return;
  out += ".SH " + heading + "\n";
  for (const CLI::Option* option : options) {
    std::string name;
    for (const std::string& spelling : spellings(*option)) name += (name.empty() ? "" : ", ") + bold(spelling);
    if (option->get_positional()) name = "\\fI" + roff(option->get_single_name()) + "\\fR";
    const std::string type = option->get_positional() ? "" : type_name(*option);
    out += ".TP\n" + name + (type.empty() ? "" : " \\fI" + roff(type) + "\\fR") + "\n";
    out += roff(option->get_description());
    if (!option->get_default_str().empty()) out += " (default: " + roff(option->get_default_str()) + ")";
    out += "\n";
  }
}

void append_commands(const CLI::App& app, std::string& out) {
  const std::vector<const CLI::App*> commands = shown_subcommands(app);
  if (commands.empty()) return;
  out += ".SH COMMANDS\n";
  for (const CLI::App* command : commands) {
    out += ".TP\n" + bold(command->get_name()) + "\n" + roff(command->get_description()) + "; see \\fB" +
           roff(man_page_name(*command)) + "\\fR(1)\n";
  }
}

// The footer: paragraphs; lines that are indented are examples and keep their form.
void append_notes(const CLI::App& app, std::string& out) {
  std::string footer = app.get_footer();
  while (!footer.empty() && footer.front() == '\n') footer.erase(0, 1);
  if (footer.empty()) return;
  out += ".SH NOTES\n";
  bool example = false;
  for (std::size_t begin = 0; begin < footer.size();) {
    const std::size_t end = std::min(footer.find('\n', begin), footer.size());
    const std::string line = footer.substr(begin, end - begin);
    begin = end + 1;
    const bool indented = line.starts_with("  ");
    if (indented != example) out += indented ? ".PP\n.nf\n" : ".fi\n";
    example = indented;
    out += line.empty() ? ".PP\n" : roff(indented ? line.substr(2) : line) + "\n";
  }
  if (example) out += ".fi\n";
}

}  // namespace

std::string man_page_name(const CLI::App& app) {
  std::string name = full_name(app);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

std::string man_page(const CLI::App& app) {
  std::string title = man_page_name(app);
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  std::string out = ".TH \"" + title + "\" \"1\" \"\" \"telltale " TELLTALE_VERSION "\" \"telltale\"\n";
  out += ".SH NAME\n" + roff(man_page_name(app)) + " \\- " + roff(app.get_description()) + "\n";
  out += ".SH SYNOPSIS\n" + bold(full_name(app)) + roff(synopsis(app).substr(full_name(app).size())) + "\n";
  append_commands(app, out);
  append_options("ARGUMENTS", positionals(app), out);
  append_options("OPTIONS", named_options(app), out);
  append_notes(app, out);
  if (app.get_parent() != nullptr) out += ".SH SEE ALSO\n\\fB" + roff(man_page_name(*app.get_parent())) + "\\fR(1)\n";
  return out;
}

}  // namespace telltale::cli
