#include "classify/condition_memo.h"

#include <algorithm>

namespace telltale::internal {
namespace {

// In a record that is shorter, few matches have parts of their own.
constexpr std::size_t kLongRecord = 2048;

bool is_inside(std::string_view part, std::string_view text) {
  return part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size();
}

}  // namespace

void ConditionMemo::begin_record(std::string_view record, TextForm form) {
  record_ = record;
  form_ = form;
  answers_.clear();
  stretches_.clear();
}

std::optional<bool> ConditionMemo::known(const FieldPattern& pattern, std::string_view part) const {
  for (const Answer& answer : answers_) {
    const bool is_same = answer.part.data() == part.data() && answer.part.size() == part.size();
    if (is_same && answer.pattern == pattern.number()) return answer.occurs;
  }
  return std::nullopt;
}

bool ConditionMemo::occurs(const FieldPattern& pattern, std::string_view part) {
  if (may_be_flood(pattern, part)) {
    if (const std::optional<bool> answer = look_in_flood(pattern, part)) return *answer;
  }
  if (const std::optional<bool> answer = known(pattern, part)) return *answer;
  const bool found = pattern.occurs(part);
  keep({pattern.number(), part, found});
  return found;
}

// Only of a pattern that looks at no edge of its text does what it occurs in tell something of the parts of that, and
// of what that is a part of: one of message text that may end anywhere.
bool ConditionMemo::may_be_flood(const FieldPattern& pattern, std::string_view part) const {
  return record_.size() >= kLongRecord && form_ == TextForm::kMessage && pattern.match_end() == MatchEnd::kAnywhere &&
         is_inside(part, record_);
}

std::optional<bool> ConditionMemo::Stretch::answer(std::string_view part) const {
  if (found.data() != nullptr && is_inside(found, part)) return true;
  if (!is_inside(part, text)) return std::nullopt;
  if (found.data() == nullptr || part.data() + part.size() <= found.data()) return false;
  return std::nullopt;
}

std::optional<bool> ConditionMemo::look_in_flood(const FieldPattern& pattern, std::string_view part) {
  Stretch* const stretch = stretch_of(pattern);
  if (stretch == nullptr) {
    const bool found = pattern.occurs(part);  // which is less than finding out where
    stretches_.push_back({pattern.number(), part, found ? part : std::string_view(), 0});
    return found;
  }
  if (const std::optional<bool> answer = stretch->answer(part)) return answer;
  look(pattern, part, stretch);
  return stretch->answer(part);
}

// As long as a pattern is not there, it is looked for further and further ahead, and where it is first is kept, so that
// a flood costs a pass or two over its record.
void ConditionMemo::look(const FieldPattern& pattern, std::string_view part, Stretch* stretch) const {
  const auto begin = static_cast<std::size_t>(part.data() - record_.data());
  stretch->text = record_.substr(begin, part.size() + stretch->ahead);
  stretch->found = {};
  if (!pattern.occurs(stretch->text)) {
    stretch->ahead = std::max(part.size(), 2 * stretch->ahead);
    return;
  }
  const std::optional<Span> found = pattern.find(stretch->text, 0);
  stretch->found = found ? stretch->text.substr(found->begin, found->end - found->begin) : stretch->text;
}

ConditionMemo::Stretch* ConditionMemo::stretch_of(const FieldPattern& pattern) {
  for (Stretch& stretch : stretches_) {
    if (stretch.pattern == pattern.number()) return &stretch;
  }
  return nullptr;
}

void ConditionMemo::keep(const Answer& answer) {
  if (answers_.size() < kMostAnswers)
    answers_.push_back(answer);
  else
    answers_[next_answer_++ % kMostAnswers] = answer;
}

}  // namespace telltale::internal
