// A pack's archive from bytes: no byte makes it read elsewhere, ask for memory that is not there, or loop. What it
// takes for a pack is one: archived again it gives the same pack.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "pack/pack_archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using telltale::internal::PackData;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::shared_ptr<const PackData> pack = telltale::internal::restore_pack(bytes);
  if (!pack) return 0;
  const std::shared_ptr<const PackData> again =
      telltale::internal::restore_pack(telltale::internal::archive_pack(*pack));
  if (!again || again->signatures != pack->signatures || again->sections != pack->sections) std::abort();
  return 0;
}
