#include "diagnose/redact.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "base/ascii.h"
#include "text/characters.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kLongestWord = 40;  // that is no code
constexpr std::size_t kShortestToken = 20;

// What stands in front of a secret, in lower case.
constexpr std::array<std::string_view, 12> kNames = {"password",      "passwd",     "token",      "bearer",
                                                     "authorization", "secret",     "api_key",    "apikey",
                                                     "access_key",    "access-key", "credential", "private_key"};

bool is_secret_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '=' || c == '_' || c == '-' || c == '.';
}

// The name of a secret that `line` has at `at`; empty when there is none.
std::string_view name_at(std::string_view line, std::size_t at) {
  for (const std::string_view name : kNames) {
    const std::string_view here = line.substr(at, name.size());
    if (std::equal(name.begin(), name.end(), here.begin(), here.end(), [](char a, char b) { return a == to_lower(b); }))
      return name;
  }
  return {};
}

// A word of base64: long, and of more than one kind of character, as no name or path of words is.
bool looks_encoded(std::string_view word) {
  constexpr std::string_view kToken = "eyJ";  // {" in base64: the head of a JSON Web Token
  if (word.starts_with(kToken) && word.size() >= kShortestToken) return true;
  if (word.size() < kLongestWord) return false;
  const auto has = [&](auto kind) { return std::any_of(word.begin(), word.end(), kind); };
  const auto marks = std::count(word.begin(), word.end(), '.') + std::count(word.begin(), word.end(), '-');
  return has(is_upper) && has(is_lower) && has(is_digit) && marks * 12 < static_cast<std::ptrdiff_t>(word.size());
}

class Redactor {
 public:
  explicit Redactor(std::string_view line) : line_(line) {}

  std::string run() {
    while (at_ < line_.size()) {
      if (!take_named() && !take_encoded()) out_ += line_[at_++];
    }
    return std::move(out_);
  }

 private:
  // "password: x", "token=x", "Bearer x": the name and what stands between are kept.
  bool take_named() {
    const std::string_view name = name_at(line_, at_);
    if (name.empty()) return false;
    const std::size_t behind = at_ + name.size();
    const std::size_t value = value_behind(name, behind);
    // "Authorization: Bearer x": the scheme is a value that announces another.
    const bool announces = value != behind && value < line_.size() && name_at(line_, value).empty();
    keep_to(announces ? value : behind);
    if (announces) black_out_to(value_end(value));
    return true;
  }

  // Where a value begins that `name` announces; `behind` when none does.
  [[nodiscard]] std::size_t value_behind(std::string_view name, std::size_t behind) const {
    constexpr std::size_t kMostBetween = 6;
    const std::string_view between = line_.substr(behind, kMostBetween);
    const std::size_t length = std::min(between.find_first_not_of(" :=\"'\\"), between.size());
    const std::string_view marks = between.substr(0, length);
    const bool announced = marks.find_first_of(":=") != std::string_view::npos || (name == "bearer" && marks == " ");
    return announced ? behind + length : behind;
  }

  [[nodiscard]] std::size_t value_end(std::size_t at) const {
    return std::min(line_.find_first_of(" \t\r\n\v\f\"',", at), line_.size());
  }

  bool take_encoded() {
    std::size_t end = at_;
    while (end < line_.size() && is_secret_byte(line_[end])) ++end;
    if (end - at_ < kShortestToken) {
      if (end == at_) return false;
      keep_one_word(end);
      return true;
    }
    if (looks_encoded(line_.substr(at_, end - at_)))
      black_out_to(end);
    else
      keep_one_word(end);
    return true;
  }

  // Up to where the name of a secret may begin within a word: "MY_TOKEN=x".
  void keep_one_word(std::size_t end) {
    do out_ += line_[at_++];
    while (at_ < end && name_at(line_, at_).empty());
  }

  void keep_to(std::size_t end) {
    out_ += line_.substr(at_, end - at_);
    at_ = end;
  }
  void black_out_to(std::size_t end) {
    out_ += kBlackedOut;
    at_ = end;
  }

  std::string_view line_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string redacted(std::string_view line) { return Redactor(line).run(); }

}  // namespace telltale::internal
