#include "jsonl.h"

#include <gtest/gtest.h>

#include "unit/report/report_fixture.h"

namespace telltale::cli {
namespace {

// Gives its bytes in pieces of one size, then perhaps an error.
class PiecesSource final : public ByteSource {
 public:
  PiecesSource(std::string bytes, std::size_t piece, std::string error = "")
      : bytes_(std::move(bytes)), piece_(piece), final_error_(std::move(error)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size() - at_});
    bytes_.copy(buffer, count, at_);
    at_ += count;
    if (count == 0 && !final_error_.empty()) fail(final_error_);
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::string final_error_;
  std::size_t at_ = 0;
};

using Lines = std::vector<std::string>;

// "line number/record number:line" of everything, "LINE/RECORD!" for lines that were left out.
Lines read_all(const std::string& bytes, std::size_t piece, std::size_t block = 16, std::size_t longest = 100) {
  PiecesSource source(bytes, piece);
  BatchReader reader(source, block, longest);
  Lines lines;
  LineBatch batch;
  while (reader.next(batch)) {
    if (batch.left_out)
      lines.push_back(std::to_string(batch.first_line) + "/" + std::to_string(batch.first_record) + "!");
    for_each_record(batch, [&](std::string_view line, std::uint64_t number, std::uint64_t record) {
      lines.push_back(std::to_string(number) + "/" + std::to_string(record) + ":" + std::string(line));
    });
  }
  EXPECT_EQ(reader.error(), "");
  return lines;
}

TEST(BatchReader, NumbersLinesAndRecordsWhateverThePieces) {
  for (std::size_t piece = 1; piece < 40; ++piece) {
    for (const std::size_t block : {1U, 3U, 16U, 1000U}) {
      EXPECT_EQ(read_all("a\n\nbb\n \t\r\nccc", piece, block), (Lines{"1/0:a", "3/1:bb", "5/2:ccc"}));
      EXPECT_EQ(read_all("\xEF\xBB\xBF"
                         "a\r\nb\n",
                         piece, block),
                (Lines{"1/0:a\r", "2/1:b"}));
    }
  }
  EXPECT_TRUE(read_all("", 5).empty());
  EXPECT_TRUE(read_all("\n\n", 5).empty());
}

TEST(BatchReader, LeavesOutLinesThatAreTooLong) {
  const std::string longest(100, 'x');
  const std::string longer(101, 'y');
  for (const std::size_t piece : {1U, 7U, 500U}) {
    EXPECT_EQ(read_all(longest + "\n" + longer + "\nz\n", piece, 1), (Lines{"1/0:" + longest, "2/1!", "3/2:z"}))
        << piece;
    EXPECT_EQ(read_all(std::string(1000, 'y'), piece, 1), (Lines{"1/0!"})) << piece;
  }
}

// A pipe brings a long line in many reads: what is held is not searched again at each, which took longer than a test
// may.
TEST(BatchReader, ALineOfManyReadsIsSearchedOnce) {
  const std::string line(std::size_t{8} << 20, 'x');
  EXPECT_EQ(read_all(line + "\ny", 16, 16, line.size()), (Lines{"1/0:" + line, "2/1:y"}));
}

TEST(BatchReader, DoesNotWaitForMoreThanOneRead) {
  PiecesSource source("a\nb\nc\n", 2);
  BatchReader reader(source);
  LineBatch batch;
  ASSERT_TRUE(reader.next(batch));
  EXPECT_EQ(batch.lines.substr(0, 2), "a\n");
  EXPECT_LT(batch.lines.size(), 6U);
}

TEST(BatchReader, ErrorsComeBehindWhatWasRead) {
  PiecesSource source("a\nb", 2, "the disk is gone");
  BatchReader reader(source);
  LineBatch batch;
  std::string all;
  while (reader.next(batch)) all += batch.lines;
  EXPECT_EQ(all, "a\nb");
  EXPECT_EQ(reader.error(), "the disk is gone");
}

TEST(BatchReader, Utf16IsSaid) {
  PiecesSource source(std::string("\xFF\xFE{\0", 4), 1);
  BatchReader reader(source);
  LineBatch batch;
  EXPECT_FALSE(reader.next(batch));
  EXPECT_NE(reader.error().find("iconv"), std::string::npos);
}

class RecordReaderTest : public ::testing::Test {
 protected:
  std::optional<Record> read(std::string_view line) {
    const ExactCopy copy(line);
    return reader_.read(copy.view());
  }
  RecordReader reader_{*JsonPointer::parse("/text"), JsonPointer::parse("/id"), "/text", "/id"};
};

TEST_F(RecordReaderTest, ReadsTextAndId) {
  const std::optional<Record> record = read(R"({"id":"x","text":"a\nb"})");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->text, "a\nb");
  EXPECT_EQ(record->id.kind, RecordId::Kind::kText);
  EXPECT_EQ(read(R"({"id":12e3,"text":""})")->id.value, "12e3");
  EXPECT_EQ(read(R"({"id":null,"text":""})")->id.kind, RecordId::Kind::kNone);
  EXPECT_EQ(read(R"({"text":""})")->id.kind, RecordId::Kind::kNone);
}

TEST_F(RecordReaderTest, SaysWhatIsWrong) {
  EXPECT_FALSE(read(R"({"text":"a")"));
  EXPECT_EQ(reader_.error(), "broken JSON at column 12: the line ends inside an object");
  EXPECT_FALSE(read(R"({"txt":"a"})"));
  EXPECT_EQ(reader_.error(), "the field /text is missing");
  EXPECT_FALSE(read(R"({"text":null})"));
  EXPECT_EQ(reader_.error(), "the field /text is null, not a string");
  EXPECT_FALSE(read(R"({"text":"a","id":{}})"));
  EXPECT_EQ(reader_.error(), "the field /id is an object, not a string or a number");
}

}  // namespace
}  // namespace telltale::cli
