#include "pack/diagnosis_rules.h"

namespace telltale::internal {

std::string with_services(std::string pattern, std::string_view services) {
  constexpr std::string_view kService = "{service}";
  const std::string group = "(?:" + std::string(services) + ")";
  for (std::size_t at = pattern.find(kService); at != std::string::npos; at = pattern.find(kService, at + group.size()))
    pattern.replace(at, kService.size(), group);
  return pattern;
}

}  // namespace telltale::internal
