#include "pack/json_value.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"

namespace telltale::internal {
namespace {

// One step of a JSON pointer (RFC 6901).
std::string pointer_step(const JsonValue& value) {
  if (value.parent->kind == JsonKind::kArray) return "/" + std::to_string(value.index);
  std::string step = "/";
  for (const char c : value.key) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step.push_back(c);
  }
  return step;
}

// Bytes that an escape at the begin of `raw` takes in the file and stands for in the text.
struct EscapeWidth {
  std::size_t raw = 0;
  std::size_t text = 0;
};

EscapeWidth escape_width(std::string_view raw) {
  if (raw[0] != '\\') return {1, 1};
  if (raw.size() < 6 || raw[1] != 'u') return {2, 1};
  std::uint32_t unit = 0;
  for (const char digit : raw.substr(2, 4)) {
    const auto low = static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    unit = unit << 4U | (low & 0xFU);
  }
  if (unit < 0x80) return {6, 1};
  if (unit < 0x800) return {6, 2};
  const bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
  return surrogate ? EscapeWidth{12, 4} : EscapeWidth{6, 3};
}

}  // namespace

std::string_view to_string(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return "true or false";
    case JsonKind::kNumber:
      return "a number";
    case JsonKind::kString:
      return "a text";
    case JsonKind::kArray:
      return "a list";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

const JsonValue* JsonValue::find(std::string_view wanted) const noexcept {
  for (const JsonValue* child : children) {
    if (child->key == wanted) return child;
  }
  return nullptr;
}

const JsonValue& JsonValue::face() const noexcept {
  const JsonValue* id = kind == JsonKind::kObject ? find("id") : nullptr;
  return id == nullptr ? *this : *id;
}

JsonDocument::JsonDocument(std::string file, std::string content)
    : file_(std::move(file)), content_(std::move(content)), line_begins_{0} {
  for (std::size_t i = content_.find('\n'); i != std::string::npos; i = content_.find('\n', i + 1)) {
    line_begins_.push_back(static_cast<std::uint32_t>(i + 1));
  }
}

LineColumn JsonDocument::place_of(std::size_t offset) const noexcept {
  const auto after = std::upper_bound(line_begins_.begin(), line_begins_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_begins_.begin());
  return {line, static_cast<std::uint32_t>(offset - line_begins_[line - 1] + 1)};
}

JsonLine JsonDocument::line_at(std::size_t offset) const noexcept {
  const std::size_t line = place_of(offset).line;
  const std::size_t begin = line_begins_[line - 1];
  std::size_t end = line < line_begins_.size() ? line_begins_[line] - 1 : content_.size();
  if (end > begin && content_[end - 1] == '\r') --end;
  return {content().substr(begin, end - begin), begin};
}

std::string JsonDocument::pointer_to(const JsonValue& value) {
  std::vector<std::string> steps;
  for (const JsonValue* at = &value; at->parent != nullptr; at = at->parent) steps.push_back(pointer_step(*at));
  std::string pointer;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) pointer += *step;
  return to_valid_utf8(pointer);
}

std::size_t JsonDocument::offset_in_file(const JsonValue& text, std::size_t offset) const noexcept {
  const std::size_t end = text.end - 1;  // the closing quote
  std::size_t raw = text.begin + 1;
  for (std::size_t at = 0; at < offset && raw < end;) {
    const EscapeWidth width = escape_width(content().substr(raw, end - raw));
    at += width.text;
    if (at > offset) break;
    raw += width.raw;
  }
  return std::min(raw, end);
}

}  // namespace telltale::internal
