// Known answers: does an engine say what it must, on this machine, with this library?
//
// A library with the right name can be wrong. Vectorscan 5.4.9, which distributions install in Hyperscan's place,
// silently misses matches of ordinary patterns. The answers here are few and chosen for that: what other builds got
// wrong, and every difference between engines that our way of compiling is meant to close.
#ifndef TELLTALE_LIB_ENGINE_SELF_TEST_H_
#define TELLTALE_LIB_ENGINE_SELF_TEST_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/pattern_set.h"

namespace telltale::internal {

using CompilePatterns = std::function<Result<std::unique_ptr<PatternSet>>(const std::vector<SetPattern>&)>;

// Empty when every answer is right, else the first wrong one in words. Takes some milliseconds.
[[nodiscard]] std::string self_test(const CompilePatterns& compile);

// What is known about Hyperscan here: built in, right CPU, self-test.
struct HyperscanState {
  std::string version;  // empty when it is not built in
  std::string problem;  // empty when it can be used
};

// Which engine a wish leads to when Hyperscan is like this.
[[nodiscard]] Result<EngineChoice> decide_engine(Engine wanted, const HyperscanState& hyperscan);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_SELF_TEST_H_
