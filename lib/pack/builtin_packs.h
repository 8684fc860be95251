// The packs that the library carries inside: the files of rules/, byte for byte, as the build found them.
//
// The definition is generated (cmake/EmbedPacks.cmake), so that a change of a rule is one rebuild away and a binary
// needs no folder beside it.
#ifndef TELLTALE_LIB_PACK_BUILTIN_PACKS_H_
#define TELLTALE_LIB_PACK_BUILTIN_PACKS_H_

#include <string_view>
#include <vector>

namespace telltale::internal {

struct EmbeddedFile {
  std::string_view path;     // relative to rules/, with slashes: "cert-manager-webhook/sections/no-endpoints.json"
  std::string_view content;  // static storage
};

// In the order of their paths. Only folders with a pack.json are packs.
[[nodiscard]] const std::vector<EmbeddedFile>& embedded_files();

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_BUILTIN_PACKS_H_
