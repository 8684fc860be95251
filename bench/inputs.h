// The texts of the benchmarks, and what the right answer is.
//
// Clean lines are the real log lines of loghub-2k when `../shared/logs` stands beside the project (they are not part of
// it), else lines made here in the same mix of shapes.
#ifndef TELLTALE_BENCH_INPUTS_H_
#define TELLTALE_BENCH_INPUTS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::bench {

struct Input {
  std::string name;  // "clean", "1 % messages"
  std::string text;  // with readable bytes behind its end, so that raw engines may read it in place
  std::size_t lines = 0;
  std::size_t special = 0;   // lines that are not from a log
  std::size_t messages = 0;  // as many matches a right answer has
};

// Every `every`-th line is `special(0)`, `special(1)`...; 0: none, 1: all. Sets all but `messages`.
[[nodiscard]] Input make_input(std::string name, std::size_t bytes, std::size_t every,
                               std::string (*special)(std::size_t));

// The texts that rows share, made when they are first asked for. From any thread.
// Larger than the last-level cache, so that memory is what is read.
[[nodiscard]] const Input& clean_input();
// Every `every`-th line is a message, no two the same; smaller where it takes longer to read.
[[nodiscard]] const Input& input_with_messages(std::size_t every);
[[nodiscard]] const Input& input_with_repeated_messages(std::size_t every);
// What the components of a cluster say all day: gate words in most lines, and no message.
[[nodiscard]] const Input& cluster_input();
// Every hundredth line holds gate words and no message.
[[nodiscard]] const Input& input_with_near_misses();

// Without their ends.
[[nodiscard]] std::vector<std::string_view> lines_of(std::string_view text);

// "loghub-2k" or "generated".
[[nodiscard]] std::string source_of_lines();

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_INPUTS_H_
