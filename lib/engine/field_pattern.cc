#include "engine/field_pattern.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <utility>

#include "engine/engine_problem.h"
#include "engine/re2_pattern.h"

namespace telltale::internal {

using re2::RE2;
using re2::StringPiece;

struct FieldPattern::Impl {
  explicit Impl(std::string_view pattern) : regex(re2_text(pattern), re2_options()) {
    for (const auto& [group, name] : regex.CapturingGroupNames()) {
      groups.push_back(group);
      names.push_back(name);
    }
    std::string least;
    std::string most;
    if (regex.ok() && regex.PossibleMatchRange(&least, &most, 1) && !least.empty() && !most.empty()) {
      first_least = static_cast<unsigned char>(least[0]);
      first_most = static_cast<unsigned char>(most[0]);
    }
  }

  // What RE2 itself would find out, at a tenth of the price: most patterns that are tried at a place do not begin there.
  [[nodiscard]] bool can_begin_with(char c) const {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= first_least && byte <= first_most;
  }

  bool match(std::string_view text, std::size_t from, RE2::Anchor anchor, std::vector<Span>* spans) const;

  RE2 regex;
  std::vector<int> groups;  // number of each field's group, ascending
  std::vector<std::string> names;
  unsigned char first_least = 0;  // the range of a match's first byte
  unsigned char first_most = 255;
};

namespace {

Span span_of(const StringPiece& piece, const char* text) {
  if (piece.data() == nullptr) return {};
  const auto begin = static_cast<std::size_t>(piece.data() - text);
  return {begin, begin + piece.size()};
}

}  // namespace

bool FieldPattern::Impl::match(std::string_view text, std::size_t from, RE2::Anchor anchor,
                               std::vector<Span>* spans) const {
  // More groups than nearly every pattern has; the others pay an allocation.
  std::array<StringPiece, 16> few;
  std::vector<StringPiece> many;
  const auto wanted = static_cast<std::size_t>(groups.empty() ? 0 : groups.back()) + 1;
  if (wanted > few.size()) many.resize(wanted);
  StringPiece* const pieces = many.empty() ? few.data() : many.data();

  // An empty view may have no address, and then "unset" could not be told from "empty".
  if (text.data() == nullptr) text = "";
  if (from > text.size() || !regex.Match(text, from, text.size(), anchor, pieces, static_cast<int>(wanted)))
    return false;
  spans->assign(1 + groups.size(), Span{});
  (*spans)[0] = span_of(pieces[0], text.data());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    (*spans)[i + 1] = span_of(pieces[static_cast<std::size_t>(groups[i])], text.data());
  }
  return true;
}

FieldPattern::FieldPattern(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<FieldPattern> FieldPattern::compile(std::string_view pattern) {
  auto impl = std::make_unique<Impl>(pattern);
  if (!impl->regex.ok()) return pattern_refused("RE2", "a pattern", pattern, impl->regex.error());
  return FieldPattern(std::move(impl));
}

bool FieldPattern::search(std::string_view text, std::size_t from, std::vector<Span>* spans) const {
  return impl_->match(text, from, RE2::UNANCHORED, spans);
}

std::optional<Span> FieldPattern::find(std::string_view text, std::size_t from) const {
  if (text.data() == nullptr) text = "";
  StringPiece whole;
  if (from > text.size() || !impl_->regex.Match(text, from, text.size(), RE2::UNANCHORED, &whole, 1))
    return std::nullopt;
  return span_of(whole, text.data());
}

bool FieldPattern::match_at(std::string_view text, std::size_t from, std::vector<Span>* spans) const {
  if (from < text.size() && !impl_->can_begin_with(text[from])) return false;
  return impl_->match(text, from, RE2::ANCHOR_START, spans);
}

bool FieldPattern::occurs(std::string_view text) const {
  return impl_->regex.Match(text, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

const std::vector<std::string>& FieldPattern::field_names() const noexcept { return impl_->names; }

}  // namespace telltale::internal
