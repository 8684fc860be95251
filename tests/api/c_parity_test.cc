// All texts of all corpora say through the C ABI what they say in C++: a call each, a batch, a column, a stream. A
// sanitizer sees a part of them.
#include <gtest/gtest.h>
#include <telltale/telltale.h>
#include <telltale/telltale_c.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/shared_classifier.h"
#include "c_handles.h"
#include "effort.h"
#include "told.h"

namespace telltale::c_api {
namespace {

using testing::keep_told;
using testing::Told;

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(TELLTALE_SOURCE_DIR "/tests/corpus")) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      const nlohmann::json labelled = nlohmann::json::parse(line);
      if (labelled.contains("text")) texts.push_back(labelled["text"]);
      if (!labelled.contains("files")) continue;
      for (const auto& item : labelled["files"].items()) texts.push_back(item.value());
    }
  }
  return texts;
}

class CParity : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    const std::vector<std::string> all = corpus();
    for (std::size_t i = 0; i < all.size(); i += testing::kSlowdown) texts_.push_back(all[i]);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      for (const Match& match : testing::shared_classifier().classify(texts_[i]))
        expected_.emplace_back(i, testing::told(match));
    }
  }
  static void TearDownTestSuite() {
    texts_.clear();
    expected_.clear();
  }

  static inline std::vector<std::string> texts_;
  static inline Told expected_;
};

TEST_F(CParity, OfACallEach) {
  ASSERT_GT(texts_.size(), 4000U / testing::kSlowdown);
  ASSERT_GT(expected_.size(), 3000U / testing::kSlowdown);
  Told told;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Told one;
    ASSERT_EQ(
        telltale_classify(testing::shared_c_classifier(), texts_[i].data(), texts_[i].size(), keep_told, &one, nullptr),
        TELLTALE_OK);
    for (const auto& match : one) told.emplace_back(i, match.second);
  }
  EXPECT_TRUE(told == expected_);
}

TEST_F(CParity, OfABatchThatIsKept) {
  std::vector<telltale_string> strings;
  for (const std::string& text : texts_) strings.push_back({text.data(), text.size()});
  const testing::CMatches matches = testing::c_matches();
  ASSERT_EQ(telltale_classify_batch(testing::shared_c_classifier(), strings.data(), strings.size(),
                                    telltale_matches_add, matches.get(), nullptr),
            TELLTALE_OK);
  Told told;
  for (std::size_t i = 0; i < telltale_matches_size(matches.get()); ++i)
    keep_told(&told, telltale_matches_at(matches.get(), i));
  EXPECT_TRUE(told == expected_);
}

TEST_F(CParity, OfAColumn) {
  std::string data;
  std::vector<std::int32_t> narrow = {0};
  std::vector<std::int64_t> wide = {0};
  for (const std::string& text : texts_) {
    data += text;
    narrow.push_back(static_cast<std::int32_t>(data.size()));
    wide.push_back(static_cast<std::int64_t>(data.size()));
  }
  Told told;
  ASSERT_EQ(telltale_classify_column32(testing::shared_c_classifier(), data.data(), narrow.data(), texts_.size(),
                                       keep_told, &told, nullptr),
            TELLTALE_OK);
  EXPECT_TRUE(told == expected_);
  told.clear();
  ASSERT_EQ(telltale_classify_column64(testing::shared_c_classifier(), data.data(), wide.data(), texts_.size(),
                                       keep_told, &told, nullptr),
            TELLTALE_OK);
  EXPECT_TRUE(told == expected_);
}

TEST_F(CParity, OfAStream) {
  const testing::CStream stream = testing::c_stream(testing::shared_c_classifier());
  Told told;
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    Told one;
    ASSERT_EQ(telltale_stream_feed(stream.get(), texts_[i].data(), texts_[i].size(), keep_told, &one, nullptr),
              TELLTALE_OK);
    ASSERT_EQ(telltale_stream_finish(stream.get(), keep_told, &one, nullptr), TELLTALE_OK);
    for (const auto& match : one) told.emplace_back(i, match.second);
  }
  EXPECT_TRUE(told == expected_);
}

}  // namespace
}  // namespace telltale::c_api
