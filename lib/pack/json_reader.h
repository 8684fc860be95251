// Reads a JSON file of a pack into a JsonDocument.
//
// A pack may come from anybody, so the file is bounded before anything is built from it, and what JSON libraries let
// pass silently is refused: duplicate keys, NULs, numbers that do not fit.
#ifndef TELLTALE_LIB_PACK_JSON_READER_H_
#define TELLTALE_LIB_PACK_JSON_READER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "pack/json_value.h"
#include "pack/problem_list.h"

namespace telltale::internal {

struct JsonLimits {
  std::size_t depth = 32;          // a pack needs 8; deeper trees are an attack on somebody's stack
  std::size_t values = 1'000'000;  // 150 MB as a tree
  std::size_t text_bytes = 65'536;
  std::size_t key_bytes = 1'024;
};

// Null when the file cannot be used as JSON; what is wrong is in `problems` either way. `file` names it in problems.
[[nodiscard]] std::unique_ptr<JsonDocument> read_json(std::string file, std::string content, ProblemList* problems,
                                                      const JsonLimits& limits = {});

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_JSON_READER_H_
