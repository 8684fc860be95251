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

Occurrence::Counted::Counted(std::string_view pattern)
    : exact(re2_text(pattern), re2_options(pattern)),
      loose(re2_text(loosened(pattern)), re2_options(pattern)),
      same_up_to(asserts(pattern) ? 0 : shortest_count(pattern)) {}

bool Occurrence::Counted::occurs(std::string_view text) const {
  std::size_t from = 0;
  for (int tries = 0; tries < kMostCounted; ++tries) {
    StringPiece place;
    if (!loose.Match(text, from, text.size(), RE2::UNANCHORED, &place, 1)) return false;
    from = static_cast<std::size_t>(place.data() - text.data());
    const std::size_t near = std::min(text.size(), from + same_up_to);
    if (same_up_to != 0 && loose.Match(text, from, near, RE2::ANCHOR_START, nullptr, 0)) return true;
    if (exact.Match(text, from, text.size(), RE2::ANCHOR_START, nullptr, 0)) return true;
    ++from;
  }
  return exact.Match(text, from, text.size(), RE2::UNANCHORED, nullptr, 0);
}

std::unique_ptr<const Occurrence> Occurrence::create(std::string_view pattern) {
  auto made = std::make_unique<Occurrence>();
  std::string plain;
  for (const std::string_view alternative : alternatives_of(pattern)) {
    if (loosened(alternative) == alternative) {
      plain += (plain.empty() ? "" : "|") + std::string(alternative);
      continue;
    }
    auto counted = std::make_unique<const Counted>(alternative);
    if (!counted->exact.ok() || !counted->loose.ok()) return nullptr;
    made->counted_.push_back(std::move(counted));
  }
  if (plain.empty()) return made;
  made->plain_ = std::make_unique<const RE2>(re2_text(plain), re2_options(plain));
  return made->plain_->ok() ? std::move(made) : nullptr;
}

bool Occurrence::in(std::string_view text) const {
  if (text.data() == nullptr) text = "";
  if (plain_ && plain_->Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0)) return true;
  return std::any_of(counted_.begin(), counted_.end(), [&](const auto& counted) { return counted->occurs(text); });
}

}  // namespace telltale::internal
