#include "classify/wrappers.h"

#include <algorithm>

#include "text/message.h"

namespace telltale::internal {
namespace {

// Bytes in front of a call in which its wrappers may stand.
constexpr std::size_t kReachBack = 1024;

// The wrapper that ends where `text` ends and begins at `from` or later; the longest when there are several.
const Wrapper* last_wrapper(const CompiledWrappers& compiled, const std::vector<Wrapper>& wrappers,
                            std::string_view text, std::size_t from, std::vector<Span>* best,
                            const FieldPattern** pattern) {
  const Wrapper* found = nullptr;
  std::vector<Span> spans;
  for (std::size_t i = 0; i < compiled.each.size(); ++i) {
    if (!compiled.each[i].search(text, from, &spans)) continue;
    if (found != nullptr && spans[0].begin >= (*best)[0].begin) continue;
    found = &wrappers[i];
    *pattern = &compiled.each[i];
    best->swap(spans);
  }
  return found;
}

void add_new_captures(const FieldPattern& pattern, const std::vector<Span>& spans, std::vector<Capture>* captures) {
  const std::vector<std::string>& names = pattern.field_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Span& span = spans[i + 1];
    const bool known =
        std::any_of(captures->begin(), captures->end(), [&](const Capture& c) { return c.name == names[i]; });
    if (span.set() && span.begin < span.end && !known) captures->push_back({names[i], span.begin, span.end});
  }
}

// Takes in the wrappers that stand in `message` right in front of found->begin, not before `from`.
void unwrap(const CompiledWrappers& compiled, const std::vector<Wrapper>& wrappers, std::string_view message,
            std::size_t from, FoundWrappers* found) {
  std::vector<Span> spans;
  if (!compiled.chain->search(message.substr(0, found->begin), from, &spans)) return;
  for (const std::size_t outermost = spans[0].begin; found->begin > outermost; found->begin = spans[0].begin) {
    const FieldPattern* pattern = nullptr;
    const Wrapper* wrapper =
        last_wrapper(compiled, wrappers, message.substr(0, found->begin), outermost, &spans, &pattern);
    if (wrapper == nullptr) return;
    if (found->ids.empty()) found->end = found->begin;
    found->ids.insert(0, found->ids.empty() ? wrapper->id : wrapper->id + " ");
    add_new_captures(*pattern, spans, &found->captures);
  }
}

// Whether the record in front of the one at `record` announces it, and nothing but a prefix of loggers stands between.
bool is_announced(const Workspace& space, std::size_t record, std::size_t begin) {
  const MappedText& message = space.message;
  if (record < 2 || message.text[record - 1] != '\n' || message.text[record - 2] != ':') return false;
  const MappedText& lines = space.text_of(TextForm::kLine);
  const auto line = std::lower_bound(lines.begin.begin(), lines.begin.end(), message.begin[record]);
  auto speaks = static_cast<std::size_t>(line - lines.begin.begin());
  while (speaks < lines.text.size() && is_silent(static_cast<unsigned char>(lines.text[speaks]))) ++speaks;
  return speaks < lines.text.size() && lines.begin[speaks] >= message.begin[begin];
}

}  // namespace

bool find_wrappers(const CompiledSet& set, const Candidate& candidate, const Workspace& workspace,
                   FoundWrappers* found) {
  const CompiledSignature& signature = set.signatures[candidate.signature];
  const CompiledWrappers& compiled = set.wrappers[signature.pack];
  if (!signature.framed() || !compiled.chain) return false;
  const std::string_view message = workspace.message.text;
  const std::vector<Wrapper>& wrappers = set.packs[signature.pack].wrappers();
  const std::size_t reach = candidate.begin - std::min(candidate.begin, kReachBack);
  *found = {};
  found->begin = candidate.begin;
  for (std::size_t record = candidate.record_begin;;) {
    unwrap(compiled, wrappers, message, std::max(record, reach), found);
    if (record <= reach || !is_announced(workspace, record, found->begin)) break;
    found->begin = record - 1;
    record = message.rfind('\n', record - 2) + 1;
  }
  return !found->ids.empty();
}

}  // namespace telltale::internal
