#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "temporary_folder.h"

namespace telltale::internal {
namespace {

namespace fs = std::filesystem;

class FileTest : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return (folder_ / name).string();
  }

  const ::telltale::testing::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path();
  FileFailure failure_;
};

TEST_F(FileTest, ReadsEveryByte) {
  const std::string content("a\0b\r\n\xFF", 6);
  EXPECT_EQ(read_file(write("a", content), 100, &failure_), content);
  EXPECT_EQ(read_file(write("empty", ""), 100, &failure_), "");
}

TEST_F(FileTest, TheLimitIsTheLargestSizeThatIsRead) {
  const std::string path = write("a", "12345");
  EXPECT_EQ(read_file(path, 5, &failure_), "12345");
  EXPECT_FALSE(read_file(path, 4, &failure_));
  EXPECT_EQ(failure_.kind, FileError::kTooLarge);
  EXPECT_EQ(failure_.reason, "it is larger than 4 bytes");
}

TEST_F(FileTest, FailuresAreSentences) {
  EXPECT_FALSE(read_file((folder_ / "none").string(), 100, &failure_));
  EXPECT_EQ(failure_.reason, "No such file or directory");
  EXPECT_EQ(failure_.kind, FileError::kUnreadable);
  EXPECT_FALSE(read_file(folder_.string(), 100, &failure_));
  EXPECT_EQ(failure_.reason, "it is a folder");
  EXPECT_FALSE(read_file(write("a", "x") + std::string("\0.json", 6), 100, &failure_));
  EXPECT_EQ(failure_.reason, "its name holds a NUL");
}

TEST_F(FileTest, PipesAndDevicesAreRefusedWithoutWaiting) {
  const std::string pipe = (folder_ / "pipe").string();
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_FALSE(read_file(pipe, 100, &failure_));
  EXPECT_EQ(failure_.reason, "it is not a regular file");
  EXPECT_FALSE(read_file("/dev/zero", 100, &failure_));
  EXPECT_EQ(failure_.reason, "it is not a regular file");
}

// Files of /proc say that they are empty and are not: the loop reads what there is.
TEST_F(FileTest, AFileMayBeLongerThanItSays) {
  const auto content = read_file("/proc/self/status", 100'000, &failure_);
  ASSERT_TRUE(content);
  EXPECT_EQ(content->substr(0, 5), "Name:");
  EXPECT_FALSE(read_file("/proc/self/status", 10, &failure_));
  EXPECT_EQ(failure_.kind, FileError::kTooLarge);
}

TEST_F(FileTest, FoldersAreListedInTheOrderOfTheBytes) {
  write("b.json", "");
  write("B.json", "");
  write("a.json", "");
  fs::create_directory(folder_ / "sections");
  const auto entries = list_folder(folder_.string(), &failure_);
  ASSERT_TRUE(entries);
  std::string names;
  for (const FolderEntry& entry : *entries) names += entry.name + (entry.is_folder ? "/ " : " ");
  EXPECT_EQ(names, "B.json a.json b.json sections/ ");
}

TEST_F(FileTest, AFolderThatIsNoneIsSaid) {
  EXPECT_FALSE(list_folder((folder_ / "none").string(), &failure_));
  EXPECT_EQ(failure_.reason, "No such file or directory");
  EXPECT_FALSE(list_folder(write("a", ""), &failure_));
  EXPECT_EQ(failure_.reason, "Not a directory");
}

TEST(WithThousands, GroupsDigits) {
  EXPECT_EQ(with_thousands(0), "0");
  EXPECT_EQ(with_thousands(999), "999");
  EXPECT_EQ(with_thousands(1000), "1,000");
  EXPECT_EQ(with_thousands(16'777'216), "16,777,216");
}

}  // namespace
}  // namespace telltale::internal
