#include "pack/pack_cache.h"

#include <optional>
#include <utility>

#include "base/build_identity.h"
#include "base/cache_folder.h"
#include "base/content_hash.h"
#include "pack/pack_archive.h"
#include "pack/pack_loader.h"

namespace telltale::internal {
namespace {

// Empty when builds cannot be told apart.
std::string digest_of(const PackFiles& files) {
  const std::string build = build_identity({});
  if (build.empty()) return "";
  ContentHash hash;
  hash.add("pack").add(build).add(files.folder);
  for (const PackFile& file : files.files) hash.add(file.path).add(file.label).add(file.content);
  return hash.hex();
}

}  // namespace

Result<std::shared_ptr<const PackData>> load_pack_with_cache(PackFiles files, ProblemList problems,
                                                             const std::string& cache_folder) {
  const std::string digest = cache_folder.empty() || !problems.empty() ? "" : digest_of(files);
  if (digest.empty()) return load_pack(std::move(files), std::move(problems));
  const CacheFolder cache(cache_folder);
  if (const std::optional<AlignedBytes> kept = cache.load("pack " + digest)) {
    if (std::shared_ptr<const PackData> pack = restore_pack(kept->view())) return pack;
  }
  files.digest = digest;
  Result<std::shared_ptr<const PackData>> loaded = load_pack(std::move(files), std::move(problems));
  if (loaded) cache.store("pack " + digest, archive_pack(**loaded));
  return loaded;
}

}  // namespace telltale::internal
