// clean(): undoes what terminals, JSON, Slack, Markdown, Terraform and CI did to a message, step by step, and keeps the
// way back to the original bytes.
//
// Each step is a function from text to text in a file of its own; clean_steps() lists them in order. A step that finds
// nothing to do costs one search for a byte.
//
// Manglings nest in any order (JSON in a Slack quote in a JSON log), so the steps run in rounds until a round changes
// nothing. What comes out is then clean by construction: cleaning it again changes nothing.
#ifndef TELLTALE_LIB_TEXT_CLEAN_H_
#define TELLTALE_LIB_TEXT_CLEAN_H_

#include <functional>
#include <string_view>
#include <vector>

#include "text/mapped_text.h"

namespace telltale::internal {

struct CleanStep {
  std::string_view name;     // as `explain` shows it
  std::string_view meaning;  // one sentence
  // Rewrites `in` to `out`; returns false (out unspecified) when there is nothing to do.
  bool (*run)(const MappedText& in, MappedText* out);
};

[[nodiscard]] const std::vector<CleanStep>& clean_steps();

// Rounds that are made at most. Real texts need two or three (the last one only looks); each further layer of foreign
// mangling costs one. A bound, so that hostile text cannot buy work: cost is linear in the text times this.
inline constexpr int kMaxCleanRounds = 8;

// All steps over `raw` (a window of at most a few dozen KiB). The result holds '\n' between physical lines; lines
// begin with their first speaking byte (decoration such as "│ ", "> ", "| " and indentation is gone), and it is never
// longer than `raw`.
// `out` and `scratch` are reused between calls: no allocation once they have grown.
// Returns whether the text came to rest; false: kMaxCleanRounds were not enough, some mangling may be left.
bool clean(std::string_view raw, MappedText* out, MappedText* scratch);

// The same for a text in `text` of which something was left out already.
bool clean_on(MappedText* text, MappedText* scratch);

// As clean(), and calls `after_step` with every step that changed the text and the text behind it: for `explain`.
using CleanObserver = std::function<void(const CleanStep& step, std::string_view text)>;
bool clean(std::string_view raw, MappedText* out, MappedText* scratch, const CleanObserver& after_step);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_CLEAN_H_
