// One classifier and one diagnoser behind the C ABI, and several threads: each gets the answers of one, and keeps an
// error of its own.
#include <gtest/gtest.h>
#include <telltale/telltale_c.h>

#include <cstddef>
#include <string>
#include <thread>
#include <vector>

#include "c_handles.h"

namespace telltale {
namespace {

using testing::Told;

const std::string kLogOfC =
    "I0101 00:00:00 server.go:12] all is well\n"
    "print job \"letter\" on first.example failed: after 3 pages: paper jam in tray 2\n\nmore of it\n";

// What a thread is told in every way there is.
struct ToldInC {
  Told whole;
  Told batch;
  Told stream;
  std::string page;
  std::string error;
  bool operator==(const ToldInC&) const = default;
};

ToldInC ask_in_c(const telltale_classifier* classifier, const telltale_diagnoser* diagnoser) {
  ToldInC told;
  const char* const log = kLogOfC.data();
  const std::size_t size = kLogOfC.size();
  telltale_classify(classifier, log, size, testing::keep_told, &told.whole, nullptr);
  const std::vector<telltale_string> texts(20, telltale_string{log, size});
  telltale_classify_batch(classifier, texts.data(), texts.size(), testing::keep_told, &told.batch, nullptr);
  const testing::CStream stream = testing::c_stream(classifier);
  telltale_stream_feed(stream.get(), log, size, testing::keep_told, &told.stream, nullptr);
  telltale_stream_finish(stream.get(), testing::keep_told, &told.stream, nullptr);
  const testing::CCase bundle = testing::c_case(diagnoser);
  telltale_case_add_text(bundle.get(), "a.log", log, size, 1);
  telltale_owned_string page{};
  telltale_case_report(bundle.get(), TELLTALE_REPORT_PAGE, TELLTALE_LANGUAGE_ENGLISH, 0, &page);
  told.page = testing::taken(page);
  telltale_classify(classifier, log, size, nullptr, nullptr, nullptr);
  told.error = testing::words(telltale_last_error());
  return told;
}

TEST(CThreadsTest, AnswersAreThoseOfOneThread) {
  // The small pack: what the built-in one does with threads is looked at in threads_test.cc.
  telltale_options options = testing::small_options();
  options.engine = TELLTALE_ENGINE_AUTO;
  const testing::CClassifier classifier = testing::c_classifier(&options);
  const testing::CDiagnoser diagnoser = testing::c_diagnoser(&options);
  const ToldInC alone = ask_in_c(classifier.get(), diagnoser.get());
  ASSERT_EQ(alone.whole.size(), 1U);
  ASSERT_EQ(alone.batch.size(), 20U);
  ASSERT_EQ(alone.error, "sink is NULL");
  std::vector<std::thread> threads;
  std::vector<std::size_t> wrong(4, 0);
  for (std::size_t& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) count += ask_in_c(classifier.get(), diagnoser.get()) == alone ? 0U : 1U;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<std::size_t>(4, 0));
}

}  // namespace
}  // namespace telltale
