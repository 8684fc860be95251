// PrivateFolder: a folder and its files that are nobody's but ours, held open so that nothing can take their place.
//
// Everything is asked of what is already open: the folder with O_NOFOLLOW, its files below it with openat() and
// O_NOFOLLOW, then fstat(). A name that is looked at and opened afterwards could have become another thing in between.
//
// Nothing here waits: pipes are opened without blocking, there are no locks, and every failure is `false` or nothing.
// Const member functions may be called from any number of threads and processes.
#ifndef TELLTALE_LIB_BASE_PRIVATE_FOLDER_H_
#define TELLTALE_LIB_BASE_PRIVATE_FOLDER_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/descriptor.h"

namespace telltale::internal {

enum class IfMissing { kNothing, kMake };

enum class FileState {
  kOurs,
  kMissing,
  kDoubtful,     // there is something, and it is not a file of ours alone within the limits
  kUnavailable,  // cannot be told now: too many open files, a disk that fails
};

// What a file of ours may be at most.
struct FileLimits {
  std::size_t size = 0;
  std::size_t names = 1;  // hard links
  bool readable_by_us_alone = false;
};

struct PrivateFile {
  FileState state = FileState::kUnavailable;
  Descriptor file;       // open for reading when kOurs
  std::size_t size = 0;  // as the file system says it: not to be trusted before that much was read
};

struct FolderFile {
  std::string name;
  std::uint64_t size = 0;
  std::int64_t modified = 0;  // nanoseconds since 1970
};

class PrivateFolder {
 public:
  // Nothing unless the last component of `path` is a folder, not a link to one, that belongs to the effective user and
  // that no group and nobody else may write to. kMake makes it and the folders above that are missing, readable by
  // their owner alone; not below a folder that is neither ours nor root's, where a root with somebody's $HOME would
  // leave things that their owner cannot remove.
  [[nodiscard]] static std::optional<PrivateFolder> open(std::string path, IfMissing missing);

  // The file `name`, when it is ours: a regular file of the effective user, within `limits`, that nobody else may
  // write to.
  [[nodiscard]] PrivateFile open_file(const std::string& name, FileLimits limits) const;

  // Puts a file of these bytes, one part after the other, in the place of `name`: who reads meanwhile sees the old file
  // or the new one, also when the process is killed or the machine stops. False when that cannot be; then nothing
  // changed, but that a killed process leaves the file that it was writing (is_aside()).
  [[nodiscard]] bool replace(const std::string& name, std::initializer_list<std::string_view> parts) const;
  // The same, and false when there is something at `name`: of many that create at once, one does. The file has a second
  // name for a moment, or until somebody removes it when the process is killed in that moment.
  [[nodiscard]] bool create(const std::string& name, std::initializer_list<std::string_view> parts) const;

  // Whether this is the name of a file that is being written, or was when its writer was killed.
  [[nodiscard]] static bool is_aside(std::string_view name) noexcept;

  // The regular files and links whose names begin with `prefix`, in no order.
  [[nodiscard]] std::vector<FolderFile> list(std::string_view prefix) const;
  bool remove(const std::string& name) const;

 private:
  explicit PrivateFolder(Descriptor folder) : folder_(std::move(folder)) {}
  [[nodiscard]] std::string write_aside(std::initializer_list<std::string_view> parts) const;

  Descriptor folder_;
};

// Reads exactly `size` bytes from where `file` stands; false when there are fewer.
[[nodiscard]] bool read_exactly(const Descriptor& file, char* buffer, std::size_t size);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_PRIVATE_FOLDER_H_
