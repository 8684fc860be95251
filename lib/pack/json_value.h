// JsonDocument: a JSON file as a tree in which every value knows where it stands.
//
// Only what packs need: whole numbers, texts, arrays, objects. The point is the place: line and column for people, the
// JSON pointer for tools, and the way from a byte of a text back to the byte of the file that says it (a caret under
// the wrong byte of a pattern).
#ifndef TELLTALE_LIB_PACK_JSON_VALUE_H_
#define TELLTALE_LIB_PACK_JSON_VALUE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

enum class JsonKind : std::uint8_t { kNull, kBoolean, kNumber, kString, kArray, kObject };

// "a text", "an object"...
[[nodiscard]] std::string_view to_string(JsonKind kind) noexcept;

struct JsonValue {
  JsonKind kind = JsonKind::kNull;
  std::uint32_t begin = 0;  // bytes of the file, quotes and brackets included
  std::uint32_t end = 0;
  std::uint32_t key_begin = 0;  // of its key, when it stands in an object
  std::uint32_t key_end = 0;
  std::uint32_t index = 0;  // its place in an array
  bool boolean = false;
  std::optional<std::int64_t> integer;  // of a whole number
  std::string_view text;                // of a text, unescaped
  std::string_view key;                 // its name in an object
  const JsonValue* parent = nullptr;
  std::vector<const JsonValue*> children;

  // What a reader recognises the value by: an object's "id", else the value itself.
  [[nodiscard]] const JsonValue& face() const noexcept;

  // The value of `key` in this object; null when there is none.
  [[nodiscard]] const JsonValue* find(std::string_view wanted) const noexcept;
};

struct LineColumn {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

// A line without its end, and where in the file it begins.
struct JsonLine {
  std::string_view text;
  std::size_t begin = 0;
};

class JsonDocument {
 public:
  JsonDocument(std::string file, std::string content);
  JsonDocument(const JsonDocument&) = delete;  // values point into it
  JsonDocument& operator=(const JsonDocument&) = delete;

  [[nodiscard]] const std::string& file() const noexcept { return file_; }
  [[nodiscard]] std::string_view content() const noexcept { return content_; }
  [[nodiscard]] const JsonValue& root() const noexcept { return values_.front(); }
  [[nodiscard]] bool empty() const noexcept { return values_.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }

  [[nodiscard]] LineColumn place_of(std::size_t offset) const noexcept;
  [[nodiscard]] JsonLine line_at(std::size_t offset) const noexcept;
  [[nodiscard]] static std::string pointer_to(const JsonValue& value);

  // Where byte `offset` of a text's unescaped form stands in the file; offset text.size() is the closing quote.
  [[nodiscard]] std::size_t offset_in_file(const JsonValue& text, std::size_t offset) const noexcept;

  // For the reader that builds the tree.
  JsonValue& add_value() { return values_.emplace_back(); }
  std::string_view keep(std::string text) { return texts_.emplace_back(std::move(text)); }

 private:
  std::string file_;
  std::string content_;
  std::vector<std::uint32_t> line_begins_;
  std::deque<JsonValue> values_;  // a deque, because values point at each other
  std::deque<std::string> texts_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_JSON_VALUE_H_
