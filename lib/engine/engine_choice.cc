// Which engine it is, and why.
#include "engine/engine_problem.h"
#include "engine/hyperscan_set.h"
#include "engine/pattern_set.h"
#include "engine/self_test.h"

namespace telltale::internal {
namespace {

EngineChoice re2_because(std::string reason) { return {Engine::kRe2, "RE2", std::move(reason)}; }

HyperscanState look_at_hyperscan() {
#if TELLTALE_HAVE_HYPERSCAN
  const std::string version = hyperscan_version();
  if (!hyperscan_runs_here()) return {version, "this CPU lacks SSSE3"};
  const std::string wrong =
      self_test([](const std::vector<SetPattern>& patterns) { return compile_hyperscan_patterns(patterns); });
  return {version, wrong.empty() ? "" : "self-test failed: " + wrong};
#else
  return {};
#endif
}

}  // namespace

Result<EngineChoice> decide_engine(Engine wanted, const HyperscanState& hyperscan) {
  if (wanted == Engine::kRe2) return re2_because("asked for");
  const std::string problem = hyperscan.version.empty() ? "built without Hyperscan" : hyperscan.problem;
  if (problem.empty()) return EngineChoice{Engine::kHyperscan, hyperscan.version, "self-test passed"};
  if (wanted == Engine::kHyperscan) return engine_unavailable(problem);
  if (hyperscan.version.empty()) return re2_because(problem);
  return re2_because(hyperscan.version + ": " + problem + "; RE2 is used instead");
}

Result<EngineChoice> choose_engine(Engine wanted) {
  if (wanted == Engine::kRe2) return decide_engine(wanted, {});
  static const HyperscanState hyperscan = look_at_hyperscan();  // once a process: neither CPU nor library changes
  return decide_engine(wanted, hyperscan);
}

}  // namespace telltale::internal
