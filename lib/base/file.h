// Files and folders with errors as sentences. For small files that are read whole (packs); texts to be classified are
// read by the command line in its own way.
#ifndef TELLTALE_LIB_BASE_FILE_H_
#define TELLTALE_LIB_BASE_FILE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace telltale::internal {

enum class FileError { kUnreadable, kTooLarge };

struct FileFailure {
  FileError kind = FileError::kUnreadable;
  std::string reason;  // "No such file or directory", "it is a folder", "it is larger than 16,777,216 bytes"
};

// All bytes of the regular file at `path`, or nothing and the reason in `failure`. Pipes and devices are refused
// without being opened for reading to their end, so that a pack can neither hang nor flood its reader.
[[nodiscard]] std::optional<std::string> read_file(const std::string& path, std::size_t limit, FileFailure* failure);

struct FolderEntry {
  std::string name;
  bool is_folder = false;
};

// What is in the folder at `path`, in the order of the names' bytes; nothing and the reason in `failure` when it cannot
// be listed.
[[nodiscard]] std::optional<std::vector<FolderEntry>> list_folder(const std::string& path, FileFailure* failure);

// 1234567 as "1,234,567", for messages.
[[nodiscard]] std::string with_thousands(std::size_t number);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_FILE_H_
