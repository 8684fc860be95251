// PatternSet and WordSet on Hyperscan: one database for all patterns, one pass for all answers.
//
// What Hyperscan says is a proposal: RE2 confirms it. So where the two could differ the setup leans to more proposals
// (see hyperscan_set.cc), and an error of hs_scan proposes everything instead of nothing.
#ifndef TELLTALE_LIB_ENGINE_HYPERSCAN_SET_H_
#define TELLTALE_LIB_ENGINE_HYPERSCAN_SET_H_

#if TELLTALE_HAVE_HYPERSCAN

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/blocks.h"
#include "engine/pattern_set.h"

namespace telltale::internal {

// hs_scan counts bytes in 32 bits and would scan 100 bytes of 4 GiB + 100. Longer texts are cut; a match longer than
// the overlap that lies across a cut is not proposed. The message texts that are matched here are windows of some
// dozen KiB, so no cut is ever made in them.
inline constexpr BlockSize kHyperscanBlocks{std::size_t{1} << 30, std::size_t{1} << 20};

[[nodiscard]] Result<std::unique_ptr<PatternSet>> compile_hyperscan_patterns(const std::vector<SetPattern>& patterns,
                                                                             BlockSize blocks = kHyperscanBlocks);

// Null when Hyperscan does not take the bytes.
[[nodiscard]] std::unique_ptr<PatternSet> restore_hyperscan_patterns(std::string_view serialized, std::size_t size);

[[nodiscard]] Result<std::unique_ptr<WordSet>> compile_hyperscan_words(const std::vector<std::string>& words);

// Whether this CPU has what Hyperscan needs (SSSE3).
[[nodiscard]] bool hyperscan_runs_here() noexcept;

// What databases are compiled for here: version, tuning and features of the CPU.
[[nodiscard]] std::string hyperscan_platform();

// "Hyperscan 5.4.0".
[[nodiscard]] std::string hyperscan_version();

}  // namespace telltale::internal

#endif  // TELLTALE_HAVE_HYPERSCAN
#endif  // TELLTALE_LIB_ENGINE_HYPERSCAN_SET_H_
