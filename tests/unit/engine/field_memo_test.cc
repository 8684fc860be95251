#include "engine/field_memo.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pack/pattern.h"
#include "texts.h"

namespace telltale::internal {
namespace {

TEST(FieldMemo, SaysWhatThePatternSaysEachTime) {
  const FieldPattern pattern = *FieldPattern::compile("dial(?P<network>[a-z]+):(?P<port>[0-9]+)?(?P<rest>!)?");
  FieldMemo memo;
  for (const std::string text : {"xdialtcp:443", "dialtcp:443!", "...dialtcp:443", "dialudp:", "xxdialtcp:443!y"}) {
    const std::optional<Span> match = pattern.find(text, 0);
    ASSERT_TRUE(match);
    std::vector<Span> fresh;
    pattern.fields_of(text, *match, &fresh);
    const std::vector<Span>& remembered = memo.fields_of(pattern, text, *match);
    ASSERT_EQ(remembered.size(), fresh.size());
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      EXPECT_EQ(cut(text, remembered[i]), cut(text, fresh[i]));
      EXPECT_EQ(remembered[i].set(), fresh[i].set());
    }
  }
}

TEST(FieldMemo, TellsPatternsApart) {
  FieldMemo memo;
  for (const char* source : {"(?P<a>[a-z])[a-z]", "[a-z](?P<a>[a-z])", "(?P<a>[a-z][a-z])"}) {
    const FieldPattern pattern = *FieldPattern::compile(source);
    std::vector<Span> fresh;
    pattern.fields_of("xy", {0, 2}, &fresh);
    EXPECT_EQ(cut("xy", memo.fields_of(pattern, "xy", {0, 2})[1]), cut("xy", fresh[1])) << source;
  }
}

// To a pattern that takes every digit alike, matches that differ in digits are one; to another they are not.
TEST(FieldMemo, SaysOfOtherDigitsWhatThePatternSays) {
  FieldMemo memo;
  for (const char* source : {"<(?P<a>[0-9]*)x?(?P<b>[0-9.]*)>", "<(?P<a>[0-4]*)x?(?P<b>[0-9.]*)>"}) {
    std::vector<PatternProblem> problems;
    const auto prepared = std::make_shared<const PreparedPattern>(Pattern::parse(source, &problems)->prepared());
    const FieldPattern pattern = *FieldPattern::compile(prepared);
    for (const std::string text : {"<12x34>", "<99x99>", "<59.1>", "<42.1>", "<00.0>", "<1x>", "<9x>"}) {
      std::vector<Span> fresh;
      pattern.fields_of(text, {0, text.size()}, &fresh);
      const std::vector<Span>& remembered = memo.fields_of(pattern, text, {0, text.size()});
      for (std::size_t i = 0; i < fresh.size(); ++i) EXPECT_EQ(cut(text, remembered[i]), cut(text, fresh[i])) << text;
    }
  }
}

// More matches than it has room for, and longer ones than it keeps.
TEST(FieldMemo, ForgetsWithoutForgettingWhatIsRight) {
  const FieldPattern pattern = *FieldPattern::compile("<(?P<name>[a-z]+)=(?P<value>[^>]*)>");
  FieldMemo memo;
  for (int i = 0; i < 3000; ++i) {
    const std::string value(static_cast<std::size_t>(i % 7 == 0 ? 2000 : i % 5), 'v');
    const std::string text =
        "__<n" + std::string(static_cast<std::size_t>(i % 11), 'x') + "=" + std::to_string(i % 997) + value + ">";
    const std::optional<Span> match = pattern.find(text, 0);
    ASSERT_TRUE(match);
    EXPECT_EQ(cut(text, memo.fields_of(pattern, text, *match)[2]), std::to_string(i % 997) + value);
  }
}

}  // namespace
}  // namespace telltale::internal
