// nlohmann's parser reads the tokens (SAX, no recursion), TreeBuilder builds the tree and enforces the limits.
//
// The parser tells no positions. It reads its input through PositionIterator, which leaves the position behind, and a
// token begins at the first byte after the one before it that is no blank, comma or colon.
#include "pack/json_reader.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/excerpt.h"
#include "base/file.h"
#include "base/utf8.h"
#include "pack/json_syntax.h"

namespace telltale::internal {
namespace {

using Json = nlohmann::json;

class PositionIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  PositionIterator(const char* at, const char** position) : at_(at), position_(position) {}
  reference operator*() const { return *at_; }
  PositionIterator& operator++() {
    *position_ = ++at_;
    return *this;
  }
  bool operator==(const PositionIterator& other) const { return at_ == other.at_; }
  bool operator!=(const PositionIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  const char** position_;
};

class TreeBuilder final : public nlohmann::json_sax<Json> {
 public:
  TreeBuilder(JsonDocument* document, const JsonLimits& limits, ProblemList* problems)
      : document_(*document), limits_(limits), problems_(*problems), position_(document->content().data()) {}

  bool run() {
    const std::string_view content = document_.content();
    const PositionIterator begin(content.data(), &position_);
    const PositionIterator end(content.data() + content.size(), &position_);
    return Json::sax_parse(begin, end, this) && !failed_;
  }

  bool null() override { return add(JsonKind::kNull) != nullptr; }
  bool boolean(bool value) override {
    JsonValue* added = add(JsonKind::kBoolean);
    if (added != nullptr) added->boolean = value;
    return added != nullptr;
  }
  bool number_integer(number_integer_t value) override { return add_integer(value); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value <= static_cast<number_unsigned_t>(std::numeric_limits<std::int64_t>::max())) {
      return add_integer(static_cast<std::int64_t>(value));
    }
    const JsonValue* number = add(JsonKind::kNumber);
    if (number != nullptr) out_of_range(number->begin, number->end);
    return number != nullptr;
  }
  bool number_float(number_float_t /*value*/, const string_t& /*written*/) override {
    return add(JsonKind::kNumber) != nullptr;
  }
  bool binary(binary_t& /*value*/) override { return false; }  // JSON has none

  bool string(string_t& value) override {
    JsonValue* added = add(JsonKind::kString);
    if (added == nullptr) return false;
    if (!check_text(value, limits_.text_bytes, "a text", {added->begin, added->end, added})) return false;
    added->text = document_.keep(std::move(value));
    return true;
  }

  bool key(string_t& value) override {
    key_begin_ = token_begin();
    key_end_ = finish_token();
    if (!check_text(value, limits_.key_bytes, "a key", {key_begin_, key_end_, open_.back()})) return false;
    key_ = document_.keep(std::move(value));
    if (!keys_.back().insert(key_).second) duplicate_key();
    return true;
  }

  bool start_object(std::size_t /*size*/) override { return open(JsonKind::kObject); }
  bool start_array(std::size_t /*size*/) override { return open(JsonKind::kArray); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& error) override {
    constexpr int kNumberOverflow = 406;
    if (error.id == kNumberOverflow) {
      out_of_range(token_begin(), offset());
    } else {
      const std::size_t last = offset() == 0 ? 0 : offset() - 1;
      report_syntax_error(document_, {token_begin(), last, at_end()}, error.what(), &problems_);
    }
    return false;
  }

 private:
  [[nodiscard]] std::size_t offset() const { return static_cast<std::size_t>(position_ - document_.content().data()); }
  // Nothing but blanks is left.
  [[nodiscard]] bool at_end() const { return token_begin() >= document_.content().size(); }

  [[nodiscard]] std::uint32_t token_begin() const {
    const std::size_t begin = document_.content().find_first_not_of(" \t\r\n,:", token_end_);
    return static_cast<std::uint32_t>(std::min(begin, document_.content().size()));
  }

  // The end of the token that was just read. A number is over when the byte behind it has been read, or the file.
  std::uint32_t finish_token(bool number = false) {
    token_end_ = offset();
    const std::string_view content = document_.content();
    const bool at_file_end = token_end_ == content.size() && content.back() >= '0' && content.back() <= '9';
    if (number && !at_file_end) --token_end_;
    return static_cast<std::uint32_t>(token_end_);
  }

  JsonValue* add(JsonKind kind) {
    const std::uint32_t begin = token_begin();
    if (document_.size() >= limits_.values) {
      limit(begin, begin + 1, "the file has more than " + with_thousands(limits_.values) + " values");
      return nullptr;
    }
    JsonValue& value = document_.add_value();
    value.kind = kind;
    value.begin = begin;
    value.end = finish_token(kind == JsonKind::kNumber);
    if (!open_.empty()) attach(&value, open_.back());
    return &value;
  }

  void attach(JsonValue* value, JsonValue* parent) {
    value->parent = parent;
    value->index = static_cast<std::uint32_t>(parent->children.size());
    if (parent->kind == JsonKind::kObject) {
      value->key = key_;
      value->key_begin = key_begin_;
      value->key_end = key_end_;
    }
    parent->children.push_back(value);
  }

  bool add_integer(std::int64_t value) {
    JsonValue* number = add(JsonKind::kNumber);
    if (number != nullptr) number->integer = value;
    return number != nullptr;
  }

  bool open(JsonKind kind) {
    JsonValue* value = add(kind);
    if (value == nullptr) return false;
    if (open_.size() >= limits_.depth) {
      return limit(value->begin, value->end, "values are nested more than " + std::to_string(limits_.depth) + " deep");
    }
    open_.push_back(value);
    keys_.emplace_back();
    return true;
  }

  bool close() {
    open_.back()->end = finish_token();
    open_.pop_back();
    keys_.pop_back();
    return true;
  }

  struct TextPlace {
    std::uint32_t begin;
    std::uint32_t end;
    const JsonValue* owner;  // the text itself, or the object that a key stands in
  };

  bool check_text(std::string_view text, std::size_t longest, const std::string& what, TextPlace place) {
    if (text.size() > longest) {
      return limit(place.begin, place.end, what + " is longer than " + with_thousands(longest) + " bytes");
    }
    const std::size_t nul = text.find('\0');
    if (nul == std::string_view::npos) return true;
    failed_ = true;
    Complaint complaint{"json-encoding", what + " holds a NUL (\\u0000), which would end it for other programs",
                        "leave it out; a pattern that means the byte says \\\\x00"};
    problems_.add_at_bytes(document_, place.begin, place.end, JsonDocument::pointer_to(*place.owner),
                           std::move(complaint));
    return true;
  }

  // The innermost open value: errors that stop the reading come before a value's own place is complete.
  [[nodiscard]] std::string pointer_here() const {
    return open_.empty() ? std::string() : JsonDocument::pointer_to(*open_.back());
  }

  bool limit(std::size_t begin, std::size_t end, std::string message) {
    problems_.add_at_bytes(document_, begin, end, pointer_here(),
                           {"json-limit", std::move(message), "split it into several files or shorten it"});
    return false;
  }

  void out_of_range(std::size_t begin, std::size_t end) {
    failed_ = true;
    problems_.add_at_bytes(document_, begin, end, pointer_here(),
                           {"json-number", "this number is out of range", "use a number that fits 64 bits"});
  }

  void duplicate_key() {
    failed_ = true;
    Complaint complaint{"json-duplicate-key", "the key " + in_quotes(key_) + " stands twice in this object",
                        "keep one of the two: programs differ in which one they believe"};
    problems_.add_at_bytes(document_, key_begin_, key_end_, pointer_here(), std::move(complaint));
  }

  JsonDocument& document_;
  const JsonLimits& limits_;
  ProblemList& problems_;
  const char* position_;
  std::size_t token_end_ = 0;
  std::string_view key_;
  std::uint32_t key_begin_ = 0;
  std::uint32_t key_end_ = 0;
  std::vector<JsonValue*> open_;
  std::vector<std::unordered_set<std::string_view>> keys_;  // parallel to open_
  bool failed_ = false;
};

// What the parser would read differently from us: it takes a NUL for the end and skips a byte order mark.
bool check_encoding(const JsonDocument& document, ProblemList* problems) {
  const std::string_view content = document.content();
  const auto refuse = [&](std::size_t at, std::string message, std::string remedy) {
    const std::size_t length = std::max<std::size_t>(utf8_sequence(content.substr(at)), 1);
    problems->add_at_bytes(document, at, at + length, "", {"json-encoding", std::move(message), std::move(remedy)});
    return false;
  };
  const std::string_view start = content.substr(0, 2);
  if (start == "\xFF\xFE" || start == "\xFE\xFF") return refuse(0, "this is UTF-16", "save the file as UTF-8");
  if (content.substr(0, 3) == "\xEF\xBB\xBF") {
    return refuse(0, "the file begins with a byte order mark", "save it as UTF-8 without one");
  }
  const std::size_t invalid = find_invalid_utf8(content);
  if (invalid != std::string_view::npos) return refuse(invalid, "this byte is not UTF-8", "save the file as UTF-8");
  const std::size_t nul = content.find('\0');
  if (nul != std::string_view::npos) return refuse(nul, "the file holds a NUL byte", "remove it");
  return true;
}

}  // namespace

std::unique_ptr<JsonDocument> read_json(std::string file, std::string content, ProblemList* problems,
                                        const JsonLimits& limits) {
  auto document = std::make_unique<JsonDocument>(std::move(file), std::move(content));
  if (!check_encoding(*document, problems)) return nullptr;
  if (!TreeBuilder(document.get(), limits, problems).run()) return nullptr;
  return document;
}

}  // namespace telltale::internal
