// What sets are given of a pattern: little enough, and never less than what proposes each of its matches.
#include "pack/pattern_core.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/field_pattern.h"
#include "pack/pattern.h"
#include "random.h"
#include "telltale/classifier.h"

namespace telltale::internal {
namespace {

using testing::Random;

std::string core(const std::string& source) {
  std::vector<PatternProblem> problems;
  const auto pattern = Pattern::parse(source, &problems);
  return pattern ? pattern->core() : problems.front().code;
}

TEST(PatternCore, LeavesOutWhatMayBeMissingAtTheEnds) {
  EXPECT_EQ(core("(?:the)?refused(?:by)*"), "refused");
  EXPECT_EQ(core("a?b?c+d?e*"), "c");
  EXPECT_EQ(core("[a-z]+:[0-9]{2,5}"), "[a-z]\\:[0-9]{2}");
  EXPECT_EQ(core("(?:(?:net)?tls|tcp(?:4)?) timeout"), "(?:tls|tcp4?)\\x20timeout") << "no end of the pattern";
  EXPECT_EQ(core("(?P<all>(?:x)?(?P<one>y+)z?)"), "y");
  EXPECT_EQ(core("a?(?:b|c)?d"), "d");
}

TEST(PatternCore, LeavesAssertionsAlone) {
  EXPECT_EQ(core("^x?b+"), "^x?b");
  EXPECT_EQ(core("\\bport\\b"), "\\bport\\b");
}

// So many branches that nothing before and behind a telling literal is kept.
std::string large(const std::string& branch) {
  std::string source = branch;
  for (char c = 'a'; c <= 'z'; ++c) source += std::string("|say") + c + "{2}ing[0-9]?something";
  return source;
}

TEST(PatternCore, OfALargePatternItKeepsWhatTellsEnough) {
  const auto first_branch = [](const std::string& source) {
    const std::string text = core(large(source));
    return text.substr(3, text.find('|') - 3);
  };
  EXPECT_EQ(first_branch("connection(?:was|is)?refused(?:by[a-z]+)x"), "connection");
  EXPECT_EQ(first_branch("[a-z]+\\(deadline[0-9]?x"), "[a-z]\\(deadline") << "what is cheap around it stays";
  EXPECT_EQ(first_branch("[:=](?:x?indisponible|y?disponible)z"), "(?:indisponible")
      << "but not beside a part that was cut";
  EXPECT_EQ(first_branch("tls[0-9]{1,3}time"), "tls[0-9]{1,3}time") << "short words tell too little";
  EXPECT_EQ(first_branch("(?:x[0-9]+|handshake)tls"), "(?:x[0-9]+");
  EXPECT_EQ(first_branch("connection[0-9]+(?:refused)?x"), "connection");
}

// A pattern made at random, and a text that it matches.
struct Matched {
  std::string source;
  std::string text;
};

class Maker {
 public:
  explicit Maker(Random* random) : random_(*random) {}

  Matched alternate(int depth, std::size_t most) {
    Matched all = sequence(depth);
    for (std::size_t more = random_.below(most); more > 0; --more) {
      const Matched branch = sequence(depth);
      all = {all.source + "|" + branch.source, random_.one_in(2) ? all.text : branch.text};
    }
    return all;
  }

 private:
  Matched sequence(int depth) {
    Matched all = part(depth);
    for (std::size_t more = random_.below(4); more > 0; --more) {
      const Matched next = part(depth);
      all.source += next.source;
      all.text += next.text;
    }
    return all;
  }

  Matched part(int depth) {
    static const std::vector<std::string> kWords = {"a",
                                                    "tls",
                                                    "refused",
                                                    "connection",
                                                    "handshake",
                                                    "\xe8\xb6\x85\xe6\x97\xb6",
                                                    "\xe6\x8b\x92\xe7\xbb\x9d\xe8\xbf\x9e\xe6\x8e\xa5"};
    if (depth > 0 && random_.one_in(4)) return group(alternate(depth - 1, 4));
    if (random_.one_in(4)) return {"[a-f]", std::string(1, static_cast<char>('a' + random_.below(6)))};
    const std::string word = random_.pick(kWords);
    return random_.one_in(4) ? group({word, word}) : Matched{word, word};
  }

  Matched group(const Matched& inside) {
    const std::string body = "(?:" + inside.source + ")";
    switch (random_.below(6)) {
      case 0:
        return {body + "?", random_.one_in(2) ? inside.text : ""};
      case 1:
        return {body + "{2,3}", inside.text + inside.text};
      case 2:
        return {body + "*", random_.one_in(2) ? inside.text : ""};
      case 3:
        return {"(?P<f" + std::to_string(fields_++) + ">" + inside.source + ")", inside.text};
      default:
        return {body, inside.text};
    }
  }

  Random& random_;
  int fields_ = 0;
};

TEST(PatternCore, OccursWhereverThePatternDoes) {
  Random random(20261128);
  std::size_t shorter = 0;
  for (int round = 0; round < 500; ++round) {
    const Matched made = Maker(&random).alternate(2, round % 2 == 0 ? 2 : 24);
    std::vector<PatternProblem> problems;
    const auto pattern = Pattern::parse(made.source, &problems);
    if (!pattern) continue;
    ASSERT_TRUE(FieldPattern::compile(pattern->text())->occurs(made.text)) << made.source << "\n" << made.text;
    ASSERT_TRUE(FieldPattern::compile(pattern->core())->occurs(made.text))
        << pattern->core() << "\nof " << made.source << "\nin " << made.text;
    shorter += pattern->core().size() * 2 < pattern->text_without_fields().size() ? 1 : 0;
  }
  EXPECT_GT(shorter, 50U) << "large patterns are among them";
}

}  // namespace
}  // namespace telltale::internal
