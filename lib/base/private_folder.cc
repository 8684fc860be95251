#include "base/private_folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

#include "base/content_hash.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kAsidePrefix = "telltale-";
constexpr std::string_view kAsideSuffix = ".tmp";
constexpr std::size_t kAsideRandom =
    16;  // bytes: names of processes on several machines that share a folder never meet

constexpr mode_t kWritableByOthers = S_IWGRP | S_IWOTH;

bool is_ours(const struct stat& status) {
  return status.st_uid == ::geteuid() && (status.st_mode & kWritableByOthers) == 0;
}

// Where the folder that holds the last component of `path` is.
std::string parent_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  const std::size_t end = path.find_last_not_of('/', slash);
  return end == std::string::npos ? "/" : path.substr(0, end + 1);
}

// A recursion as deep as PATH_MAX allows: beyond it the system says something else than ENOENT.
bool make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), S_IRWXU) == 0 || errno == EEXIST) return true;
  if (errno != ENOENT) return false;
  return make_folder(parent_of(path)) && (::mkdir(path.c_str(), S_IRWXU) == 0 || errno == EEXIST);
}

// The owner of the deepest folder of `path` that is there is we or root.
bool may_make_folders(const std::string& path) {
  struct stat status {};
  std::string above = parent_of(path);
  while (::stat(above.c_str(), &status) != 0) {
    if (errno != ENOENT) return false;
    above = parent_of(above);
  }
  return status.st_uid == ::geteuid() || status.st_uid == 0;
}

// A slash at the end would follow a link in spite of O_NOFOLLOW.
void drop_slashes_at_end(std::string* path) {
  while (path->size() > 1 && path->back() == '/') path->pop_back();
}

FileState state_of_error(int error) {
  switch (error) {
    case ENOENT:
      return FileState::kMissing;
    case ELOOP:   // a link
    case ENXIO:   // a socket
    case EACCES:  // not even we may read it
      return FileState::kDoubtful;
    default:
      return FileState::kUnavailable;
  }
}

// A write beyond the limit would not fail but end the process (SIGXFSZ).
bool within_process_limit(std::uint64_t size) {
  struct rlimit limit {};
  return ::getrlimit(RLIMIT_FSIZE, &limit) == 0 && (limit.rlim_cur == RLIM_INFINITY || size <= limit.rlim_cur);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

// Takes the file, so that closing it, where some file systems say at last that the disk is full, counts too.
bool write_file(Descriptor file, std::initializer_list<std::string_view> parts) {
  bool written = true;
  for (const std::string_view part : parts) written = written && write_all(file.get(), part);
  written = written && ::fsync(file.get()) == 0;
  return ::close(file.release()) == 0 && written;
}

// Empty when there are no random numbers.
std::string make_aside_name() {
  std::array<char, kAsideRandom> random{};
  if (::getrandom(random.data(), random.size(), GRND_NONBLOCK) != static_cast<ssize_t>(random.size())) return {};
  return std::string(kAsidePrefix) + to_hex({random.data(), random.size()}) + std::string(kAsideSuffix);
}

struct CloseFolder {
  void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

std::int64_t nanoseconds(const struct timespec& time) {
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::optional<PrivateFolder> PrivateFolder::open(std::string path, IfMissing missing) {
  // The C library would stop at a NUL and open another folder than the one that is named.
  if (path.empty() || path.find('\0') != std::string::npos) return std::nullopt;
  drop_slashes_at_end(&path);
  constexpr int kFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;
  Descriptor folder(::open(path.c_str(), kFlags));
  if (!folder.is_open() && errno == ENOENT && missing == IfMissing::kMake) {
    if (!may_make_folders(path) || !make_folder(path)) return std::nullopt;
    folder = Descriptor(::open(path.c_str(), kFlags));
  }
  struct stat status {};
  if (!folder.is_open() || ::fstat(folder.get(), &status) != 0 || !is_ours(status)) return std::nullopt;
  return PrivateFolder(std::move(folder));
}

PrivateFile PrivateFolder::open_file(const std::string& name, FileLimits limits) const {
  PrivateFile found;
  found.file = Descriptor(::openat(folder_.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
  if (!found.file.is_open()) {
    found.state = state_of_error(errno);
    return found;
  }
  struct stat status {};
  if (::fstat(found.file.get(), &status) != 0) return found;
  // No name at all has a file that was replaced since it was opened: it is as good as it was.
  const bool hidden = !limits.readable_by_us_alone || (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
  const bool sound = S_ISREG(status.st_mode) && hidden && is_ours(status) && status.st_nlink <= limits.names &&
                     status.st_size >= 0 && static_cast<std::uint64_t>(status.st_size) <= limits.size;
  found.state = sound ? FileState::kOurs : FileState::kDoubtful;
  if (sound) found.size = static_cast<std::size_t>(status.st_size);
  return found;
}

// The name of the file, or nothing when it could not be written whole.
std::string PrivateFolder::write_aside(std::initializer_list<std::string_view> parts) const {
  std::uint64_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  std::string name = make_aside_name();
  if (name.empty() || !within_process_limit(size)) return {};
  constexpr int kFlags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  Descriptor file(::openat(folder_.get(), name.c_str(), kFlags, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return {};
  if (write_file(std::move(file), parts)) return name;
  remove(name);
  return {};
}

bool PrivateFolder::replace(const std::string& name, std::initializer_list<std::string_view> parts) const {
  const std::string aside = write_aside(parts);
  if (aside.empty()) return false;
  if (::renameat(folder_.get(), aside.c_str(), folder_.get(), name.c_str()) != 0) {
    remove(aside);
    return false;
  }
  // So that the name outlives a power cut. Some file systems cannot; then it may be the old file again.
  ::fsync(folder_.get());
  return true;
}

// renameat2(RENAME_NOREPLACE) never shows two names for one file, but NFS does not know it; link() is known everywhere.
bool PrivateFolder::create(const std::string& name, std::initializer_list<std::string_view> parts) const {
  const std::string aside = write_aside(parts);
  if (aside.empty()) return false;
  const bool created = ::linkat(folder_.get(), aside.c_str(), folder_.get(), name.c_str(), 0) == 0;
  remove(aside);
  if (created) ::fsync(folder_.get());
  return created;
}

bool PrivateFolder::is_aside(std::string_view name) noexcept {
  return name.size() == kAsidePrefix.size() + 2 * kAsideRandom + kAsideSuffix.size() &&
         name.starts_with(kAsidePrefix) && name.ends_with(kAsideSuffix);
}

std::vector<FolderFile> PrivateFolder::list(std::string_view prefix) const {
  std::vector<FolderFile> files;
  // Opened again, because reading moves a place that copies of a descriptor share.
  Descriptor again(::openat(folder_.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!again.is_open()) return files;
  const std::unique_ptr<DIR, CloseFolder> folder(::fdopendir(again.get()));
  if (folder == nullptr) return files;
  static_cast<void>(again.release());  // the stream closes it
  while (const dirent* entry = ::readdir(folder.get())) {
    struct stat status {};
    if (!std::string_view(entry->d_name).starts_with(prefix)) continue;
    if (::fstatat(folder_.get(), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) continue;
    if (!S_ISREG(status.st_mode) && !S_ISLNK(status.st_mode)) continue;
    files.push_back({entry->d_name, static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim)});
  }
  return files;
}

bool PrivateFolder::remove(const std::string& name) const { return ::unlinkat(folder_.get(), name.c_str(), 0) == 0; }

bool read_exactly(const Descriptor& file, char* buffer, std::size_t size) {
  while (size > 0) {
    const ssize_t count = ::read(file.get(), buffer, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    buffer += count;
    size -= static_cast<std::size_t>(count);
  }
  return true;
}

}  // namespace telltale::internal
