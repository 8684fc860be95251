#include "pack/pack_cache.h"

#include <optional>
#include <utility>

#include "base/build_identity.h"
#include "base/cache_folder.h"
#include "base/content_hash.h"
#include "pack/pack_archive.h"
#include "pack/pack_files.h"
#include "pack/pack_loader.h"
#include "pack/problem_list.h"

namespace telltale::internal {
namespace {

// Of all that a pack from these files depends on. Empty when builds cannot be told apart.
std::string digest_of(const PackFiles& files) {
  const std::string build = build_identity({});
  if (build.empty()) return "";
  ContentHash hash;
  hash.add("pack").add(build).add(files.folder);
  for (const PackFile& file : files.files) hash.add(file.path).add(file.label).add(file.content);
  return hash.hex();
}

// The same of a pack of the library: its files are part of the build, and are not even read.
std::string digest_of_builtin(std::string_view name) {
  const std::string build = build_identity({});
  if (build.empty()) return "";
  return ContentHash().add("built-in pack").add(build).add(name).hex();
}

// What was kept under `digest`, or else what `load` makes, which is kept then. Nothing is when it is empty.
template <typename Load>
Result<PackDataPtr> kept_or_loaded(const std::string& digest, const std::string& cache_folder, const Load& load) {
  if (digest.empty()) return load();
  const CacheFolder cache(cache_folder);
  if (const std::optional<AlignedBytes> kept = cache.load("pack " + digest)) {
    if (PackDataPtr pack = restore_pack(kept->view())) return pack;
  }
  Result<PackDataPtr> loaded = load();
  if (loaded) cache.store("pack " + digest, archive_pack(**loaded));
  return loaded;
}

}  // namespace

Result<PackDataPtr> load_pack_folder(const std::string& folder, const std::string& cache_folder) {
  ProblemList problems;
  PackFiles files = read_pack_folder(folder, &problems);
  if (!cache_folder.empty() && problems.empty()) files.digest = digest_of(files);
  const std::string digest = files.digest;
  return kept_or_loaded(digest, cache_folder, [&] { return load_pack(std::move(files), std::move(problems)); });
}

Result<PackDataPtr> load_builtin_pack(std::string_view name, const std::string& cache_folder) {
  const std::string digest = cache_folder.empty() ? "" : digest_of_builtin(name);
  return kept_or_loaded(digest, cache_folder, [&] {
    ProblemList problems;
    PackFiles files = read_builtin_pack(name, &problems);
    files.digest = digest;
    return load_pack(std::move(files), std::move(problems));
  });
}

}  // namespace telltale::internal
