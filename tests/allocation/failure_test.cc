// Memory ends at the k-th allocation of a piece of work, once or for good: the C ABI says so, nothing crashes, nothing
// is lost, and when there is memory again the answers are what they were.
#include <gtest/gtest.h>
#include <telltale/telltale.h>
#include <telltale/telltale_c.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "allocation/allocations.h"
#include "c_handles.h"
#include "effort.h"

namespace telltale {
namespace {

using testing::FailingMemory;
using testing::Failure;

// Allocations that fail, of those of a piece of work; TELLTALE_TEST_SCALE times as many when that is set.
constexpr std::uint64_t kSampled = 150;

const std::string kSmallPack = TELLTALE_SOURCE_DIR "/tests/rules/base";
const std::string kMessage =
    "failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: Post "
    "\"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\": context deadline exceeded\n\n"
    "NAME         ENDPOINTS   AGE\ncert-manager-webhook   <none>      5h\n";

// What a piece of work found. Of a fixed size: the memory that fails is the library's.
struct Found {
  std::array<char, 20'000> bytes;
  std::size_t size = 0;

  void add(const char* data, std::size_t count) {
    count = std::min(count, bytes.size() - size);
    std::copy(data, data + count, bytes.begin() + static_cast<std::ptrdiff_t>(size));
    size += count;
  }
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

// Says what became of it, and fills in what it found. Its allocations are the same each time.
using Work = std::function<telltale_status(Found&)>;

telltale_status append(void* found, const telltale_match* match) {
  static_cast<Found*>(found)->add(match->signature.data, match->signature.size);
  return TELLTALE_OK;
}

void expect_to_fail_at(Failure failure, std::uint64_t at, const Work& work, std::string_view expected) {
  Found found;
  telltale_status status = TELLTALE_OK;
  const std::int64_t before = testing::live_blocks();
  {
    const FailingMemory failing(failure, at);
    status = work(found);
  }
  EXPECT_EQ(testing::live_blocks(), before) << at;
  if (status == TELLTALE_OK)
    EXPECT_EQ(found.view(), expected) << at;
  else
    EXPECT_EQ(status, TELLTALE_NO_MEMORY) << at << ": " << testing::words(telltale_last_error());
}

std::uint64_t allocations_of(const Work& work) {
  Found found;
  const FailingMemory counting(Failure::kNever, 0);
  static_cast<void>(work(found));
  return counting.calls();
}

void expect_to_survive(const Work& work) {
  Found expected;
  ASSERT_EQ(work(expected), TELLTALE_OK) << testing::words(telltale_last_error());
  static_cast<void>(allocations_of(work));  // after twice, what threads keep is there
  const std::uint64_t calls = allocations_of(work);
  ASSERT_GT(calls, 0U);
  const std::uint64_t sampled = kSampled * testing::from_environment("TELLTALE_TEST_SCALE", 1);
  const std::uint64_t step = std::max<std::uint64_t>(calls / sampled, 1);
  for (std::uint64_t at = 0; at < calls && !::testing::Test::HasFailure(); at += step) {
    for (const Failure failure : {Failure::kOnce, Failure::kForEver})
      expect_to_fail_at(failure, at, work, expected.view());
  }
  Found again;
  EXPECT_EQ(work(again), TELLTALE_OK);
  EXPECT_EQ(again.view(), expected.view());
}

Work creating_on(std::int32_t engine) {
  return [engine](Found& /*found*/) {
    const char* const pack = kSmallPack.c_str();
    const telltale_options options = testing::c_options_of(&pack, engine);
    telltale_classifier* classifier = nullptr;
    const telltale_status status = telltale_classifier_create(&options, &classifier, nullptr);
    EXPECT_EQ(classifier != nullptr, status == TELLTALE_OK);
    telltale_classifier_destroy(classifier);
    return status;
  };
}

TEST(FailingMemoryTest, WhenAClassifierIsMadeOnRe2) { expect_to_survive(creating_on(TELLTALE_ENGINE_RE2)); }

TEST(FailingMemoryTest, WhenAClassifierIsMadeOnAnyEngine) { expect_to_survive(creating_on(TELLTALE_ENGINE_AUTO)); }

TEST(FailingMemoryTest, WhenPacksAreWrong) {
  expect_to_survive([](Found& found) {
    const char* const pack = "no-such-pack";
    const telltale_options options = testing::c_options_of(&pack, TELLTALE_ENGINE_RE2);
    telltale_classifier* classifier = nullptr;
    telltale_problems* problems = nullptr;
    const telltale_status status = telltale_classifier_create(&options, &classifier, &problems);
    EXPECT_EQ(problems != nullptr, status == TELLTALE_PROBLEMS);
    if (problems == nullptr) return status;
    const telltale_problem* const problem = telltale_problems_at(problems, 0);
    found.add(problem->printed.data, problem->printed.size);
    telltale_problems_destroy(problems);
    return telltale_status{TELLTALE_OK};
  });
}

class FailingMemoryOn : public ::testing::TestWithParam<std::int32_t> {
 protected:
  FailingMemoryOn() {
    telltale_options options = testing::c_options();
    options.engine = GetParam();
    classifier_ = testing::c_classifier(&options);
  }
  testing::CClassifier classifier_;
};

TEST_P(FailingMemoryOn, WhenATextIsClassified) {
  expect_to_survive([&](Found& found) {
    return telltale_classify(classifier_.get(), kMessage.data(), kMessage.size(), append, &found, nullptr);
  });
}

TEST_P(FailingMemoryOn, WhenMatchesAreKept) {
  expect_to_survive([&](Found& found) {
    telltale_matches* matches = nullptr;
    telltale_status status = telltale_matches_create(&matches);
    const std::array<telltale_string, 2> texts = {telltale_string{kMessage.data(), kMessage.size()},
                                                  telltale_string{kMessage.data(), kMessage.size()}};
    if (status == TELLTALE_OK)
      status = telltale_classify_batch(classifier_.get(), texts.data(), texts.size(), telltale_matches_add, matches,
                                       nullptr);
    for (std::size_t i = 0; i < telltale_matches_size(matches) && status == TELLTALE_OK; ++i) {
      telltale_owned_string json{};
      status = telltale_match_json(telltale_matches_at(matches, i), "a", &json);
      found.add(json.data, json.size);
      telltale_owned_string_destroy(&json);
    }
    telltale_matches_destroy(matches);
    return status;
  });
}

TEST_P(FailingMemoryOn, WhenAStreamIsFed) {
  expect_to_survive([&](Found& found) {
    telltale_stream* stream = nullptr;
    telltale_status status = telltale_stream_create(classifier_.get(), &stream);
    for (std::size_t at = 0; at < kMessage.size() && status == TELLTALE_OK; at += 100) {
      const std::size_t size = std::min<std::size_t>(100, kMessage.size() - at);
      status = telltale_stream_feed(stream, kMessage.data() + at, size, append, &found, nullptr);
    }
    if (status == TELLTALE_OK) status = telltale_stream_finish(stream, append, &found, nullptr);
    telltale_stream_destroy(stream);
    return status;
  });
}

INSTANTIATE_TEST_SUITE_P(Engines, FailingMemoryOn,
                         ::testing::Values(std::int32_t{TELLTALE_ENGINE_RE2}, std::int32_t{TELLTALE_ENGINE_AUTO}));

TEST(FailingMemoryTest, WhenACaseIsDiagnosed) {
  telltale_options options = testing::c_options();
  options.engine = TELLTALE_ENGINE_RE2;
  const testing::CDiagnoser diagnoser = testing::c_diagnoser(&options);
  expect_to_survive([&](Found& found) {
    telltale_case* bundle = nullptr;
    telltale_owned_string report{};
    telltale_status status = telltale_case_create(diagnoser.get(), &bundle);
    if (status == TELLTALE_OK) status = telltale_case_add_text(bundle, "a", kMessage.data(), kMessage.size(), 1);
    if (status == TELLTALE_OK)
      status = telltale_case_report(bundle, TELLTALE_REPORT_JSON, TELLTALE_LANGUAGE_ENGLISH, 0, &report);
    found.add(report.data, report.size);
    telltale_owned_string_destroy(&report);
    telltale_case_destroy(bundle);
    return status;
  });
}

}  // namespace
}  // namespace telltale
