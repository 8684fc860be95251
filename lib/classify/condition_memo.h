// ConditionMemo: whether the patterns of conditions occur in parts of a text, each looked for as seldom as can be.
//
// Signatures share conditions, and what is near one match is near the next one. In a short text the parts are the
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

  // The same record, where it was, has more bytes behind those that it had.
  void extend_record(std::string_view record) noexcept { record_ = record; }

  // What was answered lately of just this part, if it was and the part is not one of a flood.
  [[nodiscard]] std::optional<bool> known(const FieldPattern& pattern, std::string_view part) const;

  // What pattern.occurs(part) says.
  [[nodiscard]] bool occurs(const FieldPattern& pattern, std::string_view part);

 private:
  struct Answer {
    std::uint64_t pattern = 0;  // its number
    std::string_view part;
    bool occurs = false;
  };
  // What a pattern was looked for in. It occurs in `found` if that is not null, and nowhere in `text` before it begins.
  struct Stretch {
    std::uint64_t pattern = 0;
    std::string_view text;
    std::string_view found;
    std::size_t ahead = 0;  // how much more than a part to look at next

    [[nodiscard]] std::optional<bool> answer(std::string_view part) const;
  };
  static constexpr std::size_t kMostAnswers = 64;

  [[nodiscard]] bool may_be_flood(const FieldPattern& pattern, std::string_view part) const;
  // Nothing: the end of `part` cuts the first place where the pattern occurs.
  std::optional<bool> look_in_flood(const FieldPattern& pattern, std::string_view part);
  // Looks for the pattern in `part` and what follows it; what is found goes to `stretch`.
  void look(const FieldPattern& pattern, std::string_view part, Stretch* stretch) const;
  [[nodiscard]] Stretch* stretch_of(const FieldPattern& pattern);
  void keep(const Answer& answer);

  std::string_view record_;
  TextForm form_ = TextForm::kMessage;
  std::vector<Answer> answers_;  // the last ones
  std::size_t next_answer_ = 0;
  std::vector<Stretch> stretches_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_CONDITION_MEMO_H_
