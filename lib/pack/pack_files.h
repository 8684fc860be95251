// The files of a pack, from a folder or from the library itself, before anything is known about their content.
#ifndef TELLTALE_LIB_PACK_PACK_FILES_H_
#define TELLTALE_LIB_PACK_PACK_FILES_H_

#include <string>
#include <string_view>
#include <vector>

#include "pack/problem_list.h"

namespace telltale::internal {

struct PackFile {
  std::string path;   // inside the pack: "sections/no-endpoints.json"
  std::string label;  // as problems name it: "rules/mine/sections/no-endpoints.json"
  std::string content;
};

struct PackFiles {
  std::string folder;           // as it was given; "builtin:NAME" for a pack of the library
  std::vector<PackFile> files;  // in the order of their paths
  std::string digest{};         // PackData::digest
  bool proven = false;          // PackData::proven
};

// Reads the JSON files of `folder` that a pack can have; others that look like files of a pack are warned about.
[[nodiscard]] PackFiles read_pack_folder(const std::string& folder, ProblemList* problems);

// A pack that the library carries inside.
[[nodiscard]] PackFiles read_builtin_pack(std::string_view name, ProblemList* problems);
[[nodiscard]] std::vector<std::string> list_builtin_packs();

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_FILES_H_
