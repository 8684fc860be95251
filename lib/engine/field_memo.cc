#include "engine/field_memo.h"

#include <algorithm>
#include <functional>

namespace telltale::internal {
namespace {

constexpr std::size_t kSlots = 256;
constexpr std::size_t kLongest = 1024;

// A match has one slot; what was there before is forgotten.
std::size_t slot_of(std::uint64_t pattern, std::string_view bytes) {
  return (std::hash<std::string_view>()(bytes) ^ pattern) % kSlots;
}

}  // namespace

std::string_view FieldMemo::form_of(const FieldPattern& pattern, std::string_view bytes) {
  if (!pattern.digit_runs().empty()) return bytes;
  form_.resize(bytes.size());
  std::transform(bytes.begin(), bytes.end(), form_.begin(), [](char c) { return c >= '0' && c <= '9' ? '0' : c; });
  return form_;
}

const std::vector<Span>& FieldMemo::fields_of(const FieldPattern& pattern, std::string_view text, const Span& match) {
  const std::string_view bytes = text.substr(match.begin, match.end - match.begin);
  if (bytes.size() > kLongest) {
    pattern.fields_of(text, match, &spans_);
    return spans_;
  }
  if (seen_.empty()) seen_.resize(kSlots);
  const std::string_view form = form_of(pattern, bytes);
  Seen& seen = seen_[slot_of(pattern.number(), form)];
  if (seen.pattern != pattern.number() || seen.bytes != form) {
    pattern.fields_of(bytes, {0, bytes.size()}, &seen.spans);
    seen.bytes = form;
    seen.pattern = pattern.number();
  }
  spans_ = seen.spans;
  for (Span& span : spans_) {
    if (span.set()) span = {span.begin + match.begin, span.end + match.begin};
  }
  return spans_;
}

}  // namespace telltale::internal
