// IdTable: every id that a pack declares and every place that names one.
//
// Files may refer to each other in any order, so names are only resolved when all files have been read.
#ifndef TELLTALE_LIB_PACK_ID_TABLE_H_
#define TELLTALE_LIB_PACK_ID_TABLE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pack/json_value.h"
#include "pack/problem_list.h"

namespace telltale::internal {

enum class IdKind : std::uint8_t {
  kSection,
  kFinding,      // "connection-refused", "connection-refused/endpoints-none"
  kFindingName,  // its last part; causes, steps and examples name findings so
  kCause,
  kStep,
  kOwner,
  kFrame,
  kWording,
  kWrapper,
  kSignature,
};
inline constexpr std::size_t kIdKinds = 10;

// Where an id stands. `value` is null for ids that the format itself declares.
struct IdPlace {
  const JsonDocument* document = nullptr;
  const JsonValue* value = nullptr;
};

class IdTable {
 public:
  explicit IdTable(ProblemList* problems) : problems_(problems) {}

  // False, and complains, when the id is taken. An empty id (already complained about) is ignored.
  bool declare(IdKind kind, std::string_view id, IdPlace place);
  void refer(IdKind kind, std::string_view id, IdPlace place);

  // Complains about every name that nothing has. Call it when everything has been declared.
  void resolve() const;

  [[nodiscard]] bool declared(IdKind kind, std::string_view id) const;
  [[nodiscard]] IdPlace place_of(IdKind kind, std::string_view id) const { return of(kind).find(id)->second; }
  // Declared and never referred to, in the order of the ids.
  [[nodiscard]] std::vector<IdPlace> unused(IdKind kind) const;

 private:
  struct Mention {
    IdKind kind;
    std::string id;
    IdPlace place;
  };
  using Places = std::map<std::string, IdPlace, std::less<>>;
  [[nodiscard]] const Places& of(IdKind kind) const { return ids_[static_cast<std::size_t>(kind)]; }
  void complain_unknown(const Mention& mention) const;

  ProblemList* problems_;
  std::array<Places, kIdKinds> ids_;
  std::vector<Mention> mentions_;
};

// Whether `id` consists of `least` to `most` parts between slashes, each lower-case words and dashes ("x509-expired").
[[nodiscard]] bool is_good_id(std::string_view id, std::size_t least, std::size_t most);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_ID_TABLE_H_
