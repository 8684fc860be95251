// What is remembered of windows (classify/window_memo.h) against what is found anew: the texts of the development
// corpus as storms of log lines that differ in their times, among them digits that patterns look for.
//
// TELLTALE_TEST_SCALE=N makes it N times as many lines.
#include <gtest/gtest.h>
#include <telltale/telltale.h>

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "classify/compiled_set.h"
#include "classify/scan.h"
#include "corpus_texts.h"
#include "effort.h"
#include "told.h"

namespace telltale {
namespace {

using Answers = std::vector<std::string>;

class Ways {
 public:
  Ways() : set_(*internal::compile({})) {}

  // With the gate and all that this thread remembers.
  [[nodiscard]] Answers remembered(const std::string& text) const {
    Answers answers;
    const internal::Scan::Sink sink = [&](const Match& match) { return answers.push_back(testing::told(match)), true; };
    internal::Scan(*set_, options_, text, sink).run();
    return answers;
  }

  // Window by window, which remembers nothing.
  [[nodiscard]] Answers anew(const std::string& text) const {
    Answers answers;
    const internal::Scan::Sink sink = [&](const Match& match) { return answers.push_back(testing::told(match)), true; };
    static_cast<void>(internal::Scan(*set_, options_, text, sink).trace());
    return answers;
  }

 private:
  std::shared_ptr<const internal::CompiledSet> set_;
  internal::ScanOptions options_;
};

std::vector<std::string> lines_of_corpus() {
  std::vector<std::string> lines = testing::corpus_texts();
  std::erase_if(lines,
                [](const std::string& text) { return text.find('\n') != std::string::npos || text.size() >= 1500; });
  return lines;
}

class Storm {
 public:
  explicit Storm(std::mt19937* random) : random_(*random) {}

  // `message` as the line of a log, in one of six formats.
  std::string line(std::size_t format, const std::string& message) {
    switch (format % 6) {
      case 0:
        return "W0419 " + clock() + "." + digits(6) + "       1 dispatcher.go:195] " + message;
      case 1:
        return "2024-05-19T" + clock() + "." + digits(9) + "Z stderr F E0419 " + clock() + "." + digits(6) + "  1 x] " +
               message;
      case 2:
        return "{\"ts\":16954" + digits(5) + "." + digits(6) + ",\"msg\":\"" +
               nlohmann::json(message).dump().substr(1) + "}";
      case 3:
        return "[2024-05-19 " + clock() + "," + digits(3) + "] " + message + " at 2024-05-20T" + clock() + "Z";
      case 4:
        return clock() + "." + digits(4) + " " + message;
      default:
        return message;  // no time at all
    }
  }

 private:
  std::string clock() { return below(24) + ":" + below(60) + ":" + below(60); }
  std::string below(unsigned limit) {
    const unsigned value = static_cast<unsigned>(random_()) % limit;
    return (value < 10 ? "0" : "") + std::to_string(value);
  }
  // Every third time with digits that some pattern of the pack looks for.
  std::string digits(std::size_t count) {
    constexpr std::array<const char*, 10> kLookedFor = {"443", "6080", "9402", "500",  "502",
                                                        "503", "403",  "404",  "6443", "10250"};
    std::string out;
    if (random_() % 3 == 0) out = kLookedFor[random_() % kLookedFor.size()];
    while (out.size() < count) out.insert(random_() % (out.size() + 1), 1, static_cast<char>('0' + random_() % 10));
    return out.substr(0, count);
  }

  std::mt19937& random_;
};

TEST(MemoryDifferentialTest, SaysOfEveryLineWhatItSaysAnew) {
  const Ways ways;
  const std::vector<std::string> messages = lines_of_corpus();
  std::mt19937 random(60080);
  Storm storm(&random);
  std::size_t found = 0;
  const std::size_t rounds = testing::effort(8);
  for (std::size_t from = 0; from + 4 <= messages.size(); from += 4) {  // few at a time, so that they stay in memory
    for (std::size_t i = 0; i < 24 * rounds; ++i) {
      const std::string line = storm.line(i / 4, messages[from + i % 4]);
      const Answers answers = ways.remembered(line);
      ASSERT_EQ(answers, ways.anew(line)) << line;
      found += answers.size();
    }
  }
  std::printf("note: %zu messages, %zu matches\n", messages.size(), found);
  EXPECT_GT(found, messages.size());
}

TEST(MemoryDifferentialTest, SaysOfEveryLogWhatItSaysAnew) {
  const Ways ways;
  const std::vector<std::string> messages = lines_of_corpus();
  std::mt19937 random(1250);
  Storm storm(&random);
  for (std::size_t i = 0; i < testing::effort(150); ++i) {
    std::string log;
    const std::size_t from = random() % (messages.size() - 3);
    for (std::size_t line = 0; line < 40; ++line)
      log += storm.line(random() % 6, messages[from + random() % 3]) + "\n" + (random() % 4 == 0 ? "nothing\n" : "");
    ASSERT_EQ(ways.remembered(log), ways.anew(log)) << log;
  }
}

}  // namespace
}  // namespace telltale
