// What the page and the Markdown of a diagnosis say around the texts of the pack, in the languages of packs.
#ifndef TELLTALE_LIB_REPORT_DIAGNOSIS_WORDS_H_
#define TELLTALE_LIB_REPORT_DIAGNOSIS_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "telltale/diagnosis_report.h"

namespace telltale::internal {

struct DiagnosisWords {
  std::string_view decided;
  std::string_view likely;
  std::string_view undecided;
  std::string_view healthy;
  std::string_view nothing_known;
  std::string_view not_ours;
  std::string_view because;
  std::string_view well;
  std::string_view against;
  std::string_view errors;
  std::string_view candidates;
  std::string_view excluded;
  std::string_view contradictions;
  std::string_view ignorable;
  std::string_view history;
  std::string_view next;
  std::string_view expect;      // of a check
  std::string_view afterwards;  // of a fix
  std::string_view to_set;
  std::string_view feed_back;  // above a block of commands
  std::string_view stop;       // between a title and its sentence
};

[[nodiscard]] const DiagnosisWords& words_of(Language language) noexcept;

[[nodiscard]] const std::string& in_language(const LocalizedText& text, Language language) noexcept;

// "a.log:3"; the source alone when there is no line.
[[nodiscard]] std::string place_of(const Sighting& sighting);

// What a diagnosis says first, in one line.
[[nodiscard]] std::string verdict_of(const Diagnosis& diagnosis, Language language);

// The sightings that have a role and are present, each finding once.
[[nodiscard]] std::vector<const Sighting*> present_with_role(const Diagnosis& diagnosis, Role role);

// The checks among the next steps as one block to copy: what to run, to feed its output back. Empty when something is
// decided, or nothing is to be checked.
[[nodiscard]] std::string questions_of(const Diagnosis& diagnosis);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_DIAGNOSIS_WORDS_H_
