// ConditionMemo: whether the patterns of conditions occur in parts of a record, each looked for as seldom as can be.
//
// Signatures share conditions, and what is near one match is near the next one. In a short record the parts are the
// same; in a flood of matches each is a little further on than the last one, and most of it was looked at before.
#ifndef TELLTALE_LIB_CLASSIFY_CONDITION_MEMO_H_
#define TELLTALE_LIB_CLASSIFY_CONDITION_MEMO_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/field_pattern.h"
#include "telltale/pack.h"

namespace telltale::internal {

// For one thread.
class ConditionMemo {
 public:
  // What is asked from now on is about parts of `record`, whose bytes stay as they are.
  void begin_record(std::string_view record, TextForm form);

  // What was answered lately, if it was.
  [[nodiscard]] std::optional<bool> known(const FieldPattern& pattern, std::string_view part) const;

  // What pattern.occurs(part) says.
  [[nodiscard]] bool occurs(const FieldPattern& pattern, std::string_view part);

 private:
  struct Answer {
    std::uint64_t pattern = 0;  // its number
    std::string_view part;
    bool occurs = false;
  };
  // Where a pattern is known not to occur: in no part of `text`.
  struct Absence {
    std::uint64_t pattern = 0;
    std::string_view text;
    std::size_t ahead = 0;  // how much more than a part to look at next
  };
  static constexpr std::size_t kMostAnswers = 64;

  [[nodiscard]] bool is_in_flood(const FieldPattern& pattern, std::string_view part) const;
  bool occurs_in_flood(const FieldPattern& pattern, std::string_view part);
  Absence& absence_of(const FieldPattern& pattern);
  // `part` and what follows it in the record, `ahead` bytes at most.
  [[nodiscard]] std::string_view with_more(std::string_view part, std::size_t ahead) const;
  void keep(const Answer& answer);

  std::string_view record_;
  TextForm form_ = TextForm::kMessage;
  std::vector<Answer> answers_;  // the last ones
  std::size_t next_answer_ = 0;
  std::vector<Absence> absences_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_CONDITION_MEMO_H_
