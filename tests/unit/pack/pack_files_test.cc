#include "pack/pack_files.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "telltale/pack.h"
#include "temporary_folder.h"

namespace telltale::internal {
namespace {

namespace fs = std::filesystem;

// Lays down the powers of root, if there are any, until the end of the scope.
class NotRoot {
 public:
  NotRoot() : user_(::geteuid()) {
    constexpr uid_t kNobody = 65534;
    if (user_ == 0) worked_ = ::seteuid(kNobody) == 0;
  }
  ~NotRoot() { worked_ = worked_ && ::seteuid(user_) == 0; }
  NotRoot(const NotRoot&) = delete;
  NotRoot& operator=(const NotRoot&) = delete;

 private:
  uid_t user_;
  bool worked_ = true;
};

class PackFilesTest : public ::testing::Test {
 protected:
  PackFilesTest() { write("pack.json"); }

  void write(const std::string& path, const std::string& content = "{}") {
    fs::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path, std::ios::binary) << content;
  }

  std::string paths() {
    std::string list;
    for (const PackFile& file : read_pack_folder(folder_.string(), &problems_).files) list += file.path + " ";
    return list;
  }

  const testing::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
  ProblemList problems_;
};

TEST_F(PackFilesTest, ReadsTheFilesOfTheFormatInOrder) {
  for (const char* path : {"sections/b.json", "sections/a.json", "evidence/a.json", "steps.json", "README.md",
                           "sections/notes.txt", "sections/.hidden.json", "tests/a.json"}) {
    write(path);
  }
  EXPECT_EQ(paths(), "evidence/a.json pack.json sections/a.json sections/b.json steps.json ");
  EXPECT_TRUE(problems_.take().empty());
}

TEST_F(PackFilesTest, LabelsAreThePathsAsTheyWereGiven) {
  const PackFiles pack = read_pack_folder(folder_.string() + "/", &problems_);
  ASSERT_EQ(pack.files.size(), 1U);
  EXPECT_EQ(pack.files[0].label, (folder_ / "pack.json").string());
}

TEST_F(PackFilesTest, AFileWithAMisspeltNameIsWarnedAbout) {
  write("frame.json");
  write("somewhat.json");
  paths();
  const auto problems = problems_.take();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "unexpected-file");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].remedy, "did you mean \"frames.json\"?");
  EXPECT_EQ(problems[1].remedy, "sections are read from sections/, evidence from evidence/");
}

TEST_F(PackFilesTest, AFileThatCannotBeReadIsSaid) {
  fs::create_symlink("nowhere", folder_ / "steps.json");
  fs::create_directory(folder_ / "sections");
  fs::create_symlink("/dev/zero", folder_ / "sections" / "a.json");
  EXPECT_EQ(paths(), "pack.json ");
  const auto problems = problems_.take();
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0].code, "file-unreadable");
  EXPECT_EQ(problems[0].message, "the file cannot be read: it is not a regular file");
  EXPECT_EQ(problems[1].message, "the file cannot be read: No such file or directory");
}

TEST_F(PackFilesTest, AFolderThatCannotBeListedIsSaid) {
  fs::permissions(folder_, fs::perms::all);
  fs::create_directory(folder_ / "sections");
  fs::permissions(folder_ / "sections", fs::perms::none);
  {
    const NotRoot not_root;  // for root nothing is unreadable
    paths();
  }
  fs::permissions(folder_ / "sections", fs::perms::owner_all);
  const auto problems = problems_.take();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "file-unreadable");
  EXPECT_EQ(problems[0].message, "the folder cannot be read: Permission denied");
}

TEST_F(PackFilesTest, AHugeFileIsNotRead) {
  fs::resize_file(folder_ / "pack.json", (16U << 20U) + 1);
  EXPECT_EQ(paths(), "");
  const auto problems = problems_.take();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].code, "file-too-large");
  EXPECT_EQ(problems[0].message, "the file is too large: it is larger than 16,777,216 bytes");
}

TEST_F(PackFilesTest, NoFolderNoPack) {
  const Result<Pack> pack = Pack::load((folder_ / "none").string());
  ASSERT_EQ(pack.problems().size(), 1U);
  EXPECT_EQ(pack.problems()[0].code, "pack-unknown");
  EXPECT_EQ(pack.problems()[0].message, "there is no pack here: No such file or directory");
}

TEST_F(PackFilesTest, AnEmptyFolderIsNoPack) {
  fs::remove(folder_ / "pack.json");
  const Result<Pack> pack = Pack::load(folder_.string());
  ASSERT_EQ(pack.problems().size(), 1U);
  EXPECT_EQ(pack.problems()[0].message, "there is no pack here: the folder has no pack.json");
}

TEST(BuiltinPacks, AreListedAndLoaded) {
  const auto names = Pack::builtin_names();
  ASSERT_FALSE(names.empty());
  EXPECT_EQ(names[0], "cert-manager-webhook");
  for (const std::string& name : names) {
    const Result<Pack> pack = Pack::builtin(name);
    ASSERT_TRUE(pack) << to_string(pack.problems().at(0));
    EXPECT_EQ(pack->name(), name);
  }
}

TEST(BuiltinPacks, AnUnknownNameIsAnsweredWithTheKnownOnes) {
  const Result<Pack> pack = Pack::builtin("cert-manager");
  ASSERT_EQ(pack.problems().size(), 1U);
  EXPECT_EQ(pack.problems()[0].code, "pack-unknown");
  EXPECT_EQ(pack.problems()[0].remedy, "there is cert-manager-webhook");
}

// What is built in is what lies in rules/, byte for byte.
TEST(BuiltinPacks, AreTheFilesOfTheTree) {
  ProblemList problems;
  const PackFiles built_in = read_builtin_pack("cert-manager-webhook", &problems);
  const PackFiles tree = read_pack_folder(TELLTALE_SOURCE_DIR "/rules/cert-manager-webhook", &problems);
  ASSERT_EQ(built_in.files.size(), tree.files.size());
  for (std::size_t i = 0; i < tree.files.size(); ++i) {
    EXPECT_EQ(built_in.files[i].path, tree.files[i].path);
    EXPECT_TRUE(built_in.files[i].content == tree.files[i].content) << tree.files[i].path;
  }
}

}  // namespace
}  // namespace telltale::internal
