#include "json_scanner.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace telltale::cli {
namespace {

// Bytes inside a string that need no look: everything but quotes, backslashes and controls.
constexpr std::array<bool, 256> make_plain() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < plain.size(); ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlain = make_plain();

bool is_plain(char c) noexcept { return kPlain[static_cast<unsigned char>(c)]; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_four_hex(std::string_view text, std::size_t at) noexcept {
  if (text.size() < at + 4) return false;
  const std::string_view digits = text.substr(at, 4);
  return std::all_of(digits.begin(), digits.end(), [](char c) { return hex_value(c) >= 0; });
}

std::uint32_t four_hex(std::string_view text, std::size_t at) noexcept {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 4U | static_cast<std::uint32_t>(hex_value(text[at + i]));
  return value;
}

// UTF-8, and for surrogates what UTF-8 would be if it had them.
void append_wtf8(std::uint32_t c, std::string& out) {
  const auto put = [&out](std::uint32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0U | c >> 6U);
  } else {
    if (c < 0x10000) {
      put(0xE0U | c >> 12U);
    } else {
      put(0xF0U | c >> 18U);
      put(0x80U | (c >> 12U & 0x3FU));
    }
    put(0x80U | (c >> 6U & 0x3FU));
  }
  put(0x80U | (c & 0x3FU));
}

bool is_high(std::uint32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(std::uint32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

// The escape at raw[at] == 'u'; returns where it ends, behind the second half of a pair.
std::size_t append_unicode_escape(std::string_view raw, std::size_t at, std::string& out) {
  const std::uint32_t first = four_hex(raw, at + 1);
  const std::size_t next = at + 5;
  if (is_high(first) && raw.substr(next).starts_with("\\u")) {
    const std::uint32_t second = four_hex(raw, next + 2);
    if (is_low(second)) {
      append_wtf8(0x10000 + ((first - 0xD800) << 10U) + (second - 0xDC00), out);
      return next + 6;
    }
  }
  append_wtf8(first, out);
  return next;
}

char unescaped(char c) noexcept {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

bool is_simple_escape(char c) noexcept { return std::string_view("\"\\/bfnrt").find(c) != std::string_view::npos; }

}  // namespace

std::optional<JsonPointer> JsonPointer::parse(std::string_view text) {
  JsonPointer pointer;
  if (text.empty()) return pointer;
  if (text.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '/') {
      pointer.tokens_.emplace_back();
    } else if (text[i] == '~') {
      ++i;
      if (i == text.size() || (text[i] != '0' && text[i] != '1')) return std::nullopt;
      pointer.tokens_.back() += text[i] == '0' ? '~' : '/';
    } else {
      pointer.tokens_.back() += text[i];
    }
  }
  return pointer;
}

std::string_view describe(JsonKind kind) noexcept {
  switch (kind) {
    case JsonKind::kMissing:
      return "missing";
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return "a boolean";
    case JsonKind::kNumber:
      return "a number";
    case JsonKind::kString:
      return "a string";
    case JsonKind::kArray:
      return "an array";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

bool JsonScanner::scan(std::string_view line) {
  line_ = line;
  at_ = 0;
  error_ = {};
  std::fill(picks_.begin(), picks_.end(), JsonPick{});
  const Paths all = pointers_.empty() ? 0 : static_cast<Paths>(~std::uint64_t{0} >> (64 - pointers_.size()));
  if (!value(0, all)) return false;
  skip_blanks();
  return at_ == line_.size() || fail("something follows the value");
}

bool JsonScanner::value(std::size_t depth, Paths paths) {
  skip_blanks();
  const std::size_t begin = at_;
  JsonKind kind = JsonKind::kMissing;
  if (peek() == '{') {
    kind = JsonKind::kObject;
    if (!object(depth, paths)) return false;
  } else if (peek() == '[') {
    kind = JsonKind::kArray;
    if (!array(depth, paths)) return false;
  } else {
    if (!plain_value()) return false;
    kind = last_kind_;
  }
  pick(depth, paths, kind, begin);
  return true;
}

bool JsonScanner::plain_value() {
  if (at_ == line_.size()) return fail("the line ends where a value must stand");
  const char first = peek();
  if (first == '"') {
    last_kind_ = JsonKind::kString;
    return string();
  }
  if (first == '-' || is_digit(first)) {
    last_kind_ = JsonKind::kNumber;
    return number();
  }
  last_kind_ = first == 'n' ? JsonKind::kNull : JsonKind::kBoolean;
  if (first == 'n') return word("null");
  if (first == 't') return word("true");
  if (first == 'f') return word("false");
  return fail("no value begins like this");
}

bool JsonScanner::object(std::size_t depth, Paths paths) {
  if (depth + 1 > kDeepest) return fail("nested more than 256 deep");
  ++at_;
  skip_blanks();
  if (peek() == '}') {
    ++at_;
    return true;
  }
  for (;;) {
    if (!member(depth, paths)) return false;
    skip_blanks();
    const char next = peek();
    if (next != ',' && next != '}')
      return fail(at_ == line_.size() ? "the line ends inside an object" : "expected , or }");
    ++at_;
    if (next == '}') return true;
    skip_blanks();
  }
}

bool JsonScanner::member(std::size_t depth, Paths paths) {
  if (peek() != '"') return fail("expected a key in quotes");
  const std::size_t begin = at_;
  if (!string()) return false;
  const std::string_view key = line_.substr(begin, at_ - begin);
  if (paths != 0) {
    const bool escaped = key.find('\\') != std::string_view::npos;
    paths = narrow(depth, paths, escaped ? decode_json_string(key) : key.substr(1, key.size() - 2));
  }
  skip_blanks();
  if (peek() != ':') return fail("expected : behind a key");
  ++at_;
  return value(depth + 1, paths);
}

bool JsonScanner::array(std::size_t depth, Paths paths) {
  if (depth + 1 > kDeepest) return fail("nested more than 256 deep");
  ++at_;
  skip_blanks();
  if (peek() == ']') {
    ++at_;
    return true;
  }
  for (std::size_t index = 0;; ++index) {
    if (!value(depth + 1, paths == 0 ? 0 : narrow(depth, paths, std::to_string(index)))) return false;
    skip_blanks();
    const char next = peek();
    if (next != ',' && next != ']')
      return fail(at_ == line_.size() ? "the line ends inside an array" : "expected , or ]");
    ++at_;
    if (next == ']') return true;
  }
}

bool JsonScanner::string() {
  for (++at_; at_ < line_.size();) {
    while (at_ < line_.size() && is_plain(line_[at_])) ++at_;
    if (at_ == line_.size()) break;
    if (line_[at_] == '"') {
      ++at_;
      return true;
    }
    if (line_[at_] != '\\') return fail("a control byte stands in a string");
    const char escape = at_ + 1 < line_.size() ? line_[at_ + 1] : '\0';
    if (is_simple_escape(escape)) {
      at_ += 2;
    } else if (escape == 'u' && has_four_hex(line_, at_ + 2)) {
      at_ += 6;
    } else {
      return fail("no escape looks like this");
    }
  }
  return fail("the line ends inside a string");
}

bool JsonScanner::number() {
  if (peek() == '-') ++at_;
  const bool zero = peek() == '0';
  if (zero) {
    ++at_;
    if (is_digit(peek())) return fail("a number has a leading zero");
  } else if (!digits()) {
    return false;
  }
  if (peek() == '.') {
    ++at_;
    if (!digits()) return false;
  }
  if (peek() == 'e' || peek() == 'E') {
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    return digits();
  }
  return true;
}

bool JsonScanner::digits() {
  if (!is_digit(peek())) return fail("expected a digit");
  while (is_digit(peek())) ++at_;
  return true;
}

bool JsonScanner::word(std::string_view expected) {
  if (!line_.substr(at_).starts_with(expected)) return fail("no value begins like this");
  at_ += expected.size();
  return true;
}

void JsonScanner::skip_blanks() noexcept {
  while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r' || line_[at_] == '\n'))
    ++at_;
}

// Of `paths`, those that go on through `token`. What an earlier member of the same name gave them is forgotten.
JsonScanner::Paths JsonScanner::narrow(std::size_t depth, Paths paths, std::string_view token) {
  Paths narrowed = 0;
  for (std::size_t i = 0; i < pointers_.size(); ++i) {
    const std::vector<std::string>& tokens = pointers_[i].tokens();
    if ((paths >> i & 1U) == 0 || depth >= tokens.size() || tokens[depth] != token) continue;
    picks_[i] = {};
    narrowed |= Paths{1} << i;
  }
  return narrowed;
}

void JsonScanner::pick(std::size_t depth, Paths paths, JsonKind kind, std::size_t begin) {
  for (std::size_t i = 0; i < pointers_.size(); ++i) {
    if ((paths >> i & 1U) == 0 || pointers_[i].tokens().size() != depth) continue;
    picks_[i] = {kind, line_.substr(begin, at_ - begin)};
  }
}

bool JsonScanner::fail(std::string_view message) noexcept {
  error_ = {at_, message};
  return false;
}

std::string decode_json_string(std::string_view raw) {
  raw = raw.substr(1, raw.size() - 2);
  std::string text;
  text.reserve(raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    const std::size_t escape = std::min(raw.find('\\', at), raw.size());
    text.append(raw, at, escape - at);
    at = escape;
    if (at == raw.size()) break;
    if (raw[at + 1] == 'u') {
      at = append_unicode_escape(raw, at + 1, text);
    } else {
      text += unescaped(raw[at + 1]);
      at += 2;
    }
  }
  return text;
}

}  // namespace telltale::cli
