// Commands of the steps, filled in from what the case says of the installation.
#ifndef TELLTALE_LIB_DIAGNOSE_COMMAND_H_
#define TELLTALE_LIB_DIAGNOSE_COMMAND_H_

#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

// Empty: not known.
struct Installation {
  std::string namespace_name;
  std::string service;
  std::string release;
};

// What the Service of a webhook says of its release: charts call it RELEASE-cert-manager-webhook, and
// cert-manager-webhook when the release is cert-manager.
[[nodiscard]] std::string release_of(std::string_view service);

// Whether a name can stand in a command as it is: of lower-case letters, digits, dots and dashes. Everything else is
// not believed: what a text says is nobody's shell code.
[[nodiscard]] bool is_plain_name(std::string_view name) noexcept;

// `command` with {namespace}, {service}, {release} and {deployment} filled in; what is not known becomes a variable of
// the shell. `unknowns` gets the names of all variables that are to be set: "NAMESPACE", "VERSION".
[[nodiscard]] std::string filled_in(std::string_view command, const Installation& installation,
                                    std::vector<std::string>* unknowns);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_COMMAND_H_
