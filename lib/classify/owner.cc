#include "classify/owner.h"

#include "base/glob.h"

namespace telltale::internal {

const Owner* OwnerTable::best(std::string_view name, const std::vector<std::string> Owner::*globs) const {
  const Owner* best_owner = nullptr;
  std::size_t best_rank = 0;
  for (const Owner& owner : *owners_) {
    for (const std::string& glob : owner.*globs) {
      const std::size_t rank = glob_specificity(glob);
      if (rank > best_rank && glob_matches(glob, name)) {
        best_owner = &owner;
        best_rank = rank;
      }
    }
  }
  return best_owner;
}

OwnerVerdict OwnerTable::decide(const OwnerClues& clues) const {
  const Owner* owner = nullptr;
  if (!clues.webhook.empty()) owner = best(clues.webhook, &Owner::webhooks);
  if (owner == nullptr && !clues.group.empty()) owner = best(clues.group, &Owner::groups);
  if (owner == nullptr && !clues.service.empty()) owner = best(clues.service, &Owner::services);
  if (owner == nullptr && !clues.namespace_name.empty()) owner = best(clues.namespace_name, &Owner::namespaces);
  if (owner != nullptr) return {owner->id, owner->ca};
  const bool named = !clues.webhook.empty() || !clues.group.empty() || !clues.service.empty();
  return {named ? std::string_view("other") : std::string_view("unknown"), "unknown"};
}

}  // namespace telltale::internal
