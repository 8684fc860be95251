// What the benchmarks read, and what the right answer is.
//
// Clean lines are the real log lines of loghub-2k when `../shared/logs` stands beside the project (they are not part of
// it), else lines made here in the same mix of shapes. Messages are those of public threads with invented names.
#ifndef TELLTALE_BENCH_INPUTS_H_
#define TELLTALE_BENCH_INPUTS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace telltale::bench {

struct Input {
  std::string name;  // "clean", "1 % hits", "100 % hits"
  std::string text;  // with readable bytes behind its end, so that raw engines may read it in place
  std::size_t lines = 0;
  std::size_t messages = 0;  // as many matches a right answer has
};

// Every `every`-th line is a message; 0: none, 1: all.
[[nodiscard]] Input make_input(std::string name, std::size_t every, std::size_t bytes);

// "loghub-2k" or "generated".
[[nodiscard]] std::string source_of_lines();

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_INPUTS_H_
