#include "base/build_identity.h"

#include <gtest/gtest.h>

namespace telltale::internal {
namespace {

TEST(BuildIdentity, NamesThisProgramAndTheLibrariesAskedFor) {
  const std::string own = build_identity({});
  ASSERT_FALSE(own.empty()) << "the project links its programs with --build-id (CMakeLists.txt)";
  EXPECT_EQ(own, build_identity({}));
  EXPECT_EQ(own, build_identity({"libthat-nobody-has."}));
  const std::string with_library = build_identity({"libstdc++."});
  EXPECT_EQ(with_library.find("libstdc"), std::string::npos) << "ids, not paths";
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_GT(with_library.size(), own.size());
#endif
}

}  // namespace
}  // namespace telltale::internal
