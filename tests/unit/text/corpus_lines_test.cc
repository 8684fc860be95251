// The development corpus: real shapes. The text layer comes to rest on all of them and judges their lines the same
// before and after it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "corpus_texts.h"
#include "text/records.h"
#include "unit/text/text_testing.h"

namespace telltale::internal {
namespace {

TEST(Corpus, ComesToRest) {
  const std::vector<std::string> texts = testing::corpus_texts();
  ASSERT_GE(texts.size(), 146U);
  for (const std::string& text : texts) {
    SCOPED_TRACE(text);
    const Cleaned result(text);
    EXPECT_TRUE(result.settled);
    expect_sound(result.clean_text, text.size());
    expect_sound(result.message, text.size());
    EXPECT_EQ(cleaned(result.clean_text.text), result.clean_text.text);
  }
}

// As JSON inside of JSON the texts are what they were.
TEST(Corpus, EscapingChangesNoMessage) {
  for (const std::string& text : testing::corpus_texts()) {
    const std::string once = nlohmann::json(text).dump();
    const std::string twice = nlohmann::json(once).dump();
    EXPECT_EQ(message_of(once), message_of(text)) << text;
    EXPECT_EQ(message_of(twice), message_of(text)) << text;
  }
}

TEST(Corpus, LinesStartRecordsTheSameRawAndClean) {
  for (const std::string& text : testing::corpus_texts()) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      if (is_blank_line(line)) continue;
      const std::string clean_line = cleaned(line);
      if (clean_line.find('\n') != std::string::npos) continue;  // many lines in one
      EXPECT_EQ(starts_record(line), starts_record(clean_line)) << line;
    }
  }
}

}  // namespace
}  // namespace telltale::internal
