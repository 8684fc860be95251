#include "base/build_identity.h"

#include <dlfcn.h>
#include <gtest/gtest.h>
#include <link.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace telltale::internal {
namespace {

// A library that every system has, and that has a build id.
std::string path_of_libz() {
  void* library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
  link_map* map = nullptr;
  if (library == nullptr || dlinfo(library, RTLD_DI_LINKMAP, static_cast<void*>(&map)) != 0) return dlerror();
  return map->l_name;
}

TEST(BuildIdentity, NamesThisProgramAndTheLibrariesAskedFor) {
  const std::string own = build_identity({});
  ASSERT_FALSE(own.empty()) << "the project links its programs with --build-id (CMakeLists.txt)";
  EXPECT_EQ(own, build_identity({}));
  EXPECT_EQ(own, build_identity({"libthat-nobody-has"}));
  const std::string with_library = build_identity({"libstdc++"});
  EXPECT_EQ(with_library.find("libstdc"), std::string::npos) << "ids, not paths";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_GT(with_library.size(), own.size());
#endif
}

// A wheel carries the libraries with a hash in their names: "libhs-8e430488.so.5.4.0".
TEST(BuildIdentity, NamesLibrariesThatWereRenamed) {
  const std::string own = build_identity({"libsome"});
  for (const char* name : {"libsome-8e430488.so.5.4.0", "libsomething.so.1"}) {
    SCOPED_TRACE(name);
    const std::filesystem::path copy = std::filesystem::path(testing::TempDir()) / name;
    std::filesystem::copy_file(path_of_libz(), copy, std::filesystem::copy_options::overwrite_existing);
    void* library = dlopen(copy.c_str(), RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(library, nullptr) << dlerror();
    const bool is_other = std::string_view(name).starts_with("libsomething");
    EXPECT_EQ(build_identity({"libsome"}).size() > own.size(), !is_other);
    dlclose(library);
  }
}

}  // namespace
}  // namespace telltale::internal
