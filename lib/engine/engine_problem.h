// The two things that can be wrong with an engine: a pattern that it refuses, and the engine itself.
#ifndef TELLTALE_LIB_ENGINE_ENGINE_PROBLEM_H_
#define TELLTALE_LIB_ENGINE_ENGINE_PROBLEM_H_

#include <string>
#include <string_view>
#include <utility>

#include "telltale/problem.h"

namespace telltale::internal {

// `label` names the pattern; `why` is what the engine says.
[[nodiscard]] inline Problem pattern_refused(std::string_view engine, std::string_view label, std::string_view pattern,
                                             std::string_view why) {
  Problem problem;
  problem.code = "pattern-engine";
  problem.message = std::string(engine) + " cannot compile " + std::string(label) + ": " + std::string(why);
  problem.remedy = "write the pattern in a simpler way: smaller repeats, fewer alternatives";
  problem.excerpt = std::string(pattern);
  return problem;
}

[[nodiscard]] inline Problem engine_unavailable(std::string why) {
  Problem problem;
  problem.code = "engine-unavailable";
  problem.message = "Hyperscan cannot be used: " + std::move(why);
  problem.remedy = "choose the engine 'auto' or 're2': the answers are the same";
  return problem;
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_ENGINE_PROBLEM_H_
