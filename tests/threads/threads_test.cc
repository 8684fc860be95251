// One classifier serves all threads: every answer is the one that a single thread gets. Built with the thread sanitizer
// too (preset `tsan`), which sees what the answers do not show.
#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "shared_pack.h"
#include "telltale/telltale.h"

namespace telltale {
namespace {

constexpr std::size_t kThreads = 4;
// Enough for the threads to meet, few enough for the thread sanitizer (10x slower).
constexpr std::size_t kRounds = 20;

Result<Classifier> create_on(Engine engine, ClassifierOptions options = {}) {
  options.engine = engine;
  return Classifier::create(options);
}

std::vector<Engine> engines() {
  std::vector<Engine> found = {Engine::kRe2};
  if (create_on(Engine::kHyperscan, testing::with_shared_pack())) found.push_back(Engine::kHyperscan);
  return found;
}

// Short and long, clean and not, two matches in one, another owner: so that scratch and buffers of different sizes
// change hands.
std::vector<std::string> texts() {
  const std::string call =
      "Internal error occurred: failed calling webhook \"webhook.cert-manager.io\": failed to call webhook: Post "
      "\"https://cert-manager-webhook.cert-manager.svc:443/mutate?timeout=10s\": ";
  const std::string kyverno =
      "failed calling webhook \"validate.kyverno.svc-fail\": Post "
      "\"https://kyverno-svc.kyverno.svc:443/validate/fail\": ";
  std::string clean;
  for (int line = 0; line < 2000; ++line) clean += "I0101 00:00:00 server.go:12] all is well, request served\n";
  return {
      "",
      call + "dial tcp 10.96.20.99:443: connect: connection refused",
      clean,
      call + "context deadline exceeded\n\n" + call + "dial tcp 10.96.20.99:443: i/o timeout\n",
      kyverno + "dial tcp 10.1.2.3:443: connect: connection refused",
      clean + call + "no endpoints available for service \"cert-manager-webhook\"\n" + clean,
  };
}

// A match as words, so that a difference can be read.
std::string words(const Match& match) {
  std::string result = std::string(match.finding) + " " + std::string(match.owner) + " " + std::to_string(match.begin) +
                       "-" + std::to_string(match.end);
  for (const Field& field : match.fields) result += " " + std::string(field.name) + "=" + field.value;
  return result;
}

using Answers = std::vector<std::string>;

Answers answers(const Classifier& classifier, std::string_view text) {
  Answers result;
  for (const Match& match : classifier.classify(text)) result.push_back(words(match));
  return result;
}

Answers answers_of_stream(const Classifier& classifier, std::string_view text, std::size_t piece) {
  Answers result;
  const auto keep = [&](const Match& match) {
    result.push_back(words(match));
    return true;
  };
  Stream stream(classifier);
  for (std::size_t from = 0; from < text.size(); from += piece) stream.feed(text.substr(from, piece), keep);
  stream.finish(keep);
  return result;
}

void run_in_threads(const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> threads;
  for (std::size_t thread = 0; thread < kThreads; ++thread) threads.emplace_back(work, thread);
  for (std::thread& thread : threads) thread.join();
}

// Each thread writes into its own element; they are compared when all are done.
void expect_same_everywhere(const std::vector<Answers>& expected,
                            const std::function<Answers(std::size_t thread, std::size_t text)>& ask) {
  std::vector<std::vector<Answers>> found(kThreads);
  run_in_threads([&](std::size_t thread) {
    for (std::size_t round = 0; round < kRounds; ++round)
      for (std::size_t text = 0; text < expected.size(); ++text)
        if (Answers got = ask(thread, text); round == 0 || got != expected[text])
          found[thread].push_back(std::move(got));
  });
  for (const std::vector<Answers>& of_thread : found) EXPECT_EQ(of_thread, expected);
}

class ThreadsTest : public ::testing::TestWithParam<Engine> {
 protected:
  ThreadsTest() : classifier_(*create_on(GetParam(), testing::with_shared_pack())), texts_(texts()) {
    for (const std::string& text : texts_) expected_.push_back(answers(classifier_, text));
  }

  Classifier classifier_;
  std::vector<std::string> texts_;
  std::vector<Answers> expected_;
};

TEST_P(ThreadsTest, TheTextsHoldWhatTheOtherTestsCompare) {
  std::vector<std::size_t> sizes;
  for (const Answers& of_text : expected_) sizes.push_back(of_text.size());
  EXPECT_EQ(sizes, (std::vector<std::size_t>{0, 1, 0, 2, 1, 1}));
}

TEST_P(ThreadsTest, OneObject) {
  expect_same_everywhere(expected_, [&](std::size_t, std::size_t text) { return answers(classifier_, texts_[text]); });
}

TEST_P(ThreadsTest, CopiesThatComeAndGo) {
  expect_same_everywhere(expected_, [&](std::size_t, std::size_t text) {
    const Classifier copy = classifier_;
    return answers(copy, texts_[text]);
  });
}

TEST_P(ThreadsTest, ASinkThatClassifiesAgain) {
  expect_same_everywhere(expected_, [&](std::size_t, std::size_t text) {
    Answers outer;
    classifier_.classify(texts_[text], [&](const Match& match) {
      outer.push_back(words(match));
      return answers(classifier_, texts_[1]) == expected_[1];
    });
    return outer;
  });
}

TEST_P(ThreadsTest, AStreamForEachThread) {
  std::vector<Answers> expected;
  for (const std::string& text : texts_) expected.push_back(answers_of_stream(classifier_, text, text.size() + 1));
  expect_same_everywhere(expected, [&](std::size_t thread, std::size_t text) {
    return answers_of_stream(classifier_, texts_[text], 1000 + 77 * thread);
  });
}

TEST_P(ThreadsTest, ClassifiersMadeAtTheSameTime) {
  std::vector<Answers> found(kThreads);
  run_in_threads([&](std::size_t thread) {
    const Result<Classifier> own = create_on(GetParam());
    if (own) found[thread] = answers(*own, texts_[3]);
  });
  for (const Answers& of_thread : found) EXPECT_EQ(of_thread, expected_[3]);
}

INSTANTIATE_TEST_SUITE_P(Engines, ThreadsTest, ::testing::ValuesIn(engines()),
                         [](const auto& instance) { return std::string(to_string(instance.param)); });

}  // namespace
}  // namespace telltale
