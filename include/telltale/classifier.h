// Classifier: a compiled set of packs. Build it once, copy it anywhere, use it from any number of threads.
//
//   telltale::Result<telltale::Classifier> classifier = telltale::Classifier::create();
//   if (!classifier) return report(classifier.problems());
//   for (const telltale::Match& match : classifier->classify(text)) std::cout << match.finding << "\n";
//
// Threads: immutable and without a lock on the way of a text; one object serves all threads.
// Ownership: a handle; copies share the compiled form. Keep a copy alive as long as matches from it are used.
// Encoding: any bytes. UTF-8 is expected; UTF-16 with or without BOM is recognised and read, and spans are still bytes
// of the original. Nothing in the text can raise an error, throw, print or abort; running out of memory
// (std::bad_alloc) is the only exception that leaves classify().
// Cost: creating one with the built-in pack takes 0.2 to 0.5 s with Hyperscan and 0.1 to 0.2 s with RE2, and some
// milliseconds with Hyperscan and a cache (bench: telltale/create); a clean text is read once and allocates nothing.
// Memory: a thread that classifies keeps buffers, and the lines that it met twice with what was found in them, because
// logs say the same thing again and again: some 3 MB at most, given back when the thread ends.
#ifndef TELLTALE_CLASSIFIER_H_
#define TELLTALE_CLASSIFIER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/export.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/result.h"

namespace telltale {

enum class Engine : std::uint8_t {
  kAuto,       // Hyperscan when it is built in, runs on this CPU and passes its self-test; else RE2
  kHyperscan,  // Hyperscan or a problem
  kRe2,        // RE2 alone: portable, slower, the same answers
};

[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(Engine engine) noexcept;

struct ClassifierOptions {
  // What is looked for.
  std::vector<Pack> packs;        // default: the built-in pack. Two packs of one name are a problem
  std::vector<std::string> only;  // globs over full finding ids ("*/connection-refused*"); empty: all
  Confidence min_confidence = Confidence::kMedium;
  std::size_t max_matches = 10'000;  // per text; more are dropped and said (Limit::kMatches)

  bool fields = true;  // false: matches come without fields, which costs less where many lines match

  // How it is looked for: never changes an answer.
  Engine engine = Engine::kAuto;
  std::string
      cache_folder;  // for compiled packs: see default_cache_folder(); empty: nothing is kept. Serves packs that
                     // were loaded with a cache, and the built-in one when `packs` is empty
};

// What a classifier runs on; `telltale doctor` prints it.
struct EngineInfo {
  Engine engine = Engine::kRe2;  // never kAuto
  std::string version;           // "Hyperscan 5.4.0" and "RE2"
  std::string reason;            // why this one: "self-test passed", "built without Hyperscan"...
  std::size_t patterns = 0;      // patterns in the engine
  std::size_t gate_words = 0;    // words that the gate looks for
  std::string gate;              // how it looks for them
  bool cached = false;           // it was not compiled, but found in the cache
};

// One step of the way of a text, for people: see Classifier::explain().
struct ExplainedStep {
  std::string name;  // "gate", "escapes", "message", "engine", "confirm", "decide"
  std::string text;  // the text after the step, or what the step saw
};

struct Explanation {
  std::vector<ExplainedStep> steps;
  Classification classification;
  std::string nearest_miss;  // the signature that came closest and what it lacked; empty when something matched
};

// The limits that one of many texts hit.
struct TextLimits {
  std::size_t text = 0;
  Limits limits;
};

class TELLTALE_EXPORT Classifier {
 public:
  // Compiles the packs. Every problem of every pattern is returned at once.
  [[nodiscard]] static Result<Classifier> create(const ClassifierOptions& options = {});

  // All matches of `text`, in the order of the text. One record (a log line, a document, a file) is one text.
  [[nodiscard]] Classification classify(std::string_view text) const;

  // The same for millions of matches: calls `sink` with each, reusing one Match; copy what is to be kept.
  // `sink` returns false to stop. Exceptions of `sink` pass through.
  Limits classify(std::string_view text, const std::function<bool(const Match&)>& sink) const;

  // Many short texts, each a record of its own (lines, rows of a column): the answers that classify() gives for each of
  // them, in less than half of the time where most are clean, because they are looked through together. Calls `sink`
  // with the number of the text and each of its matches, in the order of the texts; it returns false to stop. Texts
  // that lie right behind each other, as the rows of a column do, are read where they lie; others are copied, 128 KiB
  // at a time.
  //
  //   const std::vector<telltale::TextLimits> hit = classifier.classify_batch(
  //       rows, [&](std::size_t row, const telltale::Match& match) { return found[row].push_back(match), true; });
  //
  // Returns the limits that were hit, and by which text: empty for nearly all texts there are. Exceptions of `sink`
  // pass through.
  using BatchSink = std::function<bool(std::size_t text, const Match&)>;
  [[nodiscard]] std::vector<TextLimits> classify_batch(std::span<const std::string_view> texts,
                                                       const BatchSink& sink) const;

  // Why a text does or does not match. For people, not for pipelines: keeps a copy of the text after every step.
  [[nodiscard]] Explanation explain(std::string_view text) const;

  [[nodiscard]] const EngineInfo& engine_info() const noexcept;
  [[nodiscard]] const std::vector<Pack>& packs() const noexcept;

 private:
  friend class Stream;
  struct Impl;
  explicit Classifier(std::shared_ptr<const Impl> impl) noexcept;
  std::shared_ptr<const Impl> impl_;
};

}  // namespace telltale

#endif  // TELLTALE_CLASSIFIER_H_
