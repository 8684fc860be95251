#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "base/descriptor.h"

namespace telltale::internal {
namespace {

std::string errno_sentence(int error) { return std::error_code(error, std::generic_category()).message(); }

std::optional<std::string> fail(FileFailure* failure, FileError kind, std::string reason) {
  *failure = {kind, std::move(reason)};
  return std::nullopt;
}

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

std::optional<std::vector<FolderEntry>> list_folder(const std::string& path, FileFailure* failure) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<FolderEntry> entries;
  for (fs::directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;  // an entry that vanished is no folder
    entries.push_back({it->path().filename().string(), it->is_directory(ignored)});
  }
  if (error) {
    *failure = {FileError::kUnreadable, error.message()};
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
