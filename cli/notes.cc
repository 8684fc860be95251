#include "notes.h"

#include <algorithm>

#include "words.h"

namespace telltale::cli {

void Notes::add(const ReportNote& note) {
  if (note.source != source_) {
    finish();
    source_ = note.source;
    of_source_ = 0;
  }
  if (is_said(note)) return;
  if (++of_source_ > kMostOfASource) {
    ++counted_;
    return;
  }
  say_about(note.source, note.line, note.message);
  kept_.push_back(note);
}

// Parts of one text may all have hit the same limit.
bool Notes::is_said(const ReportNote& note) const {
  const auto of_this_source = kept_.rbegin() + static_cast<std::ptrdiff_t>(std::min(of_source_, kMostOfASource));
  return std::any_of(kept_.rbegin(), of_this_source, [&](const ReportNote& said) {
    return said.kind == note.kind && said.line == note.line && said.message == note.message;
  });
}

void Notes::finish() {
  if (counted_ == 0) return;
  ReportNote rest{ReportNote::Kind::kError, source_, 0,
                  "and " + std::to_string(counted_) + " more problems like these"};
  say_about(rest.source, 0, rest.message);
  kept_.push_back(std::move(rest));
  counted_ = 0;
}

}  // namespace telltale::cli
