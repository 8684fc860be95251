// Whose component failed: read from the fields of a frame.
#ifndef TELLTALE_LIB_CLASSIFY_OWNER_H_
#define TELLTALE_LIB_CLASSIFY_OWNER_H_

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "telltale/pack.h"

namespace telltale::internal {

// What a failing call says of whose it is; a part that it does not name is empty.
struct OwnerClues {
  std::string_view webhook;
  std::string_view group;
  std::string_view service;
  std::string_view namespace_name;
};

struct OwnerVerdict {
  std::string_view owner = "unknown";  // a project's id, "other" or "unknown"
  std::string_view ca = "unknown";     // who fills its caBundle: own, cainjector, unknown
};

// The owners of one pack. The webhook's name decides before the API group, that before the service, that before the
// namespace; within one the most specific glob wins (base/glob.h).
class OwnerTable {
 public:
  explicit OwnerTable(const std::vector<Owner>& owners);

  [[nodiscard]] OwnerVerdict decide(const OwnerClues& clues) const;

 private:
  // Globs of one kind: those without `*` by their text, the others with the most specific one first.
  struct Globs {
    std::map<std::string_view, const Owner*> names;
    std::vector<std::pair<std::string_view, const Owner*>> patterns;

    [[nodiscard]] const Owner* best(std::string_view name) const;
  };
  static Globs sorted(const std::vector<Owner>& owners, const std::vector<std::string> Owner::*globs);

  Globs webhooks_;
  Globs groups_;
  Globs services_;
  Globs namespaces_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_OWNER_H_
