// A pack in one file, told by what it changes in the small pack of base/: the mistake stands alone in plain sight.
//
//   A sentence that says what the case shows.
//   schema: refuses | accepts | unread       what rules/schema says of the changed files; unread: it is no JSON
//   step: load | classify | test             where the problems come from (default: load)
//   edit FILE                                replace the one place in FILE that reads as the - lines by the + lines;
//   - "role": "symptom",                     without - lines FILE is written anew
//   + "role": "symptome",
//   remove FILE
//   expect
//   the printed problems, to the end of the file
#ifndef TELLTALE_TESTS_RULES_PACK_CASE_H_
#define TELLTALE_TESTS_RULES_PACK_CASE_H_

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "pack/pack_files.h"

namespace telltale::testing {

inline std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

// The files of a pack, by their paths in it.
using Files = std::map<std::string, std::string>;

inline Files read_files(const std::filesystem::path& folder) {
  Files files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    files[std::filesystem::relative(entry.path(), folder).generic_string()] = read_text(entry.path());
  }
  return files;
}

// As the loader takes them; problems name them by their paths in the pack.
inline internal::PackFiles to_pack_files(const Files& files) {
  internal::PackFiles pack{"pack", {}};
  for (const auto& [path, content] : files) pack.files.push_back({path, path, content});
  return pack;
}

struct PackCase {
  std::string meaning;
  std::string schema;
  std::string step = "load";
  Files files;
  std::string head;      // everything up to and with the line "expect"
  std::string expected;  // what follows it
};

class PackCaseReader {
 public:
  explicit PackCaseReader(Files base) { case_.files = std::move(base); }

  PackCase read(const std::string& text) {
    std::istringstream lines(text);
    std::string line;
    while (!expecting_ && std::getline(lines, line)) take(line);
    apply_edit();
    if (!expecting_ || case_.schema.empty()) throw std::runtime_error("a case needs `schema:` and `expect`");
    case_.expected = text.substr(case_.head.size());
    return case_;
  }

 private:
  static bool starts_with(const std::string& line, const std::string& word) { return line.rfind(word, 0) == 0; }
  static std::string after(const std::string& line, const std::string& word) { return line.substr(word.size()); }

  void take(const std::string& line) {
    case_.head += line + "\n";
    if (starts_with(line, "schema: "))
      case_.schema = after(line, "schema: ");
    else if (starts_with(line, "step: "))
      case_.step = after(line, "step: ");
    else if (starts_with(line, "edit "))
      begin_edit(after(line, "edit "));
    else if (starts_with(line, "remove "))
      remove(after(line, "remove "));
    else if (line == "-" || starts_with(line, "- "))
      old_ += (line.size() > 1 ? line.substr(2) : "") + "\n";
    else if (line == "+" || starts_with(line, "+ "))
      new_ += (line.size() > 1 ? line.substr(2) : "") + "\n";
    else if (line == "expect")
      expecting_ = true;
    else
      case_.meaning += line + "\n";
  }

  void begin_edit(std::string file) {
    apply_edit();
    file_ = std::move(file);
  }

  void remove(const std::string& file) {
    apply_edit();
    if (case_.files.erase(file) == 0) throw std::runtime_error("no file " + file);
  }

  // The first - line may be the tail of a line: what stands in front of it stays.
  void apply_edit() {
    if (!file_.empty() && old_.empty())
      case_.files[file_] = new_;
    else if (!file_.empty())
      replace(&case_.files.at(file_));
    file_.clear();
    old_.clear();
    new_.clear();
  }

  void replace(std::string* content) {
    old_.pop_back();  // the line end stays
    new_.pop_back();
    const std::size_t at = content->find(old_);
    if (at == std::string::npos || content->find(old_, at + 1) != std::string::npos) {
      throw std::runtime_error(file_ + " must hold exactly once: " + old_);
    }
    content->replace(at, old_.size(), new_);
  }

  PackCase case_;
  std::string file_;
  std::string old_;
  std::string new_;
  bool expecting_ = false;
};

inline std::vector<std::filesystem::path> list_cases(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> cases;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".case") cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  return cases;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_RULES_PACK_CASE_H_
