#include "diagnose/command.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "text/characters.h"

namespace telltale::internal {
namespace {

void note(std::vector<std::string>* unknowns, std::string_view name) {
  if (std::find(unknowns->begin(), unknowns->end(), name) == unknowns->end()) unknowns->emplace_back(name);
}

// Variables that the command itself expects: "$VERSION". Those that it sets itself ("FORWARD=$!") are not for the
// reader.
void note_variables(std::string_view command, std::vector<std::string>* unknowns) {
  for (std::size_t dollar = command.find('$'); dollar != std::string_view::npos;
       dollar = command.find('$', dollar + 1)) {
    std::size_t end = dollar + 1;
    while (end < command.size() && (is_upper(command[end]) || command[end] == '_')) ++end;
    const std::string name(command.substr(dollar + 1, end - dollar - 1));
    if (name.size() > 1 && command.find(name + "=$") == std::string_view::npos) note(unknowns, name);
  }
}

}  // namespace

bool is_plain_name(std::string_view name) noexcept {
  return !name.empty() && name.size() <= 253 && name.front() != '-' &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '-' || c == '.'; });
}

std::string release_of(std::string_view service) {
  constexpr std::string_view kPlain = "cert-manager-webhook";
  constexpr std::string_view kSuffix = "-webhook";
  if (service == kPlain) return "cert-manager";
  if (service.ends_with(kPlain) && service.size() > kPlain.size() + 1)
    return std::string(service.substr(0, service.size() - kPlain.size() - 1));
  if (service.ends_with(kSuffix) && service.size() > kSuffix.size())
    return std::string(service.substr(0, service.size() - kSuffix.size()));
  return {};
}

std::string filled_in(std::string_view command, const Installation& installation, std::vector<std::string>* unknowns) {
  const std::array<std::array<std::string_view, 3>, 4> placeholders = {{
      {"{namespace}", "NAMESPACE", installation.namespace_name},
      {"{service}", "SERVICE", installation.service},
      {"{release}", "RELEASE", installation.release},
      {"{deployment}", "DEPLOYMENT", installation.service},  // the chart gives both the same name
  }};
  std::string out;
  for (std::size_t at = 0; at < command.size();) {
    const auto found = std::find_if(placeholders.begin(), placeholders.end(), [&](const auto& placeholder) {
      return command.substr(at, placeholder[0].size()) == placeholder[0];
    });
    if (found == placeholders.end()) {
      out += command[at++];
      continue;
    }
    const auto& [word, variable, value] = *found;
    out += is_plain_name(value) ? std::string(value) : "${" + std::string(variable) + "}";
    if (!is_plain_name(value)) note(unknowns, variable);
    at += word.size();
  }
  note_variables(command, unknowns);
  return out;
}

}  // namespace telltale::internal
