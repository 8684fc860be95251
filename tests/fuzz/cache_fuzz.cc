// Any bytes as the file of a cache entry: they are loaded only when they are what store() wrote.
//
// An even first byte: the rest is the file. An odd one: what was written, changed: the rest are steps of three bytes
// (where, in two bytes; what to add there), and what is left over is appended. Where points behind the end, the file is
// cut.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/cache_folder.h"
#include "temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using telltale::internal::CacheFolder;

constexpr std::string_view kKey = "key";
constexpr std::string_view kPayload = "a payload of several blocks, so that order and borders of blocks count as well";

void require(bool holds) {
  if (!holds) std::abort();
}

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// A folder with a secret that is the same in every run, so that what a run finds is found again.
class Place {
 public:
  Place() {
    const fs::path secret = folder_ / "telltale.key";
    write(secret, "0123456789abcdef0123456789abcdef");
    fs::permissions(secret, fs::perms::owner_read | fs::perms::owner_write);
    require(cache().store(kKey, kPayload));
    for (const auto& file : fs::directory_iterator(folder_)) {
      if (file.path().extension() == ".cache") entry_ = file.path();
    }
    std::ifstream written(entry_, std::ios::binary);
    right_.assign(std::istreambuf_iterator<char>(written), {});
  }

  [[nodiscard]] CacheFolder cache() const { return CacheFolder(folder_.string()); }
  [[nodiscard]] const fs::path& entry() const { return entry_; }
  [[nodiscard]] const std::string& right() const { return right_; }

 private:
  telltale::testing::TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
  fs::path entry_;
  std::string right_;
};

std::string changed(std::string file, const std::uint8_t* data, std::size_t size) {
  for (; size >= 3; data += 3, size -= 3) {
    const std::size_t at = std::size_t{data[0]} | std::size_t{data[1]} << 8;
    if (at < file.size()) {
      file[at] = static_cast<char>(file[at] + data[2]);
    } else {
      file.resize(file.size() * data[2] / 255);
    }
  }
  return file.append(reinterpret_cast<const char*>(data), size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Place place;
  if (size == 0) return 0;
  const bool whole = data[0] % 2 == 0;
  const std::string file = whole ? std::string(reinterpret_cast<const char*>(data) + 1, size - 1)
                                 : changed(place.right(), data + 1, size - 1);
  write(place.entry(), file);
  const auto loaded = place.cache().load(kKey);
  require(loaded.has_value() == (file == place.right()));
  require(!loaded || loaded->view() == kPayload);
  require(!place.cache().load("another key"));
  return 0;
}
