#include "report/json_text.h"

#include <array>
#include <charconv>

#include "base/utf8.h"
#include "report/characters.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_plain(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7F && c != '"' && c != '\\';
}

void append_unit_escape(std::uint32_t unit, std::string& out) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[(unit >> static_cast<unsigned>(shift)) & 0xFU];
}

void append_escape(char32_t character, std::string& out) {
  switch (character) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (character < 0x10000) return append_unit_escape(character, out);
  append_unit_escape(0xD800 + ((character - 0x10000) >> 10U), out);
  append_unit_escape(0xDC00 + ((character - 0x10000) & 0x3FFU), out);
}

// Appends the character at `at` and moves `at` behind it. True when it was not valid.
bool append_character(std::string_view bytes, std::size_t& at, std::string& out) {
  const Character character = character_at(bytes, at);
  if (!character.valid) {
    out += kReplacementUtf8;
  } else if (is_unsafe(character.value) || character.value == '"' || character.value == '\\') {
    append_escape(character.value, out);
  } else {
    out += bytes.substr(at, character.length);
  }
  at += character.length;
  return !character.valid;
}

void append_key(std::string_view name, std::string& out) {
  out += ",\"";
  out += name;
  out += "\":";
}

bool append_text(std::string_view name, std::string_view value, std::string& out) {
  append_key(name, out);
  return append_json_string(value, out);
}

void append_count(std::string_view name, std::uint64_t value, std::string& out) {
  append_key(name, out);
  append_number(value, out);
}

bool append_id(const RecordId& id, std::string& out) {
  append_key("id", out);
  switch (id.kind) {
    case RecordId::Kind::kNone:
      out += "null";
      return false;
    case RecordId::Kind::kText:
      return append_json_string(id.value, out);
    case RecordId::Kind::kNumber:
      out += id.value;
      return false;
  }
  return false;
}

bool append_owner(const Match& match, std::string& out) {
  if (!match.owner.empty()) return append_text("owner", match.owner, out);
  append_key("owner", out);
  out += "null";
  return false;
}

// Ids and titles come from a pack, whose loader has seen to their UTF-8; no need to remember losses there.
void append_ids(const Match& match, std::string& out) {
  append_text("finding", match.finding, out);
  append_text("section", match.section, out);
  append_text("signature", match.signature, out);
  append_text("role", to_string(match.role), out);
  append_text("confidence", to_string(match.confidence), out);
}

bool is_repeated(const Match& match, std::size_t index) noexcept {
  for (std::size_t i = 0; i < index; ++i) {
    if (match.fields[i].name == match.fields[index].name) return true;
  }
  return false;
}

}  // namespace

bool append_json_string(std::string_view bytes, std::string& out) {
  bool lossy = false;
  out += '"';
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    while (end < bytes.size() && is_plain(bytes[end])) ++end;
    out.append(bytes, at, end - at);
    at = end;
    if (at < bytes.size() && append_character(bytes, at, out)) lossy = true;
  }
  out += '"';
  return lossy;
}

std::string with_escapes(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const Character character = character_at(json, at);
    if (is_unsafe(character.value)) {
      append_escape(character.value, out);
    } else {
      out += json.substr(at, character.length);
    }
    at += character.length;
  }
  return out;
}

void append_number(std::uint64_t number, std::string& out) {
  std::array<char, 20> digits{};  // 2^64 has 20
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), written.ptr);
}

bool append_fields_object(const Match& match, std::string& out) {
  bool lossy = false;
  bool first = true;
  out += '{';
  for (std::size_t i = 0; i < match.fields.size(); ++i) {
    if (is_repeated(match, i)) continue;
    if (!first) out += ',';
    first = false;
    append_json_string(match.fields[i].name, out);
    out += ':';
    if (append_json_string(match.fields[i].value, out)) lossy = true;
  }
  out += '}';
  return lossy;
}

void append_match_object(const Match& match, const Origin& origin, std::string& out) {
  out += "{\"v\":1";
  bool lossy = append_text("source", origin.source, out);
  append_count("record", origin.record, out);
  if (append_id(origin.id, out)) lossy = true;
  append_count("line", match.line, out);
  append_count("column", match.column, out);
  append_count("begin", match.begin, out);
  append_count("end", match.end, out);
  append_ids(match, out);
  append_owner(match, out);
  append_key("fields", out);
  if (append_fields_object(match, out)) lossy = true;
  append_text("title", match.title, out);
  append_text("link", match.link, out);
  if (lossy) out += ",\"lossy\":true";
  out += '}';
}

}  // namespace telltale::internal

namespace telltale {

std::string quote_json(std::string_view bytes) {
  std::string quoted;
  internal::append_json_string(bytes, quoted);
  return quoted;
}

std::string valid_utf8(std::string_view bytes) { return internal::to_valid_utf8(bytes); }

std::string to_ndjson(const Match& match, const Origin& origin) {
  std::string line;
  internal::append_match_object(match, origin, line);
  return line;
}

std::string to_json(const Problem& problem) {
  std::string out = "{\"severity\":";
  out += problem.severity == Severity::kError ? "\"error\"" : "\"warning\"";
  internal::append_text("code", problem.code, out);
  internal::append_text("file", problem.file, out);
  internal::append_text("pointer", problem.pointer, out);
  internal::append_count("line", problem.line, out);
  internal::append_count("column", problem.column, out);
  internal::append_text("message", problem.message, out);
  internal::append_text("remedy", problem.remedy, out);
  internal::append_text("excerpt", problem.excerpt, out);
  internal::append_count("caret", problem.caret, out);
  internal::append_count("caret_length", problem.caret_length, out);
  out += '}';
  return out;
}

}  // namespace telltale
