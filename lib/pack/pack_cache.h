// Loading a pack, or taking it from the cache when the same code loaded the same files before.
#ifndef TELLTALE_LIB_PACK_PACK_CACHE_H_
#define TELLTALE_LIB_PACK_PACK_CACHE_H_

#include <memory>
#include <string>

#include "pack/pack_data.h"
#include "pack/pack_files.h"
#include "pack/problem_list.h"
#include "telltale/result.h"

namespace telltale::internal {

// As load_pack() (pack_loader.h). Packs with problems or with files that were warned about are never kept. An empty
// `cache_folder`: no cache.
[[nodiscard]] Result<std::shared_ptr<const PackData>> load_pack_with_cache(PackFiles files, ProblemList problems,
                                                                           const std::string& cache_folder);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_CACHE_H_
