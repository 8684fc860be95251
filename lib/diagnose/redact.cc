#include "diagnose/redact.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/ascii.h"
#include "text/characters.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kLongestWord = 40;

// What stands in front of a secret, in lower case.
constexpr std::array<std::string_view, 12> kNames = {"password",      "passwd",     "token",      "bearer",
                                                     "authorization", "secret",     "api_key",    "apikey",
                                                     "access_key",    "access-key", "credential", "private_key"};

bool is_secret_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-' || c == '.';
}

bool named_at(std::string_view line, std::size_t at, std::size_t* length) {
  for (const std::string_view name : kNames) {
    if (at + name.size() > line.size()) continue;
    const bool same = std::equal(name.begin(), name.end(), line.begin() + static_cast<std::ptrdiff_t>(at),
                                 [](char a, char b) { return a == to_lower(b); });
    if (!same) continue;
    *length = name.size();
    return true;
  }
  return false;
}

// The end of a secret's value that a name announces at `at`: behind : or =, quotes and blanks; `at` when none follows.
std::size_t announced_value(std::string_view line, std::size_t at, std::size_t* begin) {
  std::size_t value = at;
  bool announced = false;
  while (value < line.size() && value - at < 6 && std::string_view(" :=\"'\\").find(line[value]) != std::string_view::npos) {
    announced |= line[value] == ':' || line[value] == '=';
    ++value;
  }
  if (!announced) return at;
  *begin = value;
  while (value < line.size() && !is_blank(line[value]) && line[value] != '"' && line[value] != '\'' && line[value] != ',')
    ++value;
  return value;
}

// A word of base64: long, and of more than one kind of character, as no name or path of words is.
bool looks_encoded(std::string_view word) {
  if (word.substr(0, 3) == "eyJ" && word.size() >= 20) return true;
  if (word.size() < kLongestWord) return false;
  const auto has = [&](auto kind) { return std::any_of(word.begin(), word.end(), kind); };
  const auto dots = std::count(word.begin(), word.end(), '.') + std::count(word.begin(), word.end(), '-');
  return has(is_upper) && has(is_lower) && has(is_digit) && dots * 12 < static_cast<std::ptrdiff_t>(word.size());
}

}  // namespace

std::string redacted(std::string_view line) {
  std::string out;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t length = 0;
    if (named_at(line, at, &length)) {
      std::size_t value = 0;
      const std::size_t end = announced_value(line, at + length, &value);
      if (end > at + length && end > value) {
        // "Authorization: Bearer x": the scheme is a value that announces another.
        std::size_t scheme = 0;
        if (!named_at(line, value, &scheme)) {
          out += line.substr(at, value - at);
          out += kBlackedOut;
          at = end;
          continue;
        }
      }
      if (end == at + length && at + length < line.size() && line[at + length] == ' ' && length == 6 &&
          to_lower(line[at]) == 'b') {
        out += line.substr(at, length + 1);
        out += kBlackedOut;
        at += length + 1;
        while (at < line.size() && is_secret_byte(line[at])) ++at;
        continue;
      }
      out += line.substr(at, length);
      at += length;
      continue;
    }
    std::size_t end = at;
    while (end < line.size() && is_secret_byte(line[end])) ++end;
    if (end - at >= 20 && looks_encoded(line.substr(at, end - at))) {
      out += kBlackedOut;
      at = end;
      continue;
    }
    out += line[at++];
  }
  return out;
}

}  // namespace telltale::internal
