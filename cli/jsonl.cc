#include "jsonl.h"

#include <algorithm>

#include "line_ends.h"

namespace telltale::cli {
namespace {

bool is_blank(std::string_view line) noexcept { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

std::vector<JsonPointer> both(const JsonPointer& field, const std::optional<JsonPointer>& id) {
  std::vector<JsonPointer> pointers = {field};
  if (id) pointers.push_back(*id);
  return pointers;
}

std::string in_words(const std::string& name) { return name.empty() ? "the line" : "the field " + name; }

}  // namespace

void for_each_record(const LineBatch& batch,
                     const std::function<void(std::string_view, std::uint64_t, std::uint64_t)>& use) {
  const std::string_view lines = batch.lines;
  std::uint64_t number = batch.first_line;
  std::uint64_t record = batch.first_record;
  for (std::size_t begin = 0; begin < lines.size(); ++number) {
    const std::size_t end = std::min(lines.find('\n', begin), lines.size());
    const std::string_view line = lines.substr(begin, end - begin);
    if (!is_blank(line)) use(line, number, record++);
    begin = end + 1;
  }
}

// Appends what one read brings. False: nothing more comes.
bool BatchReader::fill() {
  const std::size_t count = source_.read(block_.data(), block_.size());
  held_.append(block_.data(), count);
  if (count == 0) error_ = source_.error();
  return count != 0;
}

// A byte order mark is no part of the first record.
bool BatchReader::begin_source() {
  started_ = true;
  while (held_.size() < 3 && fill()) {
  }
  if (held_.starts_with("\xFF\xFE") || held_.starts_with("\xFE\xFF")) {
    error_ = "UTF-16 is no JSON lines: convert it with iconv -f UTF-16 -t UTF-8";
    held_.clear();
    return false;
  }
  if (held_.starts_with("\xEF\xBB\xBF")) held_.erase(0, 3);
  return true;
}

// Gives the first `size` bytes of what is held.
void BatchReader::cut(std::size_t size, LineBatch& batch) {
  batch.first_line = line_;
  batch.first_record = record_;
  batch.left_out = false;
  batch.lines = std::move(held_);
  held_.assign(batch.lines, size, std::string::npos);
  batch.lines.resize(size);
  searched_ = 0;
  for_each_record(batch, [this](std::string_view, std::uint64_t, std::uint64_t) { ++record_; });
  line_ += count_line_ends(batch.lines);
}

void BatchReader::leave_out(LineBatch& batch) {
  batch = {"", line_, record_, true};
  ++record_;
  held_.clear();
  searched_ = 0;
  skipping_ = true;
}

// Behind a line that was left out: on to the next. False at the end.
bool BatchReader::skip_rest_of_line() {
  for (;;) {
    const std::size_t end = held_.find('\n');
    if (end != std::string::npos) {
      held_.erase(0, end + 1);
      ++line_;
      skipping_ = false;
      return true;
    }
    held_.clear();
    if (!fill()) return false;
  }
}

bool BatchReader::next(LineBatch& batch) {
  if (!started_ && !begin_source()) return false;
  if (skipping_ && !skip_rest_of_line()) return false;
  for (;;) {
    // Only in what is new, or a line of many reads would be searched as often.
    const std::size_t end = std::string_view(held_).substr(searched_).rfind('\n');
    if (end != std::string_view::npos) {
      cut(searched_ + end + 1, batch);
      return true;
    }
    searched_ = held_.size();
    if (held_.size() > longest_line_) {
      leave_out(batch);
      return true;
    }
    if (fill()) continue;
    if (held_.empty()) return false;
    cut(held_.size(), batch);  // the last line needs no newline
    return true;
  }
}

RecordReader::RecordReader(const JsonPointer& field, const std::optional<JsonPointer>& id, std::string field_name,
                           std::string id_name)
    : pointers_(both(field, id)),
      field_name_(std::move(field_name)),
      id_name_(std::move(id_name)),
      scanner_(pointers_) {}

std::optional<Record> RecordReader::read(std::string_view line) {
  if (!scanner_.scan(line)) {
    error_ = "broken JSON at column " + std::to_string(scanner_.error().offset + 1) + ": ";
    error_ += scanner_.error().message;
    return std::nullopt;
  }
  const JsonPick& text = scanner_.picks()[0];
  if (text.kind != JsonKind::kString) {
    error_ = in_words(field_name_) + " is ";
    error_ += describe(text.kind);
    if (text.kind != JsonKind::kMissing) error_ += ", not a string";
    return std::nullopt;
  }
  Record record;
  record.text = decode_json_string(text.raw);
  if (pointers_.size() > 1 && !read_id(scanner_.picks()[1], record.id)) return std::nullopt;
  return record;
}

bool RecordReader::read_id(const JsonPick& pick, RecordId& id) {
  switch (pick.kind) {
    case JsonKind::kMissing:
    case JsonKind::kNull:
      return true;
    case JsonKind::kString:
      id = {RecordId::Kind::kText, decode_json_string(pick.raw)};
      return true;
    case JsonKind::kNumber:
      id = {RecordId::Kind::kNumber, std::string(pick.raw)};
      return true;
    case JsonKind::kBoolean:
    case JsonKind::kArray:
    case JsonKind::kObject:
      break;
  }
  error_ = in_words(id_name_) + " is ";
  error_ += describe(pick.kind);
  error_ += ", not a string or a number";
  return false;
}

}  // namespace telltale::cli
