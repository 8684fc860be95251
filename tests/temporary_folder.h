// A folder of its own for a test, gone with it.
#ifndef TELLTALE_TESTS_TEMPORARY_FOLDER_H_
#define TELLTALE_TESTS_TEMPORARY_FOLDER_H_

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace telltale::testing {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "telltale-test-XXXXXX").string();  // as mkdtemp asks
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("there is no temporary folder to be had");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_TEMPORARY_FOLDER_H_
