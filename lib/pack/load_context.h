// What the loaders of the single files share.
#ifndef TELLTALE_LIB_PACK_LOAD_CONTEXT_H_
#define TELLTALE_LIB_PACK_LOAD_CONTEXT_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "pack/definitions.h"
#include "pack/id_table.h"
#include "pack/object_reader.h"
#include "pack/pack_data.h"
#include "pack/pattern_loader.h"
#include "pack/problem_list.h"

namespace telltale::internal {

struct LoadContext {
  explicit LoadContext(ProblemList* list) : problems(list), ids(list), patterns(&definitions, list) {}
  LoadContext(const LoadContext&) = delete;
  LoadContext& operator=(const LoadContext&) = delete;

  PackData data;
  ProblemList* problems;
  IdTable ids;
  Definitions definitions;
  PatternLoader patterns;
  // Fields of each frame: a signature's examples may name these beside its own.
  std::map<std::string, std::set<std::string>, std::less<>> frame_fields;
  std::set<std::string> wrapper_fields;  // and these, of what may stand in front of it
  std::size_t max_signatures = 50'000;   // a Hyperscan database of these takes minutes to compile
  std::size_t signatures_seen = 0;
  bool complete = true;  // every file could be read: a name that is missing is a mistake
};

// The text of `key` as an id of `least` to `most` parts; "" after a complaint.
[[nodiscard]] std::string read_id(ObjectReader* reader, std::string_view key, std::size_t least = 1,
                                  std::size_t most = 1);

// Reads an optional list of ids and notes that they are named here.
[[nodiscard]] std::vector<std::string> read_mentions(ObjectReader* reader, std::string_view key, IdKind kind,
                                                     LoadContext* context);

// Where `value` stands, for problems that are found when the file is long gone.
[[nodiscard]] SourcePlace source_place(const JsonDocument& document, const JsonValue& value);

// {"format": 1} at the top of every file.
void check_format(ObjectReader* file);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_LOAD_CONTEXT_H_
