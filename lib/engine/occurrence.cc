#include "engine/occurrence.h"

#include <algorithm>
#include <utility>

#include "engine/loosen.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {

using re2::RE2;
using re2::StringPiece;

namespace {

// Places that are counted one by one before RE2 counts all of them at once, which is slow but bounded.
constexpr int kMostCounted = 32;

// The place behind the escape, the class or the byte at `at`.
std::size_t next_token(std::string_view pattern, std::size_t at) {
  if (pattern[at] == '\\') return at + 2;
  if (pattern[at] != '[') return at + 1;
  for (++at; at < pattern.size() && pattern[at] != ']';) at += pattern[at] == '\\' ? 2 : 1;
  return at + 1;
}

// The parts of `pattern` between the bars outside of groups.
std::vector<std::string_view> split(std::string_view pattern) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < pattern.size(); at = next_token(pattern, at)) {
    if (pattern[at] == '(') ++depth;
    if (pattern[at] == ')') --depth;
    if (pattern[at] != '|' || depth != 0) continue;
    parts.push_back(pattern.substr(begin, at - begin));
    begin = at + 1;
  }
  parts.push_back(pattern.substr(begin));
  return parts;
}

// Whether the group that `pattern` begins with ends where `pattern` does.
bool is_one_group(std::string_view pattern) {
  constexpr std::string_view kGroup = "(?:";
  if (!pattern.starts_with(kGroup)) return false;
  int depth = 0;
  for (std::size_t at = 0; at < pattern.size(); at = next_token(pattern, at)) {
    if (pattern[at] == '(') ++depth;
    if (pattern[at] == ')' && --depth == 0) return at + 1 == pattern.size();
  }
  return false;
}

// Only in a text that is cut do assertions see another end than in the whole one.
bool asserts(std::string_view pattern) {
  for (std::size_t at = 0; at < pattern.size(); at = next_token(pattern, at)) {
    if (pattern[at] == '^' || pattern[at] == '$') return true;
    if (pattern[at] == '\\' && std::string_view("AbBzZ").find(pattern[at + 1]) != std::string_view::npos) return true;
  }
  return false;
}

void add_alternatives(std::string_view pattern, std::vector<std::string_view>* out) {
  while (is_one_group(pattern)) {
    pattern.remove_prefix(3);
    pattern.remove_suffix(1);
  }
  const std::vector<std::string_view> parts = split(pattern);
  if (parts.size() == 1) return out->push_back(pattern);
  for (const std::string_view part : parts) add_alternatives(part, out);
}

}  // namespace

std::vector<std::string_view> alternatives_of(std::string_view pattern) {
  std::vector<std::string_view> alternatives;
  add_alternatives(pattern, &alternatives);
  return alternatives;
}

// What is part of a pattern that RE2 takes, it takes when it may use as much memory.
Occurrence::Compiled::Compiled(std::string_view part, std::string_view whole) {
  const std::string text = re2_text(part);
  regex.emplace(text, re2_options(part));
  if (!regex->ok()) regex.emplace(text, re2_options(whole));
}

bool Occurrence::Compiled::match(std::string_view text, std::size_t from, std::size_t to, RE2::Anchor anchor,
                                 StringPiece* place) const {
  return regex->Match(text, from, to, anchor, place, place == nullptr ? 0 : 1);
}

Occurrence::Occurrence(std::string_view pattern) : pattern_(pattern) {
  for (const std::string_view alternative : alternatives_of(pattern_)) {
    std::string loose = loosened(alternative);
    if (loose == alternative) {
      plain_text_.append(plain_text_.empty() ? "" : "|").append(loose);
      continue;
    }
    Counted& counted = counted_.emplace_back();
    counted.exact_text = alternative;
    counted.loose_text = std::move(loose);
    counted.same_up_to = asserts(alternative) ? 0 : shortest_count(alternative);
  }
}

bool Occurrence::occurs(const Counted& counted, std::string_view text) const {
  const Compiled& loose = counted.loose.get(counted.loose_text, pattern_);
  std::size_t from = 0;
  for (int tries = 0; tries < kMostCounted; ++tries) {
    StringPiece place;
    if (!loose.match(text, from, text.size(), RE2::UNANCHORED, &place)) return false;
    from = static_cast<std::size_t>(place.data() - text.data());
    const std::size_t near = std::min(text.size(), from + counted.same_up_to);
    if (counted.same_up_to != 0 && loose.match(text, from, near, RE2::ANCHOR_START, nullptr)) return true;
    const Compiled& exact = counted.exact.get(counted.exact_text, pattern_);
    if (exact.match(text, from, text.size(), RE2::ANCHOR_START, nullptr)) return true;
    ++from;
  }
  return counted.exact.get(counted.exact_text, pattern_).match(text, from, text.size(), RE2::UNANCHORED, nullptr);
}

bool Occurrence::in(std::string_view text) const {
  if (text.data() == nullptr) text = "";
  if (!plain_text_.empty() && plain_.get(plain_text_, pattern_).match(text, 0, text.size(), RE2::UNANCHORED, nullptr))
    return true;
  return std::any_of(counted_.begin(), counted_.end(), [&](const Counted& counted) { return occurs(counted, text); });
}

}  // namespace telltale::internal
