// The engines against each other, on patterns and texts that nobody chose: Hyperscan proposes what RE2 finds. More is
// allowed where a long repeat was loosened (engine/loosen.h) and nowhere else: so Hyperscan is compared with RE2 on the
// loosened pattern, answer by answer, and RE2 on the pattern itself must find nothing that was not proposed.
//
// Patterns are generated as a pack's author could write them, go through the dialect (pack/pattern.h) and are given to
// both engines in its printed form. What the dialect or Hyperscan refuses by name is left out: a refusal is not a
// wrong answer. The default run takes about a minute at -O2; TELLTALE_TEST_SCALE=100 in the environment
// multiplies its rounds, TELLTALE_TEST_SEED begins elsewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "effort.h"
#include "engine/field_pattern.h"
#include "engine/loosen.h"
#include "engine/pattern_set.h"
#include "pack/pattern.h"
#include "random.h"
#include "unit/engine/texts.h"

#if TELLTALE_HAVE_HYPERSCAN

namespace telltale::internal {
namespace {

using testing::effort;
using testing::Random;
using testing::seeded;

// Pieces of the dialect. Few letters, so that texts come close to matching.
class PatternGenerator {
 public:
  PatternGenerator(Random* random, bool line) : random_(*random), line_(line) {}

  std::string pattern() {
    std::string source = alternate(3);
    if (!line_) return source;
    if (random_.one_in(4)) source = "^" + group(source);
    if (random_.one_in(4)) source = group(source) + "$";
    return source;
  }

 private:
  static std::string group(const std::string& inside) { return "(?:" + inside + ")"; }

  std::string alternate(int depth) {
    std::string source = concatenate(depth);
    while (depth > 0 && random_.one_in(5)) source += "|" + concatenate(depth - 1);
    return source;
  }

  std::string concatenate(int depth) {
    std::string source;
    const std::size_t count = 1 + random_.below(4);
    for (std::size_t i = 0; i < count; ++i) source += repeat(depth);
    return source;
  }

  std::string repeat(int depth) {
    static const std::vector<std::string> kQuantifiers = {"?",    "*",  "+",  "{2}", "{0,3}",  "{1,5}",
                                                          "{2,}", "*?", "+?", "??",  "{3,30}", "{0,80}"};
    const std::string source = atom(depth);
    const bool assertion = source[0] == '\\' && (source[1] == 'b' || source[1] == 'B');
    return !assertion && random_.one_in(4) ? source + random_.pick(kQuantifiers) : source;
  }

  std::string atom(int depth) {
    static const std::vector<std::string> kAtoms = {
        "a",       "b",           "c",    "ab",       "abc",    "error", "x509",  ":",     " ",        "\\.",
        ".",       "[ab]",        "[^a]", "[a-c0-2]", "[^\\n]", "\\d",   "\\w",   "\\s",   "\\S",      "\\D",
        "\\W",     "[[:alpha:]]", "\\n",  "\\t",      "\\r",    "\\x0b", "\\x00", "\\xff", "\xc3\xa9", "\xe3\x82\xa8",
        "[\\w.-]", "[^\"]",       "1",    "\\|",      "\\/"};
    static const std::vector<std::string> kEdges = {"\\b", "\\B"};
    if (depth > 0 && random_.one_in(6)) {
      const std::string inside = alternate(depth - 1);
      return random_.one_in(4) ? "(?P<f" + std::to_string(fields_++) + ">" + inside + ")" : group(inside);
    }
    if (line_ && random_.one_in(12)) return random_.pick(kEdges);
    return random_.pick(kAtoms);
  }

  Random& random_;
  bool line_;
  int fields_ = 0;
};

std::string random_text(Random* random, std::size_t pieces) {
  static const std::vector<std::string> kPieces = {"a",
                                                   "b",
                                                   "c",
                                                   "ab",
                                                   "abc",
                                                   "abcabc",
                                                   "error",
                                                   "erro",
                                                   "x509",
                                                   ":",
                                                   " ",
                                                   ".",
                                                   "1",
                                                   "2",
                                                   "|",
                                                   "/",
                                                   "\n",
                                                   "\n",
                                                   "\r\n",
                                                   "\t",
                                                   "\"",
                                                   "-",
                                                   "\xc3\xa9",
                                                   "\xe3\x82\xa8",
                                                   "\xff",
                                                   "\x0b",
                                                   "\x0c",
                                                   std::string(1, '\0'),
                                                   "A",
                                                   "_",
                                                   "aaaaaaaaaaaaaaaaa",
                                                   "bbbbbbbbb",
                                                   "\xc3",
                                                   "z"};
  std::string text;
  for (std::size_t i = 0; i < pieces; ++i) text += random->pick(kPieces);
  return text;
}

std::string shown(const std::string& text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out += std::string("\\x") + kHex[byte >> 4U] + kHex[byte & 15U];
  }
  return out;
}

// Both engines with the same patterns.
struct Pair {
  std::vector<SetPattern> patterns;
  std::unique_ptr<PatternSet> hyperscan;
  std::unique_ptr<PatternSet> re2;    // of the loosened patterns
  std::unique_ptr<PatternSet> exact;  // of the patterns
  std::vector<FieldPattern> singles;  // of the patterns
};

// Leaves out what Hyperscan refuses.
Pair compile_pair(std::vector<SetPattern> patterns) {
  Pair pair;
  for (std::size_t i = 0; i < patterns.size(); ++i) patterns[i].label = std::to_string(i) + ".";
  Result<std::unique_ptr<PatternSet>> hyperscan = compile_pattern_set(Engine::kHyperscan, patterns);
  if (!hyperscan) {
    std::vector<SetPattern> taken;
    for (const SetPattern& pattern : patterns) {
      bool refused = false;
      for (const Problem& problem : hyperscan.problems()) {
        refused = refused || problem.message.find("compile " + pattern.label) != std::string::npos;
      }
      if (!refused) taken.push_back(pattern);
    }
    if (taken.size() == patterns.size()) return pair;  // too large as a whole
    return compile_pair(std::move(taken));
  }
  Result<std::unique_ptr<PatternSet>> exact = compile_pattern_set(Engine::kRe2, patterns);
  EXPECT_TRUE(exact.has_value()) << (exact ? "" : exact.problems().front().message);
  std::vector<SetPattern> loose = patterns;
  for (SetPattern& pattern : loose) pattern.text = loosened(pattern.text);
  Result<std::unique_ptr<PatternSet>> re2 = compile_pattern_set(Engine::kRe2, loose);
  EXPECT_TRUE(re2.has_value()) << (re2 ? "" : re2.problems().front().message);
  pair.exact = *std::move(exact);
  pair.hyperscan = *std::move(hyperscan);
  pair.re2 = *std::move(re2);
  for (const SetPattern& pattern : patterns) pair.singles.push_back(*FieldPattern::compile(pattern.text));
  pair.patterns = std::move(patterns);
  return pair;
}

// Compares all answers on one text; a difference is a failure with everything that is needed to see it again.
void compare(const Pair& pair, const std::string& text, bool with_singles) {
  const Ids proposed = find_ids(*pair.hyperscan, text);
  const Ids right = find_ids(*pair.re2, text);
  if (proposed != right) {
    for (std::uint32_t id = 0; id < pair.patterns.size(); ++id) {
      const bool here = std::binary_search(proposed.begin(), proposed.end(), id);
      const bool there = std::binary_search(right.begin(), right.end(), id);
      if (here == there) continue;
      ADD_FAILURE() << (here ? "Hyperscan alone finds " : "Hyperscan misses ") << pair.patterns[id].text << " in '"
                    << shown(text) << "'";
    }
  }
  if (!with_singles) return;
  const Ids exact = find_ids(*pair.exact, text);
  EXPECT_TRUE(std::includes(proposed.begin(), proposed.end(), exact.begin(), exact.end())) << shown(text);
  for (std::uint32_t id = 0; id < pair.singles.size(); ++id) {
    EXPECT_EQ(pair.singles[id].occurs(text), std::binary_search(exact.begin(), exact.end(), id))
        << "RE2 and its set differ on " << pair.patterns[id].text << " in '" << shown(text) << "'";
  }
}

// `count` patterns of the dialect in its printed form; in message form when `line` is not set.
std::vector<SetPattern> random_patterns(Random* random, bool line, std::size_t count) {
  std::vector<SetPattern> patterns;
  while (patterns.size() < count) {
    std::vector<PatternProblem> problems;
    std::optional<Pattern> pattern = Pattern::parse(PatternGenerator(random, line).pattern(), &problems);
    if (pattern && !line) pattern = pattern->folded(&problems);
    if (pattern) patterns.push_back({pattern->text_without_fields(), ""});
  }
  return patterns;
}

TEST(EngineDifferential, RandomPatternsOnRandomTexts) {
  constexpr std::size_t kPatterns = 24;
  constexpr std::size_t kTexts = 300;
  std::uint64_t comparisons = 0;
  std::uint64_t compiled = 0;
  for (std::size_t round = 0; round < effort(700) && !HasFailure(); ++round) {
    Random random(seeded(round));
    const Pair pair = compile_pair(random_patterns(&random, round % 2 == 0, kPatterns));
    if (!pair.hyperscan) continue;
    compiled += pair.patterns.size();
    for (std::size_t i = 0; i < kTexts; ++i) {
      compare(pair, random_text(&random, random.below(i % 10 == 0 ? 120 : 24)), i % 8 == 0);
      comparisons += pair.patterns.size();
    }
    if (HasFailure()) std::cout << "round " << round << "\n";
  }
  std::cout << "compared " << comparisons << " answers of " << compiled << " patterns\n";
  EXPECT_GT(comparisons, effort(1'000'000));
}

// Other libraries lost matches in texts of some sizes only (ClickHouse #117527).
TEST(EngineDifferential, EverySizeOfText) {
  std::uint64_t comparisons = 0;
  for (std::size_t round = 0; round < effort(40) && !HasFailure(); ++round) {
    Random random(seeded(1'000'000 + round));
    const Pair pair = compile_pair(random_patterns(&random, round % 2 == 0, 16));
    if (!pair.hyperscan) continue;
    const std::string source = random_text(&random, 600);
    for (std::size_t size = 0; size <= 300 && size <= source.size(); ++size) {
      compare(pair, source.substr(0, size), false);
      compare(pair, source.substr(source.size() - size), false);
      compare(pair, std::string(size, 'z') + "error: x509.", false);
      comparisons += 3 * pair.patterns.size();
    }
  }
  std::cout << "compared " << comparisons << " answers\n";
  EXPECT_GT(comparisons, effort(100'000));
}

// Every expression of `size` nodes: leaves a, b and `.`, one operand with ? * +, two side by side or as alternatives.
std::vector<std::string> expressions(std::size_t size) {
  if (size == 1) return {"a", "b", "."};
  std::vector<std::string> all;
  for (const std::string& inside : expressions(size - 1)) {
    const std::string operand = inside.size() == 1 ? inside : "(?:" + inside + ")";
    for (const char* quantifier : {"?", "*", "+"}) all.push_back(operand + quantifier);
  }
  for (std::size_t left = 1; left + 2 <= size; ++left) {
    for (const std::string& first : expressions(left)) {
      for (const std::string& second : expressions(size - 1 - left)) {
        all.push_back("(?:" + first + ")(?:" + second + ")");
        all.push_back("(?:" + first + "|" + second + ")");
      }
    }
  }
  return all;
}

std::vector<std::string> all_texts(std::size_t longest) {
  std::vector<std::string> all = {""};
  for (std::size_t begin = 0; begin < all.size(); ++begin) {
    if (all[begin].size() == longest) break;
    for (const char c : {'a', 'b', '\n'}) all.push_back(all[begin] + c);
  }
  return all;
}

TEST(EngineDifferential, SmallWorld) {
  constexpr std::size_t kPatternsInASet = 60;
  std::vector<SetPattern> patterns;
  for (std::size_t size = 1; size <= 4; ++size) {
    for (const std::string& expression : expressions(size)) {
      for (const std::string& source : {expression, "^" + expression, expression + "$", "^" + expression + "$"}) {
        std::vector<PatternProblem> problems;
        const std::optional<Pattern> pattern = Pattern::parse(source, &problems);
        if (pattern) patterns.push_back({pattern->text_without_fields(), ""});
      }
    }
  }
  const std::vector<std::string> texts = all_texts(5);
  std::uint64_t comparisons = 0;
  for (std::size_t first = 0; first < patterns.size() && !HasFailure(); first += kPatternsInASet) {
    const std::size_t end = std::min(patterns.size(), first + kPatternsInASet);
    const Pair pair = compile_pair(
        {patterns.begin() + static_cast<std::ptrdiff_t>(first), patterns.begin() + static_cast<std::ptrdiff_t>(end)});
    ASSERT_TRUE(pair.hyperscan != nullptr);
    EXPECT_EQ(pair.patterns.size(), end - first) << "Hyperscan refuses a pattern of the small world";
    for (const std::string& text : texts) compare(pair, text, true);
    comparisons += pair.patterns.size() * texts.size();
  }
  std::cout << "compared " << comparisons << " answers of " << patterns.size() << " patterns\n";
  EXPECT_GT(comparisons, 100'000U);
}

}  // namespace
}  // namespace telltale::internal

#endif  // TELLTALE_HAVE_HYPERSCAN
