#include "classify/owner.h"

#include <algorithm>

#include "base/glob.h"

namespace telltale::internal {

OwnerTable::OwnerTable(const std::vector<Owner>& owners)
    : webhooks_(sorted(owners, &Owner::webhooks)),
      groups_(sorted(owners, &Owner::groups)),
      services_(sorted(owners, &Owner::services)),
      namespaces_(sorted(owners, &Owner::namespaces)) {}

OwnerTable::Globs OwnerTable::sorted(const std::vector<Owner>& owners, const std::vector<std::string> Owner::*globs) {
  Globs sorted;
  for (const Owner& owner : owners) {
    for (const std::string& glob : owner.*globs) {
      if (glob.find('*') == std::string::npos)
        sorted.names.emplace(glob, &owner);
      else if (glob.find_first_not_of('*') != std::string::npos)
        sorted.patterns.emplace_back(glob, &owner);
    }
  }
  std::stable_sort(sorted.patterns.begin(), sorted.patterns.end(),
                   [](const auto& a, const auto& b) { return glob_specificity(a.first) > glob_specificity(b.first); });
  return sorted;
}

const Owner* OwnerTable::Globs::best(std::string_view name) const {
  if (const auto exact = names.find(name); exact != names.end()) return exact->second;
  const auto first = std::find_if(patterns.begin(), patterns.end(),
                                  [&](const auto& pattern) { return glob_matches(pattern.first, name); });
  return first == patterns.end() ? nullptr : first->second;
}

OwnerVerdict OwnerTable::decide(const OwnerClues& clues) const {
  const Owner* owner = nullptr;
  if (!clues.webhook.empty()) owner = webhooks_.best(clues.webhook);
  if (owner == nullptr && !clues.group.empty()) owner = groups_.best(clues.group);
  if (owner == nullptr && !clues.service.empty()) owner = services_.best(clues.service);
  if (owner == nullptr && !clues.namespace_name.empty()) owner = namespaces_.best(clues.namespace_name);
  if (owner != nullptr) return {owner->id, owner->ca};
  const bool named = !clues.webhook.empty() || !clues.group.empty() || !clues.service.empty();
  return {named ? std::string_view("other") : std::string_view("unknown"), "unknown"};
}

}  // namespace telltale::internal
