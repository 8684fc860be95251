#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <new>
#include <system_error>

#include "base/descriptor.h"

namespace telltale::internal {
namespace {

std::string errno_sentence(int error) { return std::error_code(error, std::generic_category()).message(); }

std::optional<std::string> fail(FileFailure* failure, FileError kind, std::string reason) {
  *failure = {kind, std::move(reason)};
  return std::nullopt;
}

struct FolderCloser {
  void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

// The size says how much to expect, the loop how much there is: the file may grow or shrink meanwhile.
std::optional<std::string> read_all(int fd, std::size_t expected, std::size_t limit, FileFailure* failure) {
  std::string content(expected + 1, '\0');
  std::size_t size = 0;
  for (;;) {
    const ssize_t count = ::read(fd, content.data() + size, content.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return fail(failure, FileError::kUnreadable, errno_sentence(errno));
    if (count == 0) break;
    size += static_cast<std::size_t>(count);
    if (size > limit) break;
    if (size == content.size()) content.resize(std::min(content.size() * 2, limit + 1));
  }
  if (size > limit) {
    return fail(failure, FileError::kTooLarge, "it is larger than " + with_thousands(limit) + " bytes");
  }
  content.resize(size);
  return content;
}

}  // namespace

std::optional<std::string> read_file(const std::string& path, std::size_t limit, FileFailure* failure) {
  // The C library would stop at a NUL and open another file than the one that is named.
  if (path.find('\0') != std::string::npos) return fail(failure, FileError::kUnreadable, "its name holds a NUL");
  // Non-blocking, because opening a pipe without a writer would wait for one.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) return fail(failure, FileError::kUnreadable, errno_sentence(errno));
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return fail(failure, FileError::kUnreadable, errno_sentence(errno));
  if (S_ISDIR(status.st_mode)) return fail(failure, FileError::kUnreadable, "it is a folder");
  if (!S_ISREG(status.st_mode)) return fail(failure, FileError::kUnreadable, "it is not a regular file");
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > limit) {
    return fail(failure, FileError::kTooLarge, "it is larger than " + with_thousands(limit) + " bytes");
  }
  return read_all(file.get(), size, limit, failure);
}

// Not std::filesystem::directory_iterator, which ends the program when memory does.
std::optional<std::vector<FolderEntry>> list_folder(const std::string& path, FileFailure* failure) {
  const std::unique_ptr<DIR, FolderCloser> folder(::opendir(path.c_str()));
  std::vector<FolderEntry> entries;
  const dirent* entry = nullptr;
  if (folder) errno = 0;  // readdir() says in it why it ends
  while (folder && (entry = ::readdir(folder.get())) != nullptr) {
    const std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    struct stat status {};  // of an entry that vanished: it is no folder
    const bool is_folder = ::fstatat(::dirfd(folder.get()), entry->d_name, &status, 0) == 0 && S_ISDIR(status.st_mode);
    entries.push_back({name, is_folder});
    errno = 0;
  }
  if (errno == ENOMEM) throw std::bad_alloc();
  if (errno != 0) {
    *failure = {FileError::kUnreadable, errno_sentence(errno)};
    return std::nullopt;
  }
  std::sort(entries.begin(), entries.end(), [](const FolderEntry& a, const FolderEntry& b) { return a.name < b.name; });
  return entries;
}

std::string with_thousands(std::size_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

}  // namespace telltale::internal
