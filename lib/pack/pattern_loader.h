// From a text of a pack's file to a Pattern: fill in definitions, parse, fold; problems are put under the byte that
// the author wrote.
#ifndef TELLTALE_LIB_PACK_PATTERN_LOADER_H_
#define TELLTALE_LIB_PACK_PATTERN_LOADER_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pack/definitions.h"
#include "pack/json_value.h"
#include "pack/pack_data.h"
#include "pack/problem_list.h"
#include "telltale/pack.h"

namespace telltale::internal {

class PatternLoader {
 public:
  PatternLoader(Definitions* definitions, ProblemList* problems) : definitions_(*definitions), problems_(*problems) {}

  // `written` is a text. Null when the pattern cannot be used, which has then been said.
  PatternPtr load(const JsonDocument& document, const JsonValue& written, TextForm form,
                  PatternUse use = PatternUse::kAsked);

  // Those of a list that can be used.
  std::vector<PatternPtr> load_all(const JsonDocument& document, const std::vector<const JsonValue*>& written,
                                   TextForm form);

  // Fills in one definition and checks it by itself. It may match the empty text: a part of a pattern may.
  void load_definition(const JsonDocument& document, const JsonValue& written);

 private:
  // Where a problem of an expanded pattern is shown.
  void report(const JsonDocument& document, const JsonValue& written, const Expansion& expansion,
              const PatternProblem& problem);
  // A problem whose position is one of the source.
  void report_in_source(const JsonDocument& document, const JsonValue& written, const PatternProblem& problem);

  Definitions& definitions_;
  ProblemList& problems_;
  // Those that are right by what they are for, as they were written: signatures share conditions.
  std::map<std::pair<TextForm, PatternUse>, std::map<std::string, PatternPtr, std::less<>>> loaded_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PATTERN_LOADER_H_
