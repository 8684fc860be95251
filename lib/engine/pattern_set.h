// PatternSet: which of many patterns occur in a text. The engine proposes; confirm decides.
//
// Two implementations with the same answers: Hyperscan (one database, one pass) and RE2 (portable, the oracle of the
// differential tests). A set may propose a pattern that does not occur (Hyperscan does not count long repeats, see
// loosen.h); it never misses one that does.
#ifndef TELLTALE_LIB_ENGINE_PATTERN_SET_H_
#define TELLTALE_LIB_ENGINE_PATTERN_SET_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/classifier.h"
#include "telltale/result.h"

namespace telltale::internal {

// A pattern in the common dialect (pack/pattern.h), without fields, and how to name it in a problem.
struct SetPattern {
  std::string text;
  std::string label;  // "signature connection-refused/webhook-call"
};

class PatternSet {
 public:
  virtual ~PatternSet() = default;

  // Appends the index of every pattern that occurs in `text`, each once, in ascending order.
  // `text` must have kTextPadding readable bytes behind its end (text.data()[text.size() .. +kTextPadding)).
  // Thread-safe. Any length: texts beyond the engine's own limit are handled inside (in overlapping blocks).
  virtual void find(std::string_view text, std::vector<std::uint32_t>* hits) const = 0;

  [[nodiscard]] virtual std::size_t size() const noexcept = 0;

  // What restore_pattern_set() makes the same set of; empty when the engine has no such thing.
  [[nodiscard]] virtual std::string serialized() const { return {}; }

 protected:
  PatternSet() = default;
  PatternSet(const PatternSet&) = default;
  PatternSet& operator=(const PatternSet&) = default;
};

// Hyperscan 5.4.0 reads up to 3 bytes beyond the end of a text on AVX-512 VBMI machines; the word filter reads steps of
// 64 bytes and 3 bytes more.
inline constexpr std::size_t kTextPadding = 80;

// Every pattern that the engine refuses is a problem (code "pattern-engine"), all at once.
[[nodiscard]] Result<std::unique_ptr<PatternSet>> compile_pattern_set(Engine engine,
                                                                      const std::vector<SetPattern>& patterns);

// The set of `size` patterns that was `serialized` by this engine. Null when it is not: of another version, for another
// CPU. The bytes must be ours: Hyperscan believes them, and they are code to it.
[[nodiscard]] std::unique_ptr<PatternSet> restore_pattern_set(Engine engine, std::string_view serialized,
                                                              std::size_t size);

// What a serialized set depends on besides its patterns: the builds of the engines and what this CPU has. Empty when
// that cannot be told.
[[nodiscard]] std::string engine_identity();

// Most lines of logs are shorter.
inline constexpr std::size_t kShortText = 448;

// Words and where they end: what the gate is made of. Letter case does not count (ASCII).
class WordSet {
 public:
  virtual ~WordSet() = default;

  // Calls nothing, allocates little: appends the offset behind each occurrence of any word, in ascending order,
  // duplicates possible. Stops soon after `max_hits` are there; returns the offset up to which the text was read:
  // every occurrence that ends there or before was appended, and none that ends behind it. Each call reads at least
  // 64 bytes or to the text's end when max_hits >= kLongestWord. Texts above 1 GiB are read up to there. `text` must
  // have kTextPadding readable bytes behind its end. Thread-safe.
  virtual std::size_t find(std::string_view text, std::size_t max_hits, std::vector<std::uint32_t>* ends) const = 0;

  // Whether any of the words occurs in `text`, of kShortText bytes at most. Reads nothing behind its end. Thread-safe.
  [[nodiscard]] virtual bool occur_in(std::string_view text) const;

  // How it looks for them, for `telltale doctor`.
  [[nodiscard]] virtual std::string_view method() const noexcept = 0;

  // What restore_word_set() makes the same set of; empty when there is no such thing.
  [[nodiscard]] virtual std::string serialized() const { return {}; }

 protected:
  WordSet() = default;
  WordSet(const WordSet&) = default;
  WordSet& operator=(const WordSet&) = default;
};

// Shorter words are too common to filter by; no longer one is ever planned (gate/gate.h), and the gate's buffer on the
// stack can be small.
inline constexpr std::size_t kShortestWord = 4;
inline constexpr std::size_t kLongestWord = 32;

// A word of another length is a problem (code "pattern-engine"). kHyperscan: words as patterns; kRe2: our own filter;
// kAuto: the faster one on this CPU, which is our own where it has SSSE3 (rows "gate/..." of ./dev bench).
[[nodiscard]] Result<std::unique_ptr<WordSet>> compile_word_set(Engine engine, const std::vector<std::string>& words);

// The set that was `serialized` by this build on a CPU like this one; null when it is none.
[[nodiscard]] std::unique_ptr<WordSet> restore_word_set(std::string_view serialized);

// The engine to use for a wish: the wish itself, or for kAuto Hyperscan when it is there and right.
struct EngineChoice {
  Engine engine = Engine::kRe2;
  std::string version;
  std::string reason;
};
[[nodiscard]] Result<EngineChoice> choose_engine(Engine wanted);

// Engines built into this library, best first.
[[nodiscard]] std::vector<Engine> available_engines();

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_PATTERN_SET_H_
