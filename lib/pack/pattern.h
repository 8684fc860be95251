// Pattern: a regular expression of the dialect that Hyperscan and RE2 both take, as a tree.
//
// parse() refuses by name everything in which the two engines differ; folded() rewrites a pattern for message text
// (no blanks, no quotes, no letter case); text() prints it for the engines. Because both engines get the same
// printed form, what Hyperscan proposes is a superset of what RE2 confirms.
//
// The differences that this file closes, each measured on Hyperscan 5.4.0 and RE2 2022-06:
//   $ and \Z before a last newline, \s and \S on VT, \v \h \R \X \K \G \N \e \c, (?<n>...), (?x), (?U), \p{...},
//   repeats above 1,000, x{0}, quantified assertions, ^ and $ inside a pattern, patterns that match the empty text,
//   NUL, non-ASCII in classes.
#ifndef TELLTALE_LIB_PACK_PATTERN_H_
#define TELLTALE_LIB_PACK_PATTERN_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/digit_run.h"

namespace telltale::internal {

struct PatternNode;

// What is wrong with a pattern, and where in its source.
struct PatternProblem {
  std::string code;
  std::size_t position = 0;
  std::size_t length = 1;
  std::string message;
  std::string remedy;
};

// One of these words occurs, blanks and quotes aside, in every text that the pattern matches.
using RequiredWord = std::vector<std::string>;

// Whether one alternative of each of `words` stands in `lowered`, a text whose letters are small ones.
[[nodiscard]] bool has_words(std::string_view lowered, const std::vector<RequiredWord>& words);

// Who uses a pattern.
enum class PatternUse : std::uint8_t {
  kAsked,     // RE2, at a place or in a part of a text that something else has found
  kProposed,  // first of all a set of patterns, which proposes where it may occur
};

// What the later layers need of a pattern: plain data without the tree, so that it can be kept in a cache.
struct PreparedPattern {
  std::string text;
  std::string core;             // of a pattern that is proposed, else empty
  std::string text_as_written;  // the same
  std::vector<std::string> field_names;
  std::vector<std::string> fields_with_blanks;  // whose values may hold a blank, a quote, as they were written
  std::vector<std::string> fields_with_quotes;
  std::vector<std::string> literal_begins;
  std::vector<std::string> first_bytes;
  std::string literal_end;
  std::vector<RequiredWord> required_words;
  std::vector<DigitRun> digit_runs;

  bool operator==(const PreparedPattern&) const = default;
};

// Shared by all that ask for the same thing.
using PatternPtr = std::shared_ptr<const PreparedPattern>;

class Pattern {
 public:
  // All problems are appended to `problems`; a pattern is returned only when there was none.
  static std::optional<Pattern> parse(std::string_view source, std::vector<PatternProblem>* problems);

  // The pattern for message text (text/message.h): blanks, quotes, `\ * | < > ~` and backticks dropped with their
  // quantifiers, letters in lower case. Assertions are a problem: message text has no lines and no word boundaries.
  [[nodiscard]] std::optional<Pattern> folded(std::vector<PatternProblem>* problems) const;

  // In the syntax of both engines. Named groups as (?P<name>...); `without_fields` prints them as (?:...).
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string text_without_fields() const;
  // For a set, which only proposes where the pattern may occur: pattern_core.h.
  [[nodiscard]] std::string core() const;
  // Before folding, without fields: for raw text, as the benchmarks give it to a bare engine.
  [[nodiscard]] std::string text_as_written() const;

  [[nodiscard]] std::vector<std::string> field_names() const;
  // Those that can hold `byte` in the pattern as it was written, before folding: whether a value may hold a blank.
  [[nodiscard]] std::vector<std::string> field_names_with(unsigned char byte) const;

  // Every match begins with one of these, which are three bytes or longer and at most eight; empty when that cannot be
  // told.
  [[nodiscard]] std::vector<std::string> literal_begins() const;

  // The bytes that the first, the second and the third byte of a match can be, when that says something: at most eight
  // for the first one. Else empty.
  [[nodiscard]] std::vector<std::string> first_bytes() const;

  // The bytes that every match ends with; empty when that cannot be told.
  [[nodiscard]] std::string literal_end() const;

  // Where it matters which digit stands in a place. Empty when every place of the pattern takes all digits or none.
  [[nodiscard]] std::vector<DigitRun> digit_runs() const;

  // For the gate: words (3 bytes or more, lower case, unbroken in the source by blanks or quotes) that every match
  // holds; each entry is a set of alternatives.
  [[nodiscard]] std::vector<RequiredWord> required_words() const;

  [[nodiscard]] PreparedPattern prepared(PatternUse use = PatternUse::kAsked) const;

 private:
  explicit Pattern(std::shared_ptr<const PatternNode> root) : root_(std::move(root)) {}
  std::shared_ptr<const PatternNode> root_;
  // Kept beside a folded tree: folding joins words that the text may hold apart.
  std::shared_ptr<const PatternNode> unfolded_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PATTERN_H_
