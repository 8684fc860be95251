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
  absences_.clear();
}

std::optional<bool> ConditionMemo::known(const FieldPattern& pattern, std::string_view part) const {
  for (const Answer& answer : answers_) {
    const bool is_same = answer.part.data() == part.data() && answer.part.size() == part.size();
    if (is_same && answer.pattern == pattern.number()) return answer.occurs;
  }
  return std::nullopt;
}

bool ConditionMemo::occurs(const FieldPattern& pattern, std::string_view part) {
  if (const std::optional<bool> answer = known(pattern, part)) return *answer;
  const bool found = is_in_flood(pattern, part) ? occurs_in_flood(pattern, part) : pattern.occurs(part);
  keep({pattern.number(), part, found});
  return found;
}

// Only of a pattern that looks at no edge of its text can it be said that it occurs in no part of what it does not
// occur in: one of message text that may end anywhere.
bool ConditionMemo::is_in_flood(const FieldPattern& pattern, std::string_view part) const {
  return record_.size() >= kLongRecord && form_ == TextForm::kMessage && pattern.match_end() == MatchEnd::kAnywhere &&
         is_inside(part, record_);
}

// As long as a pattern is not there, it is looked for further and further ahead, so that a flood costs a pass or two
// over its record. Where it is, a look ahead may be in vain, and is taken up again with little.
bool ConditionMemo::occurs_in_flood(const FieldPattern& pattern, std::string_view part) {
  Absence& absence = absence_of(pattern);
  if (is_inside(part, absence.text)) return false;
  const std::string_view more = with_more(part, absence.ahead);
  if (absence.ahead > 0 && !pattern.occurs(more)) {
    absence.text = more;
    absence.ahead *= 2;
    return false;
  }
  if (pattern.occurs(part)) {
    absence.ahead = 0;
    return true;
  }
  absence.ahead = absence.ahead > 0 ? 0 : part.size();
  absence.text = part;
  return false;
}

ConditionMemo::Absence& ConditionMemo::absence_of(const FieldPattern& pattern) {
  for (Absence& absence : absences_) {
    if (absence.pattern == pattern.number()) return absence;
  }
  return absences_.emplace_back(Absence{pattern.number(), {}, 0});
}

std::string_view ConditionMemo::with_more(std::string_view part, std::size_t ahead) const {
  const auto begin = static_cast<std::size_t>(part.data() - record_.data());
  return record_.substr(begin, part.size() + ahead);
}

void ConditionMemo::keep(const Answer& answer) {
  if (answers_.size() < kMostAnswers)
    answers_.push_back(answer);
  else
    answers_[next_answer_++ % kMostAnswers] = answer;
}

}  // namespace telltale::internal
