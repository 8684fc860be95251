// What the tests of the text layer share: run it over exact-size copies, and say where a part came from.
#ifndef TELLTALE_TESTS_UNIT_TEXT_TEXT_TESTING_H_
#define TELLTALE_TESTS_UNIT_TEXT_TEXT_TESTING_H_

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>

#include "text/clean.h"
#include "text/message.h"

namespace telltale::internal {

// A heap block of exactly the size of the text: the address sanitizer sees every byte that is read beyond it.
class ExactCopy {
 public:
  explicit ExactCopy(std::string_view text) : size_(text.size()), bytes_(new char[text.size()]) {
    std::copy(text.begin(), text.end(), bytes_.get());
  }
  [[nodiscard]] std::string_view view() const { return {bytes_.get(), size_}; }

 private:
  std::size_t size_;
  std::unique_ptr<char[]> bytes_;
};

// A text with everything that the layer makes of it.
struct Cleaned {
  explicit Cleaned(std::string_view text) : raw(text) {
    const ExactCopy copy(text);
    MappedText scratch;
    settled = clean(copy.view(), &clean_text, &scratch);
    fold_message(clean_text, &message, &cased);
  }

  std::string raw;
  MappedText clean_text;
  MappedText message;
  std::string cased;
  bool settled = false;
};

inline std::string cleaned(std::string_view raw) { return Cleaned(raw).clean_text.text; }
inline std::string message_of(std::string_view raw) { return Cleaned(raw).message.text; }

// The bytes of `raw` that the first `part` of `text` stands for.
inline std::string original_of(const MappedText& text, std::string_view raw, std::string_view part) {
  const std::size_t at = text.text.find(part);
  if (part.empty() || at == std::string::npos) return "(not there)";
  const std::uint32_t begin = text.begin[at];
  return std::string(raw.substr(begin, text.end[at + part.size() - 1] - begin));
}

// What holds for every MappedText over `original_size` bytes.
inline void expect_sound(const MappedText& text, std::size_t original_size) {
  ASSERT_EQ(text.text.size(), text.begin.size());
  ASSERT_EQ(text.text.size(), text.end.size());
  for (std::size_t i = 0; i < text.text.size(); ++i) {
    ASSERT_LT(text.begin[i], text.end[i]) << "byte " << i;
    ASSERT_LE(text.end[i], original_size) << "byte " << i;
    if (i == 0) continue;
    ASSERT_LE(text.begin[i - 1], text.begin[i]) << "byte " << i;
    ASSERT_LE(text.end[i - 1], text.end[i]) << "byte " << i;
  }
}

// A line of a table: what goes in, what comes out.
struct TextCase {
  std::string_view raw;
  std::string_view expected;
};

inline std::string quoted(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out;
}

inline void PrintTo(const TextCase& text_case, std::ostream* out) {
  *out << '"' << quoted(text_case.raw) << "\" -> \"" << quoted(text_case.expected) << '"';
}

// Each case, and the map of what came out.
template <std::size_t N>
void expect_cleaned(const TextCase (&cases)[N]) {
  for (const TextCase& text_case : cases) {
    SCOPED_TRACE(testing::PrintToString(text_case));
    const Cleaned result(text_case.raw);
    EXPECT_EQ(result.clean_text.text, text_case.expected);
    EXPECT_TRUE(result.settled);
    expect_sound(result.clean_text, text_case.raw.size());
    EXPECT_EQ(cleaned(result.clean_text.text), result.clean_text.text) << "cleaning again changes it";
  }
}

}  // namespace telltale::internal

#endif  // TELLTALE_TESTS_UNIT_TEXT_TEXT_TESTING_H_
