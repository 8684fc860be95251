// A loaded pack as bytes, so that the next start need not read JSON, resolve ids and parse patterns again.
#ifndef TELLTALE_LIB_PACK_PACK_ARCHIVE_H_
#define TELLTALE_LIB_PACK_PACK_ARCHIVE_H_

#include <memory>
#include <string>
#include <string_view>

#include "pack/pack_data.h"

namespace telltale::internal {

[[nodiscard]] std::string archive_pack(const PackData& pack);

// Null when `bytes` are no pack of this version. Cost: a tenth of loading the pack's files.
[[nodiscard]] std::shared_ptr<const PackData> restore_pack(std::string_view bytes);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PACK_ARCHIVE_H_
