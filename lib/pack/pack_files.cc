#include "pack/pack_files.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/excerpt.h"
#include "base/file.h"
#include "base/spelling.h"
#include "pack/builtin_packs.h"

namespace telltale::internal {
namespace {

// A pack is written by people; what is larger is a mistake or an attack.
constexpr std::size_t kMaxFileBytes = std::size_t{16} * 1024 * 1024;

constexpr std::array<std::string_view, 6> kTopFiles{"defs.json",   "diagnosis.json", "frames.json",
                                                    "owners.json", "pack.json",      "steps.json"};
constexpr std::array<std::string_view, 2> kFolders{"evidence", "sections"};

bool is_json(std::string_view name) { return name.size() > 5 && name.substr(name.size() - 5) == ".json"; }

bool is_hidden(std::string_view name) { return !name.empty() && name[0] == '.'; }

std::string joined(const std::string& folder, const std::string& name) {
  return folder.empty() || folder.back() == '/' ? folder + name : folder + "/" + name;
}

class FolderReader {
 public:
  FolderReader(std::string folder, ProblemList* problems) : folder_(std::move(folder)), problems_(*problems) {}

  std::vector<PackFile> run() {
    FileFailure failure;
    const auto entries = list_folder(folder_, &failure);
    if (!entries) {
      complain(folder_, {"pack-unknown", "there is no pack here: " + failure.reason,
                         "name a folder with a pack.json, or a pack of `telltale rules list`"});
      return {};
    }
    for (const FolderEntry& entry : *entries) {
      const bool known_folder = std::find(kFolders.begin(), kFolders.end(), entry.name) != kFolders.end();
      if (entry.is_folder && known_folder)
        read_folder(entry.name);
      else if (!entry.is_folder && is_json(entry.name))
        read_top_file(entry.name);
    }
    return std::move(files_);
  }

 private:
  void complain(const std::string& file, Complaint complaint) { problems_.add_at_file(file, std::move(complaint)); }

  void read_top_file(const std::string& name) {
    if (std::find(kTopFiles.begin(), kTopFiles.end(), name) != kTopFiles.end()) return read(name);
    const std::vector<std::string_view> known(kTopFiles.begin(), kTopFiles.end());
    const std::string_view meant = closest_word(name, known);
    if (is_hidden(name)) return;
    complain(joined(folder_, name), {"unexpected-file", "this file is not read: no file of a pack has this name",
                                     meant.empty() ? "sections are read from sections/, evidence from evidence/"
                                                   : "did you mean " + in_quotes(meant) + "?",
                                     Severity::kWarning});
  }

  void read_folder(const std::string& folder) {
    FileFailure failure;
    const auto entries = list_folder(joined(folder_, folder), &failure);
    if (!entries) {
      complain(joined(folder_, folder),
               {"file-unreadable", "the folder cannot be read: " + failure.reason, "check that it can be read"});
      return;
    }
    for (const FolderEntry& entry : *entries) {
      if (!entry.is_folder && is_json(entry.name) && !is_hidden(entry.name)) read(folder + "/" + entry.name);
    }
  }

  void read(const std::string& path) {
    const std::string label = joined(folder_, path);
    FileFailure failure;
    std::optional<std::string> content = read_file(label, kMaxFileBytes, &failure);
    if (content) {
      files_.push_back({path, label, std::move(*content)});
    } else if (failure.kind == FileError::kTooLarge) {
      complain(label, {"file-too-large", "the file is too large: " + failure.reason, "split it into several files"});
    } else {
      complain(label, {"file-unreadable", "the file cannot be read: " + failure.reason, "check that it can be read"});
    }
  }

  std::string folder_;
  ProblemList& problems_;
  std::vector<PackFile> files_;
};

}  // namespace

PackFiles read_pack_folder(const std::string& folder, ProblemList* problems) {
  return {folder, FolderReader(folder, problems).run()};
}

PackFiles read_builtin_pack(std::string_view name, ProblemList* problems) {
  PackFiles pack{"builtin:" + std::string(name), {}};
  const std::string prefix = std::string(name) + "/";
  for (const EmbeddedFile& file : embedded_files()) {
    if (file.path.substr(0, prefix.size()) != prefix) continue;
    const std::string path(file.path.substr(prefix.size()));
    pack.files.push_back({path, pack.folder + "/" + path, std::string(file.content)});
  }
  pack.proven = true;
  if (!pack.files.empty()) return pack;
  const std::vector<std::string> names = list_builtin_packs();
  const std::vector<std::string_view> known(names.begin(), names.end());
  problems->add_at_file("", {"pack-unknown", "the library carries no pack " + in_quotes(name),
                             known.empty() ? "name a folder" : "there is " + listing(known, "and")});
  return pack;
}

std::vector<std::string> list_builtin_packs() {
  constexpr std::string_view kPackFile = "/pack.json";
  std::vector<std::string> names;
  for (const EmbeddedFile& file : embedded_files()) {
    const std::size_t slash = file.path.find('/');
    if (slash != std::string_view::npos && file.path.substr(slash) == kPackFile) {
      names.emplace_back(file.path.substr(0, slash));
    }
  }
  return names;
}

}  // namespace telltale::internal
