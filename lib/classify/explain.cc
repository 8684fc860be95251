// Classifier::explain(): the way of a text, step by step, for people.
#include <algorithm>
#include <string>
#include <utility>

#include "classify/classifier_impl.h"
#include "text/clean.h"
#include "text/encoding.h"

namespace telltale {
namespace {

using internal::CompiledSet;
using internal::MappedText;
using internal::WindowTrace;

std::string join(const std::vector<std::string>& lines, std::string_view none) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out.empty() ? std::string(none) : out;
}

// Which gate words the text holds, and how often.
std::string gate_report(const CompiledSet& set, std::string_view text) {
  std::size_t hits = 0;
  std::string first;
  set.gate->scan(text, [&](std::size_t hit) {
    if (++hits == 1) {
      const std::size_t from = hit > 8 ? hit - 8 : 0;
      first = std::string(text.substr(from, hit - from));
    }
    return hit;
  });
  if (hits == 0)
    return "none of the " + std::to_string(set.gate->word_count()) +
           " gate words occurs: the text is not looked at any further";
  return std::to_string(hits) + " places, the first behind \"" + first + "\"";
}

void add_text_steps(std::string_view text, std::vector<ExplainedStep>* steps) {
  MappedText clean;
  MappedText scratch;
  internal::clean(text, &clean, &scratch, [&](const internal::CleanStep& step, std::string_view after) {
    steps->push_back({std::string(step.name), std::string(after)});
  });
}

std::string label_of(const CompiledSet& set, const internal::SetTarget& target) {
  if (!target.is_wording) return "signature " + set.signatures[target.index].id;
  const Frame& frame = *set.frames[target.index].info;
  return "frame " + frame.id + ", wording " + frame.wordings[target.wording].id;
}

// The signature that came closest: a frame whose reason nobody knows, else a reason without its frame.
// What the patterns that occur in the message text stand for.
std::vector<internal::SetTarget> targets_of(const CompiledSet& set, const WindowTrace& trace) {
  std::vector<internal::SetTarget> targets;
  for (const std::uint32_t hit : trace.message_hits) {
    const std::vector<internal::SetTarget>& some = set.message.targets[hit];
    targets.insert(targets.end(), some.begin(), some.end());
  }
  return targets;
}

std::string nearest_miss(const CompiledSet& set, const std::vector<WindowTrace>& traces) {
  for (const WindowTrace& trace : traces) {
    for (const internal::TracedCandidate& confirmed : trace.confirmed) {
      if (!confirmed.untied) return confirmed.text;
    }
    for (const internal::LoneFrame& lone : trace.lone_frames) {
      const std::string behind = trace.message.substr(lone.end, 60);
      return "frame " + set.frames[lone.frame].info->id + " is there, but no signature knows the reason behind it: \"" +
             behind.substr(0, behind.find('\n')) + "\"";
    }
  }
  for (const WindowTrace& trace : traces) {
    for (const internal::SetTarget& target : targets_of(set, trace)) {
      if (target.is_wording || !set.signatures[target.index].framed()) continue;
      return "the reason of " + set.signatures[target.index].id + " is there, but not behind a frame " +
             set.signatures[target.index].info->frame;
    }
  }
  for (const WindowTrace& trace : traces) {
    for (const internal::TracedCandidate& confirmed : trace.confirmed) return confirmed.text;
  }
  return "nothing in the text looks like a signature of the packs in use";
}

}  // namespace

Explanation Classifier::explain(std::string_view text) const {
  const CompiledSet& set = *impl_->set;
  Explanation explanation;
  const internal::Encoding encoding = internal::detect_encoding(text);
  std::string utf8(text);
  if (encoding != internal::Encoding::kUtf8) {
    utf8 = internal::Transcoded(text, encoding).text();
    explanation.steps.push_back({"encoding", utf8});
  }
  explanation.steps.push_back({"gate", gate_report(set, utf8)});
  add_text_steps(utf8, &explanation.steps);
  const std::function<bool(const Match&)> ignore = [](const Match&) { return true; };
  const std::vector<WindowTrace> traces = internal::Scan(set, impl_->options, utf8, ignore).trace();
  std::string messages;
  std::vector<std::string> proposed;
  std::vector<std::string> confirmed;
  for (const WindowTrace& trace : traces) {
    messages += trace.message + "\n";
    for (const internal::SetTarget& target : targets_of(set, trace)) proposed.push_back(label_of(set, target));
    for (const internal::TracedCandidate& candidate : trace.confirmed) confirmed.push_back(candidate.text);
  }
  explanation.steps.push_back({"message", messages});
  explanation.steps.push_back({"engine", join(proposed, "no pattern occurs")});
  explanation.steps.push_back({"confirm and decide", join(confirmed, "nothing was confirmed")});
  explanation.classification = classify(text);
  if (explanation.classification.empty()) explanation.nearest_miss = nearest_miss(set, traces);
  return explanation;
}

}  // namespace telltale
