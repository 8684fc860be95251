// The command's JSONL reader on any bytes, in any pieces: it agrees with a reference on lines and records, with a JSON
// library on what is JSON and what a string says, and never reads where it should not.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "jsonl.h"

namespace {

using telltale::cli::BatchReader;
using telltale::cli::ByteSource;
using telltale::cli::JsonKind;
using telltale::cli::JsonPointer;
using telltale::cli::JsonScanner;
using telltale::cli::LineBatch;
using telltale::cli::RecordReader;

constexpr std::size_t kLongest = 200;  // of a line: small, so that lines that are too long are met

void require(bool holds, const char* what) {
  if (holds) return;
  std::cerr << what << "\n";
  std::abort();
}

// Gives the bytes in pieces whose sizes follow from the bytes themselves.
class Pieces final : public ByteSource {
 public:
  explicit Pieces(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* buffer, std::size_t size) override {
    if (bytes_.empty()) return 0;
    const std::size_t piece = 1 + static_cast<unsigned char>(bytes_.front()) % 23;
    const std::size_t count = std::min({size, piece, bytes_.size()});
    std::memcpy(buffer, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

struct Line {
  std::string text;  // empty for one that is left out
  std::uint64_t line;
  std::uint64_t record;
  bool operator==(const Line&) const = default;
};

std::vector<Line> reference(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  std::vector<Line> lines;
  std::uint64_t number = 1;
  for (; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string line(bytes.substr(0, end));
    if (line.find_first_not_of(" \t\r") != std::string::npos) lines.push_back({line, number, lines.size()});
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return lines;
}

std::vector<Line> read(std::string_view bytes) {
  Pieces source(bytes);
  BatchReader reader(source, 16, kLongest);
  std::vector<Line> lines;
  LineBatch batch;
  while (reader.next(batch)) {
    if (batch.left_out) lines.push_back({"", batch.first_line, batch.first_record});
    telltale::cli::for_each_record(batch, [&](std::string_view line, std::uint64_t number, std::uint64_t record) {
      lines.push_back({std::string(line), number, record});
    });
  }
  return lines;
}

void check_lines(std::string_view bytes) {
  if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") return;  // refused as a whole
  const std::vector<Line> expected = reference(bytes);
  const std::vector<Line> lines = read(bytes);
  // Lines are only left out when they are too long; a blank one of such a length counts as a record, which is no harm.
  const bool some_long =
      std::any_of(expected.begin(), expected.end(), [](const Line& l) { return l.text.size() >= kLongest; }) ||
      bytes.find(std::string(kLongest / 2, ' ')) != std::string_view::npos;
  if (!some_long && bytes.size() < kLongest) require(lines == expected, "lines differ from the reference");
  for (std::size_t i = 1; i < lines.size(); ++i) {
    require(lines[i].record == lines[i - 1].record + 1, "a record was skipped or counted twice");
    require(lines[i].line > lines[i - 1].line, "lines do not go on");
  }
}

bool is_ascii(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void check_json(std::string_view line) {
  static const std::vector<JsonPointer> pointers = {*JsonPointer::parse(""), *JsonPointer::parse("/text"),
                                                    *JsonPointer::parse("/a/0/b")};
  JsonScanner scanner(pointers);
  const bool accepted = scanner.scan(line);
  const nlohmann::json parsed = nlohmann::json::parse(line, nullptr, false);
  const bool deep = static_cast<std::size_t>(std::count(line.begin(), line.end(), '[') +
                                             std::count(line.begin(), line.end(), '{')) >= JsonScanner::kDeepest;
  // The library also takes a byte order mark in front, and a NUL for the end.
  const bool odd = line.substr(0, 3) == "\xEF\xBB\xBF" || line.find('\0') != std::string_view::npos;
  if (!parsed.is_discarded() && !deep && !odd) require(accepted, "JSON was refused");
  // The library refuses lone surrogates, bytes that are no UTF-8 and numbers beyond a double; the scanner takes them.
  const bool plain = is_ascii(line) && line.find("\\u") == std::string_view::npos && line.size() < 300 &&
                     line.find_first_of("eE") == std::string_view::npos;
  if (accepted && plain) require(!parsed.is_discarded(), "no JSON was accepted");
  if (!accepted) return require(scanner.error().offset <= line.size(), "the error lies outside of the line");

  const auto& text = scanner.picks()[1];
  if (text.kind != JsonKind::kString) return;
  const std::string decoded = telltale::cli::decode_json_string(text.raw);
  if (!parsed.is_discarded()) require(parsed["text"] == decoded, "a string says something else");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A block of exactly this size, so that a byte read beyond it is found.
  const std::unique_ptr<char[]> copy(new char[size]);
  if (size != 0) std::memcpy(copy.get(), data, size);
  const std::string_view bytes(copy.get(), size);
  check_lines(bytes);
  check_json(bytes);
  RecordReader reader(*JsonPointer::parse("/text"), JsonPointer::parse("/id"), "/text", "/id");
  for (const Line& line : reference(bytes)) {
    if (!reader.read(line.text)) require(!reader.error().empty(), "a refusal without a reason");
  }
  return 0;
}
