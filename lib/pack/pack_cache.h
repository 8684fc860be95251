// Loading a pack, or taking it from the cache when the same code loaded the same files before.
#ifndef TELLTALE_LIB_PACK_PACK_CACHE_H_
#define TELLTALE_LIB_PACK_PACK_CACHE_H_

#include <memory>
#include <string>
#include <string_view>

#include "pack/pack_data.h"
#include "telltale/result.h"

namespace telltale::internal {

using PackDataPtr = std::shared_ptr<const PackData>;

// As load_pack() (pack_loader.h) of the files of `folder`. Packs with problems or with files that were warned about are
// never kept. An empty `cache_folder`: no cache.
[[nodiscard]] Result<PackDataPtr> load_pack_folder(const std::string& folder, const std::string& cache_folder);

// The same of the pack `name` of the library.
[[nodiscard]] Result<PackDataPtr> load_builtin_pack(std::string_view name, const std::string& cache_folder);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_CACHE_H_
