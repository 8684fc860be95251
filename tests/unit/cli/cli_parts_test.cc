// The small parts of the command: binary or not, progress, words, the pipeline's order.
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <random>
#include <thread>

#include "help_text.h"
#include "inputs.h"
#include "pipeline.h"
#include "progress.h"
#include "suggest.h"
#include "text_table.h"

namespace telltale::cli {
namespace {

using namespace std::string_view_literals;

TEST(LooksBinary, TellsProgramsFromText) {
  EXPECT_TRUE(
      looks_binary("\x7F"
                   "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0"sv));
  EXPECT_TRUE(looks_binary("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01"sv));
  EXPECT_FALSE(looks_binary(""));
  EXPECT_FALSE(looks_binary("plain text\n\x1b[31mred\x1b[0m"));
  EXPECT_FALSE(looks_binary("\0\0\0\0\0\0\0\0a log after a crash\n"sv));
  EXPECT_FALSE(looks_binary("\xFF\xFEt\0e\0x\0t\0\n\0"sv));
  EXPECT_FALSE(looks_binary("\0\0\0\0"sv));
}

TEST(Progress, Line) {
  EXPECT_EQ(progress_line(500'000'000, 2'000'000'000, 2), "25 %, 500 MB of 2.0 GB, 250 MB/s, 6 s left");
  EXPECT_EQ(progress_line(1'500, 0, 1), "1.5 kB, 1.5 kB/s");
  EXPECT_EQ(progress_line(0, 100, 0), "0 %, 0 B of 100 B, 0 B/s");
  EXPECT_EQ(in_bytes(999), "999 B");
  EXPECT_EQ(in_bytes(999'999), "1.0 MB");
  EXPECT_EQ(in_bytes(12'345'678), "12 MB");
  EXPECT_EQ(in_time(59.2), "1 min 0 s");
  EXPECT_EQ(in_time(7300), "2 h 1 min");
}

TEST(Wrapped, BreaksAtBlanks) {
  EXPECT_EQ(wrapped("one two three", 2, 9), "one two\n  three");
  EXPECT_EQ(wrapped("averylongword x", 4, 8), "averylongword\n    x");
  EXPECT_EQ(wrapped("", 4, 8), "");
}

TEST(Nearest, IsAWordOfFewChanges) {
  const std::vector<std::string> known = {"classify", "explain", "--format", "--from"};
  EXPECT_EQ(nearest("classfy", known), "classify");
  EXPECT_EQ(nearest("clasisfy", known), "classify");
  EXPECT_EQ(nearest("--fromat", known), "--format");
  EXPECT_EQ(nearest("nothing", known), "");
  EXPECT_EQ(nearest("", known), "");
}

TEST(TextTable, AlignsColumns) {
  EXPECT_EQ(text_table({{"a", "b"}, {"日本", "c"}, {"x\x1b[1m", ""}}), "a     b\n日本  c\nx\n");
}

Piece piece_of(const std::string& rows) {
  Piece piece;
  piece.rows = rows;
  return piece;
}

TEST(Pipeline, KeepsTheOrderOfJobs) {
  for (const std::size_t threads : {1U, 2U, 7U}) {
    Pipeline pipeline(threads);
    constexpr int kJobs = 300;
    std::thread producer([&] {
      for (int i = 0; i < kJobs; ++i) {
        pipeline.add([i](const Pipeline::Deliver& deliver) {
          std::mt19937 random(static_cast<unsigned>(i));
          const int pieces = static_cast<int>(random() % 20);
          for (int k = 0; k < pieces; ++k) {
            if (random() % 8 == 0) std::this_thread::yield();
            deliver(piece_of(std::to_string(i) + "." + std::to_string(k) + " "));
          }
        });
      }
      pipeline.close();
    });
    std::string all;
    Piece piece;
    for (;;) {
      const Pipeline::Next next = pipeline.next(piece, std::chrono::milliseconds(50));
      if (next == Pipeline::Next::kEnd) break;
      if (next == Pipeline::Next::kPiece) all += piece.rows;
    }
    producer.join();
    std::string expected;
    for (int i = 0; i < kJobs; ++i) {
      std::mt19937 random(static_cast<unsigned>(i));
      const int pieces = static_cast<int>(random() % 20);
      for (int k = 0; k < pieces; ++k) expected += std::to_string(i) + "." + std::to_string(k) + " ";
    }
    EXPECT_EQ(all, expected) << threads;
  }
}

TEST(Pipeline, GivesTheFirstJobsPiecesWhileItRuns) {
  Pipeline pipeline(1);
  std::atomic<bool> seen{false};
  pipeline.add([&](const Pipeline::Deliver& deliver) {
    deliver(piece_of("early"));
    while (!seen) std::this_thread::yield();
    deliver(piece_of("late"));
  });
  pipeline.close();
  Piece piece;
  while (pipeline.next(piece, std::chrono::milliseconds(50)) != Pipeline::Next::kPiece) {
  }
  EXPECT_EQ(piece.rows, "early");
  seen = true;
  while (pipeline.next(piece, std::chrono::milliseconds(50)) != Pipeline::Next::kPiece) {
  }
  EXPECT_EQ(piece.rows, "late");
}

TEST(Pipeline, CancelFreesEverybody) {
  std::atomic<int> refused{0};
  auto pipeline_owner = std::make_unique<Pipeline>(2);
  Pipeline& pipeline = *pipeline_owner;
  std::thread producer([&] {
    for (int i = 0; i < 100; ++i) {
      const bool added = pipeline.add([&](const Pipeline::Deliver& deliver) {
        for (int k = 0; k < 100; ++k) {
          if (!deliver(piece_of("x"))) {
            ++refused;
            return;
          }
        }
      });
      if (!added) break;
    }
    pipeline.close();
  });
  Piece piece;
  while (pipeline.next(piece, std::chrono::milliseconds(50)) == Pipeline::Next::kNothingYet) {
  }
  pipeline.cancel();
  producer.join();
  EXPECT_EQ(pipeline.next(piece, std::chrono::milliseconds(0)), Pipeline::Next::kEnd);
  pipeline_owner.reset();  // waits for the jobs, which count what is refused
  EXPECT_GT(refused, 0);
}

}  // namespace
}  // namespace telltale::cli
