// From the files of a pack to PackData: read, check, resolve, warn.
#ifndef TELLTALE_LIB_PACK_PACK_LOADER_H_
#define TELLTALE_LIB_PACK_PACK_LOADER_H_

#include <cstddef>
#include <memory>

#include "pack/json_reader.h"
#include "pack/pack_data.h"
#include "pack/pack_files.h"
#include "pack/problem_list.h"
#include "telltale/result.h"

namespace telltale::internal {

struct PackLimits {
  JsonLimits json;
  std::size_t signatures = 50'000;  // a Hyperscan database of these takes minutes to compile
};

// `problems` holds what was said while the files were read. All problems of all files, or the pack.
[[nodiscard]] Result<std::shared_ptr<const PackData>> load_pack(PackFiles files, ProblemList problems,
                                                                const PackLimits& limits = {});

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_LOADER_H_
