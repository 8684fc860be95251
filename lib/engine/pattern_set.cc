// Hands each wish to the engine that was wished for.
#include "engine/pattern_set.h"

#include "base/build_identity.h"
#include "engine/engine_problem.h"
#include "engine/hyperscan_set.h"
#include "engine/padded_copy.h"
#include "engine/re2_set.h"
#include "engine/word_set.h"

namespace telltale::internal {

bool WordSet::occur_in(std::string_view text) const {
  std::vector<std::uint32_t> ends;
  static_cast<void>(find(PaddedCopy(text).text(), 1, &ends));
  return !ends.empty();
}

Result<std::unique_ptr<PatternSet>> compile_pattern_set(Engine engine, const std::vector<SetPattern>& patterns) {
  switch (engine) {
    case Engine::kAuto: {
      const Result<EngineChoice> choice = choose_engine(engine);
      if (!choice) return choice.problems();
      return compile_pattern_set(choice->engine, patterns);
    }
    case Engine::kHyperscan:
#if TELLTALE_HAVE_HYPERSCAN
      return compile_hyperscan_patterns(patterns);
#else
      return engine_unavailable("built without Hyperscan");
#endif
    case Engine::kRe2:
      return compile_re2_patterns(patterns);
  }
  return engine_unavailable("no such engine");
}

std::unique_ptr<PatternSet> restore_pattern_set(Engine engine, std::string_view serialized, std::size_t size) {
#if TELLTALE_HAVE_HYPERSCAN
  if (engine == Engine::kHyperscan) return restore_hyperscan_patterns(serialized, size);
#endif
  static_cast<void>(engine);
  static_cast<void>(serialized);
  static_cast<void>(size);
  return nullptr;
}

std::string engine_identity() {
  const std::string builds = build_identity({"libhs", "libre2"});
  if (builds.empty()) return "";
  std::string identity = builds + std::to_string(static_cast<int>(best_word_filter()));
#if TELLTALE_HAVE_HYPERSCAN
  identity += " " + hyperscan_platform();
#endif
  return identity;
}

Result<std::unique_ptr<WordSet>> compile_word_set(Engine engine, const std::vector<std::string>& words) {
#if TELLTALE_HAVE_HYPERSCAN
  const bool hyperscan_is_faster = best_word_filter() == WordFilter::kPortable && hyperscan_runs_here();
  if (engine == Engine::kHyperscan || (engine == Engine::kAuto && hyperscan_is_faster)) {
    return compile_hyperscan_words(words);
  }
#else
  if (engine == Engine::kHyperscan) return engine_unavailable("built without Hyperscan");
#endif
  return compile_filtered_words(words);
}

std::vector<Engine> available_engines() {
#if TELLTALE_HAVE_HYPERSCAN
  return {Engine::kHyperscan, Engine::kRe2};
#else
  return {Engine::kRe2};
#endif
}

}  // namespace telltale::internal
