#include "inputs.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <map>
#include <memory>
#include <string_view>
#include <system_error>

#include "byte_source.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kDeepest = 256;  // folders: deeper ones are made, not used; also bounds our recursion

struct DirectoryCloser {
  void operator()(DIR* directory) const noexcept { closedir(directory); }
};

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> suffixes) noexcept {
  return std::any_of(suffixes.begin(), suffixes.end(), [&](std::string_view suffix) { return path.ends_with(suffix); });
}

InputKind kind_of(std::string_view path, InputOptions::From from) noexcept {
  switch (from) {
    case InputOptions::From::kText:
      return InputKind::kText;
    case InputOptions::From::kJsonl:
      return InputKind::kJsonl;
    case InputOptions::From::kAuto:
      break;
  }
  if (ends_with_any(path, {".gz", ".zst"})) path = path.substr(0, path.rfind('.'));
  return ends_with_any(path, {".jsonl", ".ndjson"}) ? InputKind::kJsonl : InputKind::kText;
}

// The names in a folder in byte order; false with `error` when it cannot be read.
bool read_names(const std::string& folder, std::vector<std::string>& names, std::string& error) {
  const std::unique_ptr<DIR, DirectoryCloser> directory(opendir(folder.c_str()));
  if (directory == nullptr) {
    error = std::generic_category().message(errno);
    return false;
  }
  errno = 0;
  while (const dirent* entry = readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  if (errno != 0) error = std::generic_category().message(errno);
  std::sort(names.begin(), names.end());
  return error.empty();
}

bool is_pack(const std::vector<std::string>& names) {
  const auto has = [&](std::string_view name) { return std::binary_search(names.begin(), names.end(), name); };
  return has("pack.json") && (has("sections") || has("frames.json"));
}

class Lister {
 public:
  explicit Lister(const InputOptions& options) : options_(options) {}

  InputList list(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) add_given(path);
    return std::move(list_);
  }

 private:
  using FileId = std::pair<dev_t, ino_t>;

  void add(Input input) {
    list_.total_bytes += input.size;
    list_.inputs.push_back(std::move(input));
  }

  void add_error(const std::string& path, std::string error) {
    Input input;
    input.path = path;
    input.error = std::move(error);
    add(std::move(input));
  }

  void add_file(const std::string& path, const struct stat& status, bool walked) {
    Input input;
    input.path = path;
    input.kind = kind_of(path, options_.from);
    input.size = S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
    input.walked = walked;
    input.waits = !S_ISREG(status.st_mode);
    add(std::move(input));
  }

  void add_given(const std::string& path) {
    struct stat status {};
    if (path == "-") {
      Input input;
      input.path = path;
      input.kind = kind_of("", options_.from);
      input.waits = fstat(0, &status) != 0 || !S_ISREG(status.st_mode);
      input.size = input.waits ? 0 : static_cast<std::uint64_t>(status.st_size);
      return add(std::move(input));
    }
    if (path.empty()) return add_error(path, "an empty path names no file");
    if (stat(path.c_str(), &status) != 0) return add_error(path, std::generic_category().message(errno));
    if (!S_ISDIR(status.st_mode)) return add_file(path, status, false);
    folders_.clear();
    files_.clear();
    folders_.insert({{status.st_dev, status.st_ino}, true});
    walk(path, 0);
  }

  void walk(const std::string& folder, std::size_t depth) {
    std::vector<std::string> names;
    std::string error;
    if (!read_names(folder, names, error)) return add_error(folder, error);
    if (is_pack(names)) {
      ++list_.packs_left_out;
      return;
    }
    const std::string prefix = folder.ends_with('/') ? folder : folder + "/";
    for (const std::string& name : names) {
      if (name.starts_with('.') && !options_.hidden) continue;
      visit(prefix + name, depth);
    }
  }

  void visit(const std::string& path, std::size_t depth) {
    struct stat own {};
    struct stat status {};
    if (lstat(path.c_str(), &own) != 0) return add_error(path, std::generic_category().message(errno));
    const bool is_link = S_ISLNK(own.st_mode);
    if (is_link && stat(path.c_str(), &status) != 0) return;  // a link to nowhere holds no text
    if (!is_link) status = own;
    if (S_ISDIR(status.st_mode)) {
      if (depth + 1 >= kDeepest) return add_error(path, "folders are nested more than 256 deep");
      if (folders_.insert({{status.st_dev, status.st_ino}, true}).second) walk(path, depth + 1);
    } else if (S_ISREG(status.st_mode)) {
      visit_file(path, status, is_link);
    }
  }

  // Two names of one file are read twice when both are real (hard links), once when one is a symbolic link.
  void visit_file(const std::string& path, const struct stat& status, bool is_link) {
    const auto [entry, is_new] = files_.insert({{status.st_dev, status.st_ino}, is_link});
    if (!is_new && (is_link || entry->second)) return;
    add_file(path, status, true);
  }

  InputOptions options_;
  InputList list_;
  std::map<FileId, bool> folders_;
  std::map<FileId, bool> files_;  // whether the first name was a link
};

}  // namespace

InputList list_inputs(const std::vector<std::string>& paths, const InputOptions& options) {
  return Lister(options).list(paths);
}

bool read_path_list(const std::string& file, std::vector<std::string>& paths, std::string& error) {
  std::atomic<std::uint64_t> progress{0};
  const std::unique_ptr<ByteSource> source = open_source(file, progress);
  std::string text;
  char block[64 * 1024];
  while (const std::size_t count = source->read(block, sizeof block)) text.append(block, count);
  error = source->error();
  if (!error.empty()) return false;
  const char separator = text.find('\0') == std::string::npos ? '\n' : '\0';
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    if (separator == '\n' && line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) paths.emplace_back(line);
    begin = end + 1;
  }
  return true;
}

bool looks_binary(std::string_view first_bytes) noexcept {
  std::size_t nuls[2] = {0, 0};
  std::size_t controls = 0;
  for (std::size_t i = 0; i < first_bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(first_bytes[i]);
    if (byte == 0) ++nuls[i % 2];
    const bool used_in_text = byte >= 0x20 || (byte >= '\a' && byte <= '\r') || byte == '\x1b';
    if (byte != 0 && !used_in_text) ++controls;
  }
  const std::size_t all_nuls = nuls[0] + nuls[1];
  if (all_nuls == 0) return false;
  return controls * 50 > first_bytes.size() - all_nuls;  // 2 % of what is not NUL
}

}  // namespace telltale::cli
