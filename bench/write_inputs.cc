// telltale_bench_inputs FOLDER: the texts of the benchmarks as files, for what is not linked into them: the command and
// other programs (command.py, peers/).
#include <cstdio>
#include <fstream>
#include <string>

#include "inputs.h"
#include "messages.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: telltale_bench_inputs FOLDER\n", stderr);
    return 2;
  }
  const std::string folder = argv[1];
  const auto write = [&](const std::string& name, const std::string& text) {
    return static_cast<bool>(std::ofstream(folder + "/" + name, std::ios::binary) << text << std::flush);
  };
  const bool written = write("clean.log", telltale::bench::clean_input().text) &&
                       write("1-percent.log", telltale::bench::input_with_messages(100).text) &&
                       write("one-line.log", telltale::bench::distinct_message(0) + "\n");
  if (!written) std::perror(folder.c_str());
  return written ? 0 : 1;
}
