#include "base/cache_folder.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "base/private_folder.h"
#include "base/seal.h"

namespace telltale::internal {
namespace {

constexpr const char* kSecretName = "telltale.key";
constexpr std::string_view kPrefix = "telltale-";
constexpr std::string_view kEntrySuffix = ".cache";
constexpr std::size_t kNameBytes = 20;  // of the key's hash; the header holds all 32
constexpr std::chrono::hours kLeftoverAge{
    1};  // no store takes that long, and a killed one costs no more than a payload

template <typename Bytes>
std::string_view view_of(const Bytes& bytes) {
  return {reinterpret_cast<const char*>(&bytes), sizeof bytes};
}

template <typename Bytes>
bool read_into(const Descriptor& file, Bytes* bytes) {
  return read_exactly(file, reinterpret_cast<char*>(bytes), sizeof *bytes);
}

std::string entry_name(const Digest& key) {
  return std::string(kPrefix) + to_hex(view_of(key).substr(0, kNameBytes)) + std::string(kEntrySuffix);
}

bool is_entry(std::string_view name) {
  return name.size() == kPrefix.size() + 2 * kNameBytes + kEntrySuffix.size() && name.ends_with(kEntrySuffix);
}

// The second name is the one that it was written under (PrivateFolder::create).
FileState read_secret(const PrivateFolder& folder, Secret* secret) {
  const PrivateFile found =
      folder.open_file(kSecretName, {.size = sizeof(Secret), .names = 2, .readable_by_us_alone = true});
  if (found.state != FileState::kOurs) return found.state;
  const bool is_whole = read_into(found.file, secret) && !is_blank(*secret);
  return is_whole ? FileState::kOurs : FileState::kDoubtful;
}

// The secret of the folder, made when there is none. A doubtful one is replaced: what was sealed with it becomes a
// miss, and so does what another process, that replaces it at the same moment, stores in between.
std::optional<Secret> read_or_make_secret(const PrivateFolder& folder) {
  constexpr int kTurns =
      3;  // missing or doubtful, made by us or another, read; once more when it was replaced meanwhile
  for (int turn = 0; turn < kTurns; ++turn) {
    Secret secret{};
    const FileState state = read_secret(folder, &secret);
    if (state == FileState::kOurs) return secret;
    if (state == FileState::kUnavailable) return std::nullopt;
    if (state == FileState::kDoubtful && !folder.remove(kSecretName)) return std::nullopt;
    const std::optional<Secret> made = make_secret();
    if (!made) return std::nullopt;
    // Where another was first, the next turn reads that one.
    if (folder.create(kSecretName, {view_of(*made)})) return made;
  }
  return std::nullopt;
}

// Files of processes that were killed while they wrote.
void remove_leftovers(const PrivateFolder& folder, const std::vector<FolderFile>& files) {
  const auto oldest = std::chrono::system_clock::now() - kLeftoverAge;
  const auto limit = std::chrono::duration_cast<std::chrono::nanoseconds>(oldest.time_since_epoch()).count();
  for (const FolderFile& file : files) {
    if (PrivateFolder::is_aside(file.name) && file.modified < limit) folder.remove(file.name);
  }
}

// Keeps of the entries the newest that leave room for one of `size` bytes under `name`.
void make_room(const PrivateFolder& folder, std::vector<FolderFile> files, const std::string& name,
               std::uint64_t size) {
  std::erase_if(files, [&name](const FolderFile& file) { return !is_entry(file.name) || file.name == name; });
  std::sort(files.begin(), files.end(), [](const FolderFile& a, const FolderFile& b) {
    return a.modified != b.modified ? a.modified > b.modified : a.name < b.name;
  });
  std::size_t kept = 1;
  for (const FolderFile& file : files) {
    // Sizes are compared without adding: a sparse file can have any.
    const bool fits = kept < CacheFolder::kMaxEntries && file.size <= CacheFolder::kMaxTotal - size;
    if (fits) {
      ++kept;
      size += file.size;
    } else {
      folder.remove(file.name);
    }
  }
}

std::optional<AlignedBytes> read_entry(const Secret& secret, const PrivateFile& entry, const Digest& key) {
  SealHeader header{};
  if (entry.size < sizeof header || !read_into(entry.file, &header)) return std::nullopt;
  const std::size_t size = entry.size - sizeof header;
  if (!claims(header, key, size)) return std::nullopt;
  auto payload = AlignedBytes::allocate(size);
  if (!payload || !read_exactly(entry.file, payload->data(), size)) return std::nullopt;
  if (!is_sealed(secret, header, key, payload->view())) return std::nullopt;
  return payload;
}

std::string absolute_from_environment(const char* name) {
  const char* value = ::secure_getenv(name);
  return value != nullptr && value[0] == '/' ? value : "";
}

}  // namespace

std::string default_cache_folder() {
  if (const std::string caches = absolute_from_environment("XDG_CACHE_HOME"); !caches.empty()) {
    return caches + "/telltale";
  }
  const std::string home = absolute_from_environment("HOME");
  return home.empty() ? "" : home + "/.cache/telltale";
}

std::optional<AlignedBytes> CacheFolder::load(std::string_view key) const {
  const auto folder = PrivateFolder::open(path_, IfMissing::kNothing);
  Secret secret{};
  if (!folder || !can_seal() || read_secret(*folder, &secret) != FileState::kOurs) return std::nullopt;
  const Digest digest = digest_of_key(key);
  const PrivateFile entry = folder->open_file(entry_name(digest), {.size = sizeof(SealHeader) + kMaxPayload});
  if (entry.state != FileState::kOurs) return std::nullopt;
  return read_entry(secret, entry, digest);
}

bool CacheFolder::store(std::string_view key, std::string_view payload) const {
  if (payload.size() > kMaxPayload || !can_seal()) return false;
  const auto folder = PrivateFolder::open(path_, IfMissing::kMake);
  if (!folder) return false;
  const Digest digest = digest_of_key(key);
  const std::string name = entry_name(digest);
  // Before anything is written, so that it helps when the disk is full.
  const std::vector<FolderFile> files = folder->list(kPrefix);
  remove_leftovers(*folder, files);
  make_room(*folder, files, name, sizeof(SealHeader) + payload.size());
  const std::optional<Secret> secret = read_or_make_secret(*folder);
  if (!secret) return false;
  const SealHeader header = seal(*secret, digest, payload);
  return folder->replace(name, {view_of(header), payload});
}

}  // namespace telltale::internal
