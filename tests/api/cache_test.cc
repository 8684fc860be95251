// A cache changes when things are computed and nothing else: the same answers, whatever stands in its folder.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

#include "api/messages.h"
#include "api/shared_classifier.h"
#include "temporary_folder.h"

namespace telltale {
namespace {

namespace fs = std::filesystem;

class CacheTest : public ::testing::Test {
 protected:
  Classifier create(ClassifierOptions options = {}) const {
    options.cache_folder = folder_.string();
    Result<Classifier> classifier = Classifier::create(options);
    EXPECT_TRUE(classifier);
    return *classifier;
  }

  // A small pack in a folder of the test's: what becomes of an entry is no matter of its size.
  fs::path small_pack() const {
    const fs::path rules = temporary_.path() / "rules";
    if (!fs::exists(rules))
      fs::copy(fs::path(TELLTALE_SOURCE_DIR) / "tests/rules/base", rules, fs::copy_options::recursive);
    return rules;
  }

  Classifier create_small() const {
    ClassifierOptions options;
    options.packs = {*Pack::load(small_pack().string(), folder_.string())};
    return create(options);
  }

  std::vector<fs::path> entries() const {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(folder_)) {
      if (entry.path().extension() == ".cache") found.push_back(entry.path());
    }
    return found;
  }

  // Sets of RE2 are never kept: they have nothing that costs more to make than to read. Packs always are.
  static bool keeps_sets() { return testing::shared_classifier().engine_info().engine == Engine::kHyperscan; }

  const testing::TemporaryFolder temporary_;
  const fs::path folder_ = temporary_.path() / "cache";
};

std::string told(const Classifier& classifier, const std::string& text) {
  std::string all;
  for (const Match& match : classifier.classify(text)) {
    all += std::string(match.signature) + " " + std::to_string(match.begin) + "-" + std::to_string(match.end) + " " +
           std::string(match.owner);
    for (const Field& field : match.fields) all += " " + std::string(field.name) + "=" + field.value;
    all += "\n";
  }
  return all;
}

// Every example of the pack, and some clean text between.
std::string all_examples(const Pack& pack) {
  std::string text;
  for (const Signature& signature : pack.signatures()) {
    for (const Example& example : signature.examples) text += example.text + "\n\nall is well\n\n";
  }
  return text;
}

TEST_F(CacheTest, AnswersAreThoseOfAFreshClassifier) {
  const std::string text = all_examples(testing::shared_pack());
  const std::string expected = told(testing::shared_classifier(), text);
  const Classifier first = create();
  EXPECT_FALSE(first.engine_info().cached);
  EXPECT_EQ(told(first, text), expected);
  if (!keeps_sets()) GTEST_SKIP() << "RE2 alone keeps packs, and no sets";
  const Classifier second = create();
  EXPECT_TRUE(second.engine_info().cached);
  EXPECT_EQ(told(second, text), expected);
  EXPECT_EQ(second.engine_info().version, first.engine_info().version);
  EXPECT_EQ(second.engine_info().reason, first.engine_info().reason);
  EXPECT_EQ(second.engine_info().patterns, first.engine_info().patterns);
  EXPECT_EQ(second.engine_info().gate_words, first.engine_info().gate_words);
}

TEST_F(CacheTest, APackFromTheCacheIsThePack) {
  const Pack fresh = *Pack::builtin();
  const Pack stored = *Pack::builtin("cert-manager-webhook", folder_.string());
  const Pack cached = *Pack::builtin("cert-manager-webhook", folder_.string());
  for (const Pack& pack : {stored, cached}) {
    EXPECT_EQ(pack.name(), fresh.name());
    EXPECT_EQ(pack.signatures(), fresh.signatures());
    EXPECT_EQ(pack.sections(), fresh.sections());
  }
  EXPECT_EQ(entries().size(), 1U) << "with any engine: the tests are linked with a build id";
}

TEST_F(CacheTest, OptionsThatChangeWhatIsCompiledHaveEntriesOfTheirOwn) {
  if (!keeps_sets()) GTEST_SKIP() << "RE2 alone keeps packs, and no sets";
  EXPECT_FALSE(create().engine_info().cached);
  ClassifierOptions low;
  low.min_confidence = Confidence::kLow;
  EXPECT_FALSE(create(low).engine_info().cached);
  EXPECT_TRUE(create(low).engine_info().cached);
  ClassifierOptions only;
  only.only = {"*/io-timeout*"};
  const Classifier some = create(only);
  EXPECT_TRUE(some.engine_info().cached) << "what is reported is no matter of what is compiled";
  EXPECT_EQ(told(some, testing::kRefused).find("connection-refused"), std::string::npos);
  ClassifierOptions portable;
  portable.engine = Engine::kRe2;
  EXPECT_EQ(create(portable).engine_info().engine, Engine::kRe2);
}

TEST_F(CacheTest, DamagedEntriesAreMadeAnew) {
  const std::string text = all_examples(*Pack::load(small_pack().string()));
  const std::string expected = told(create_small(), text);
  EXPECT_FALSE(expected.empty());
  if (!keeps_sets()) GTEST_SKIP() << "RE2 alone keeps packs, and no sets";
  for (int round = 0; round < 4; ++round) {
    for (const fs::path& entry : entries()) {
      std::ifstream in(entry, std::ios::binary);
      std::string bytes((std::istreambuf_iterator<char>(in)), {});
      in.close();
      if (round == 0) bytes.resize(bytes.size() / 2);
      if (round == 1) bytes[bytes.size() / 3] = static_cast<char>(bytes[bytes.size() / 3] + 1);
      if (round == 2) bytes.clear();
      if (round == 3) bytes += "more";
      std::ofstream(entry, std::ios::binary | std::ios::trunc) << bytes;
    }
    const Classifier again = create_small();
    EXPECT_FALSE(again.engine_info().cached) << round;
    EXPECT_EQ(told(again, text), expected) << round;
    EXPECT_TRUE(create_small().engine_info().cached) << "and kept again";
  }
}

TEST_F(CacheTest, AChangedPackIsAnotherPack) {
  if (!keeps_sets()) GTEST_SKIP() << "RE2 alone keeps packs, and no sets";
  EXPECT_FALSE(create_small().engine_info().cached);
  EXPECT_TRUE(create_small().engine_info().cached);
  std::ofstream(small_pack() / "pack.json", std::ios::app) << "\n";
  EXPECT_FALSE(create_small().engine_info().cached);
  EXPECT_TRUE(create_small().engine_info().cached);
}

TEST_F(CacheTest, AFolderThatCannotBeUsedIsNoProblem) {
  const std::string expected = told(testing::shared_classifier(), testing::kRefused);
  for (const std::string path : {"/proc/telltale", "/dev/null/x"}) {
    ClassifierOptions options;
    options.cache_folder = path;
    const Result<Classifier> classifier = Classifier::create(options);
    ASSERT_TRUE(classifier) << path;
    EXPECT_FALSE(classifier->engine_info().cached) << path;
    EXPECT_EQ(told(*classifier, testing::kRefused), expected) << path;
  }
}

TEST_F(CacheTest, ManyThreadsMayStartAtOnce) {
  const std::string text = testing::kRefused;
  const std::string expected = told(testing::shared_classifier(), text);
  std::vector<std::string> answers(4);
  std::vector<std::thread> threads;
  for (std::string& answer : answers) threads.emplace_back([&] { answer = told(create(), text); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& answer : answers) EXPECT_EQ(answer, expected);
}

}  // namespace
}  // namespace telltale
