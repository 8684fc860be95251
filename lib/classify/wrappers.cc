#include "classify/wrappers.h"

#include <algorithm>
#include <optional>

#include "text/message.h"

namespace telltale::internal {
namespace {

// Bytes in front of a call in which its wrappers may stand.
constexpr std::size_t kReachBack = 1024;

bool may_end(const CompiledWrapper& wrapper, std::string_view text) {
  const auto holds_one = [&](const std::vector<WordFinder>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const WordFinder& word) { return word.find(text) != std::string_view::npos; });
  };
  return text.ends_with(wrapper.literal_end) && std::all_of(wrapper.words.begin(), wrapper.words.end(), holds_one);
}

// The number of the wrapper that ends where `text` ends and begins at `from` or later, the longest when there are
// several; `wrappers.size()` when there is none.
std::size_t last_wrapper(const std::vector<CompiledWrapper>& wrappers, std::string_view text, std::size_t from,
                         Span* best) {
  std::size_t found = wrappers.size();
  for (std::size_t i = 0; i < wrappers.size(); ++i) {
    if (!may_end(wrappers[i], text.substr(from))) continue;
    const std::optional<Span> match = wrappers[i].pattern.find(text, from);
    if (!match || (found != wrappers.size() && match->begin >= best->begin)) continue;
    found = i;
    *best = *match;
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
void unwrap(const std::vector<CompiledWrapper>& wrappers, const std::vector<Wrapper>& infos, std::string_view message,
            std::size_t from, FieldMemo* memo, FoundWrappers* found) {
  while (found->begin > from) {
    Span match;
    const std::size_t last = last_wrapper(wrappers, message.substr(0, found->begin), from, &match);
    if (last == wrappers.size()) return;
    if (found->ids.empty()) found->end = found->begin;
    found->ids.insert(0, found->ids.empty() ? infos[last].id : infos[last].id + " ");
    const FieldPattern& pattern = wrappers[last].pattern;
    if (!pattern.field_names().empty())
      add_new_captures(pattern, memo->fields_of(pattern, message, match), &found->captures);
    found->begin = match.begin;
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

bool find_wrappers(const CompiledSet& set, const Candidate& candidate, Workspace* workspace, FoundWrappers* found) {
  const CompiledSignature& signature = set.signatures[candidate.signature];
  const std::vector<CompiledWrapper>& wrappers = set.wrappers[signature.pack];
  if (!signature.framed() || wrappers.empty()) return false;
  const std::string_view message = workspace->message.text;
  const std::vector<Wrapper>& infos = set.packs[signature.pack].wrappers();
  const std::size_t reach = candidate.begin - std::min(candidate.begin, kReachBack);
  *found = {};
  found->begin = candidate.begin;
  for (std::size_t record = candidate.record_begin;;) {
    unwrap(wrappers, infos, message, std::max(record, reach), &workspace->memo, found);
    if (record <= reach || !is_announced(*workspace, record, found->begin)) break;
    found->begin = record - 1;
    record = message.rfind('\n', record - 2) + 1;
  }
  return !found->ids.empty();
}

}  // namespace telltale::internal
