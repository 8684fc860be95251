// CacheFolder: what was computed once and may be computed again, kept for the next start in a folder of the user's own.
//
//   const CacheFolder cache(default_cache_folder());
//   if (const auto payload = cache.load(key)) use(payload->view());
//   else cache.store(key, compute());
//
// The payloads are databases of an engine, which is to say code: whoever can choose one chooses what this process does.
// So nothing is taken from a folder or a file that somebody else could have written, and nothing that was not sealed
// (base/seal.h) with the secret of this folder, over the very bytes that are then used, in memory of our own.
//
// A cache is never the reason why something fails. Whatever is doubtful is a miss, whatever cannot be stored is not,
// and no call waits: there are no locks, pipes are not waited for, and no more is read than a payload may be large.
//
// What this holds against:
// - other users: folders, files, links, pipes and devices of theirs, files that they may write to, a swap between
//   looking and opening;
// - files from elsewhere: of another user, machine or version, restored, synchronised, renamed to another key's name;
// - accidents: files cut short, torn by a kill or a power cut, with bits flipped, 16 GiB large; full and read-only
//   disks, limits of the process, no home at all; many processes and threads that store and load at once.
// What it does not hold against: who acts as the same user or as root, and can read the secret, or the memory of this
// process; who puts the whole folder there, the secret included, as a build system that restores one from strangers
// would; and a file system that lies about owners.
//
// The folder holds `telltale.key` (the secret, 32 bytes, made by the first store), `telltale-HASH.cache` (an entry) and
// `telltale-RANDOM.tmp` (being written; those of killed processes are removed after an hour). Other files in it are
// left alone. Removing any of them, or all, is always right.
#ifndef TELLTALE_LIB_BASE_CACHE_FOLDER_H_
#define TELLTALE_LIB_BASE_CACHE_FOLDER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/aligned_bytes.h"

namespace telltale::internal {

// $XDG_CACHE_HOME/telltale, else $HOME/.cache/telltale; empty when neither of the two is an absolute path, and in a
// program that runs with more rights than who started it.
[[nodiscard]] std::string default_cache_folder();

class CacheFolder {
 public:
  // The largest database that was seen (10,000 rules) has 18 MB.
  static constexpr std::size_t kMaxPayload = std::size_t{128} << 20;
  // What all entries may take together: room for some dozen packs and versions, and nothing that fills a home.
  static constexpr std::uint64_t kMaxTotal = std::uint64_t{256} << 20;
  static constexpr std::size_t kMaxEntries = 64;

  // Touches nothing. A cache without a path has nothing and stores nothing.
  explicit CacheFolder(std::string path) : path_(std::move(path)) {}

  // What was stored under `key` last, or nothing. `key` is any bytes that name everything the payload depends on
  // (base/content_hash.h). The payload belongs to the caller. Writes nothing. Any number of threads and processes at
  // once. 16 MB take 8 ms from the system's cache, most of them for the seal, and twice that on a busy machine.
  [[nodiscard]] std::optional<AlignedBytes> load(std::string_view key) const;

  // Puts `payload` in the place of what is stored under `key`, written aside and renamed; the entries that were stored
  // longest ago make room when there are too many. False when it could not be stored: the reason does not matter, as
  // everything works without. The same key and payload give the same bytes in folders with the same secret. Any number
  // of threads and processes at once: the last one stays. Waits for the disk (fsync); 16 MB take about 60 ms besides.
  bool store(std::string_view key, std::string_view payload) const;

 private:
  std::string path_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_CACHE_FOLDER_H_
