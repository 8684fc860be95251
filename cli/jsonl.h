// JSONL: cut into batches of whole lines by one thread, read record by record by many.
#ifndef TELLTALE_CLI_JSONL_H_
#define TELLTALE_CLI_JSONL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "byte_source.h"
#include "json_scanner.h"
#include "telltale/report.h"

namespace telltale::cli {

// Some whole lines of a source. Lines count from 1; records, which are the lines that are not blank, from 0.
struct LineBatch {
  std::string lines;
  std::uint64_t first_line = 1;
  std::uint64_t first_record = 0;
  bool left_out = false;  // `lines` is empty: the line `first_line` is too long to be held
};

// Calls `use` with every line that is not blank: the line without its end, its number, the number of its record.
void for_each_record(const LineBatch& batch,
                     const std::function<void(std::string_view, std::uint64_t, std::uint64_t)>& use);

class BatchReader {
 public:
  // Bytes a batch: enough work for a thread, soon done.
  static constexpr std::size_t kBlock = std::size_t{1024} * 1024;
  // Bytes a record: longer ones are said and left out.
  static constexpr std::size_t kLongestLine = std::size_t{64} * 1024 * 1024;

  explicit BatchReader(ByteSource& source, std::size_t block = kBlock, std::size_t longest_line = kLongestLine)
      : source_(source), block_(block), longest_line_(longest_line) {}

  // The next lines; what one read brings is not held back for more, so that a pipe is followed. False: the end, or
  // error().
  [[nodiscard]] bool next(LineBatch& batch);

  [[nodiscard]] const std::string& error() const noexcept { return error_; }

 private:
  bool fill();
  bool begin_source();
  void cut(std::size_t size, LineBatch& batch);
  void leave_out(LineBatch& batch);
  bool skip_rest_of_line();

  ByteSource& source_;
  std::vector<char> block_;
  std::size_t longest_line_;
  std::string held_;          // read and not given yet: the begin of a line
  std::size_t searched_ = 0;  // bytes of held_ that hold no newline
  bool started_ = false;
  bool skipping_ = false;  // inside a line that is left out
  std::uint64_t line_ = 1;
  std::uint64_t record_ = 0;
  std::string error_;
};

struct Record {
  std::string text;
  RecordId id;
};

// Takes the text and the id out of a line.
class RecordReader {
 public:
  RecordReader(const JsonPointer& field, const std::optional<JsonPointer>& id, std::string field_name,
               std::string id_name);

  // Nothing when the line is no JSON or lacks the field: error() says which.
  [[nodiscard]] std::optional<Record> read(std::string_view line);
  [[nodiscard]] const std::string& error() const noexcept { return error_; }

 private:
  bool read_id(const JsonPick& pick, RecordId& id);

  std::vector<JsonPointer> pointers_;
  std::string field_name_;
  std::string id_name_;
  JsonScanner scanner_;
  std::string error_;
};

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_JSONL_H_
