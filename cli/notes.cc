#include "notes.h"

#include "words.h"

namespace telltale::cli {

void Notes::add(const ReportNote& note) {
  if (note.source != source_) {
    finish();
    source_ = note.source;
    of_source_ = 0;
  }
  if (++of_source_ > kMostOfASource) {
    ++counted_;
    return;
  }
  say_about(note.source, note.line, note.message);
  kept_.push_back(note);
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
