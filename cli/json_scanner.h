// JsonScanner: checks one line of JSON and picks values out of it, without building a tree.
//
// Records are read to be classified, and of a record of many fields one or two matter. The scanner is strict in grammar
// (RFC 8259) and lenient in encoding: a record is not lost because some byte in it is no UTF-8.
#ifndef TELLTALE_CLI_JSON_SCANNER_H_
#define TELLTALE_CLI_JSON_SCANNER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::cli {

// A JSON pointer (RFC 6901): "" is the whole value, "/a/0" the first element of member a.
class JsonPointer {
 public:
  // Nothing when `text` is no pointer: not empty and without a leading slash, or with a ~ that is neither ~0 nor ~1.
  [[nodiscard]] static std::optional<JsonPointer> parse(std::string_view text);

  [[nodiscard]] const std::vector<std::string>& tokens() const noexcept { return tokens_; }

 private:
  std::vector<std::string> tokens_;
};

enum class JsonKind { kMissing, kNull, kBoolean, kNumber, kString, kArray, kObject };

// "a string", for messages.
[[nodiscard]] std::string_view describe(JsonKind kind) noexcept;

// A value that was picked: its kind, and its bytes in the line as they were written.
struct JsonPick {
  JsonKind kind = JsonKind::kMissing;
  std::string_view raw;
};

struct JsonError {
  std::size_t offset = 0;  // byte of the line
  std::string_view message;
};

class JsonScanner {
 public:
  static constexpr std::size_t kDeepest = 256;  // nesting: far beyond what a log writes, far below what a stack holds

  // At most 32 pointers. They must outlive the scanner.
  explicit JsonScanner(const std::vector<JsonPointer>& pointers) : pointers_(pointers), picks_(pointers.size()) {}

  // Whether `line` is one JSON value with blanks around it. Picks are then those of this line; of a key that stands
  // twice in an object the last counts. Otherwise error() says where and why.
  [[nodiscard]] bool scan(std::string_view line);

  [[nodiscard]] const std::vector<JsonPick>& picks() const noexcept { return picks_; }
  [[nodiscard]] const JsonError& error() const noexcept { return error_; }

 private:
  using Paths = std::uint32_t;  // bit i: the value is on the way to pointer i

  bool value(std::size_t depth, Paths paths);
  bool plain_value();
  bool object(std::size_t depth, Paths paths);
  bool member(std::size_t depth, Paths paths);
  bool array(std::size_t depth, Paths paths);
  bool string();
  bool number();
  bool digits();
  bool word(std::string_view expected);
  void skip_blanks() noexcept;
  Paths narrow(std::size_t depth, Paths paths, std::string_view token);
  void pick(std::size_t depth, Paths paths, JsonKind kind, std::size_t begin);
  bool fail(std::string_view message) noexcept;
  [[nodiscard]] char peek() const noexcept { return at_ < line_.size() ? line_[at_] : '\0'; }

  const std::vector<JsonPointer>& pointers_;
  std::vector<JsonPick> picks_;
  std::string_view line_;
  std::size_t at_ = 0;
  JsonKind last_kind_ = JsonKind::kMissing;
  JsonError error_;
};

// The text that a JSON string stands for; `raw` with its quotes, as scan() accepted it. Bytes that are no UTF-8 stay as
// they are; a lone surrogate becomes its three bytes (WTF-8).
[[nodiscard]] std::string decode_json_string(std::string_view raw);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_JSON_SCANNER_H_
