// A pattern of message text, ready to be looked for.
#ifndef TELLTALE_TESTS_UNIT_CLASSIFY_COMPILED_PATTERN_H_
#define TELLTALE_TESTS_UNIT_CLASSIFY_COMPILED_PATTERN_H_

#include <memory>
#include <string>
#include <vector>

#include "engine/field_pattern.h"
#include "pack/pattern.h"

namespace telltale::testing {

inline internal::FieldPattern compiled_pattern(const std::string& source,
                                               internal::MatchEnd end = internal::MatchEnd::kAnywhere) {
  std::vector<internal::PatternProblem> problems;
  const auto prepared = internal::Pattern::parse(source, &problems)->prepared();
  return *internal::FieldPattern::compile(std::make_shared<const internal::PreparedPattern>(prepared), end);
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_UNIT_CLASSIFY_COMPILED_PATTERN_H_
