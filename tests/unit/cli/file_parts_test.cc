#include "file_parts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "temporary_folder.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20U;

class FilePartsTest : public ::testing::Test {
 protected:
  Input file(const std::string& content) const {
    Input input;
    input.path = (folder_.path() / "file.log").string();
    std::ofstream(input.path, std::ios::binary) << content;
    input.size = content.size();
    return input;
  }

  telltale::testing::TemporaryFolder folder_;
};

// Lines of very different lengths, some longer than a part and what is beside it.
std::string many_lines(std::size_t bytes) {
  std::mt19937 random(7);
  std::string text;
  while (text.size() < bytes) {
    const std::size_t length = random() % 200 == 0 ? random() % (3 * kMiB) : random() % 20'000;
    text += std::string(length, 'x') + "\n";
  }
  return text;
}

TEST_F(FilePartsTest, PartsAreTheFileAndKnowTheirPlaceInIt) {
  const std::string text = many_lines(15 * kMiB);
  const std::shared_ptr<FileParts> parts = FileParts::open(file(text));
  ASSERT_NE(parts, nullptr);
  ASSERT_GT(parts->count(), 3U);
  std::vector<std::vector<char>> buffers(parts->count());
  std::vector<FileParts::Part> read(parts->count());
  // The last is asked for first, and has to wait for all others.
  std::vector<std::thread> threads;
  for (std::size_t i = parts->count(); i-- > 0;) {
    threads.emplace_back([&, i] { read[i] = parts->read(i, buffers[i]); });
  }
  for (std::thread& thread : threads) thread.join();
  std::uint64_t end = 0;
  for (const FileParts::Part& part : read) {
    EXPECT_EQ(part.error, "");
    EXPECT_EQ(part.begin, end);
    end = part.end;
    EXPECT_EQ(part.text, std::string_view(text).substr(part.text_begin, part.text.size()));
    EXPECT_LE(part.text_begin, part.begin);
    EXPECT_GE(part.text_begin + part.text.size(), part.end);
    const std::string_view before = std::string_view(text).substr(0, part.text_begin);
    EXPECT_EQ(part.lines, static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')));
    // Asked for by matches of the first line alone, and they begin in the part.
    if (part.text.substr(0, part.begin - part.text_begin).find('\n') == std::string_view::npos) {
      EXPECT_EQ(part.line_begin, before.rfind('\n') + 1);
    }
  }
  EXPECT_EQ(end, text.size());
}

TEST_F(FilePartsTest, LeavesToOthersWhatIsOneText) {
  const std::string large(5 * kMiB, 'x');
  EXPECT_NE(FileParts::open(file(large)), nullptr);
  EXPECT_EQ(FileParts::open(file(std::string(kMiB, 'x'))), nullptr);
  EXPECT_EQ(FileParts::open(file("\x1F\x8B\x08" + large)), nullptr) << "gzip";
  EXPECT_EQ(FileParts::open(file("\xFF\xFE" + large)), nullptr) << "UTF-16";
  Input input = file(std::string(3, '\0') + "\x01\x02\x03" + std::string(5 * kMiB, '\x01'));
  EXPECT_NE(FileParts::open(input), nullptr) << "who names a binary file wants it read";
  input.walked = true;
  EXPECT_EQ(FileParts::open(input), nullptr);
  input.path += ".gone";
  EXPECT_EQ(FileParts::open(input), nullptr);
}

TEST_F(FilePartsTest, AFileThatShrinksEndsWhereItEnds) {
  const Input input = file(std::string(9 * kMiB, '\n'));
  const std::shared_ptr<FileParts> parts = FileParts::open(input);
  ASSERT_NE(parts, nullptr);
  std::filesystem::resize_file(input.path, 3 * kMiB);
  std::vector<char> buffer;
  std::uint64_t bytes = 0;
  for (std::size_t i = 0; i < parts->count(); ++i) {
    const FileParts::Part part = parts->read(i, buffer);
    EXPECT_EQ(part.error, "");
    bytes += part.end - part.begin;
  }
  EXPECT_EQ(bytes, 3 * kMiB);
}

}  // namespace
}  // namespace telltale::cli
