// The floor that the Python package is compared with: the C++ library on the same bytes, text by text and as one batch.
//
// usage: loop FILE    (a text a line; prints nanoseconds a text of both ways, the best of five runs, and the matches)
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/telltale.h"

namespace {

// The texts one behind the other, as the rows of a column are.
struct Column {
  std::string bytes;
  std::vector<std::string_view> texts;
};

void read_lines(const char* path, Column* column) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::size_t> ends;
  for (std::string line; std::getline(file, line);) ends.push_back(column->bytes.append(line).size());
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    column->texts.push_back(std::string_view(column->bytes).substr(begin, end - begin));
    begin = end;
  }
}

template <typename Count>
double nanoseconds(const Column& column, const Count& count, std::size_t* matches) {
  double best = 0;
  for (int run = 0; run < 5; ++run) {
    const auto begun = std::chrono::steady_clock::now();
    *matches = count(column.texts);
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begun;
    best = run == 0 ? taken.count() : std::min(best, taken.count());
  }
  return best / static_cast<double>(column.texts.size());
}

}  // namespace

int main(int argc, char** argv) {
  const auto classifier = telltale::Classifier::create();
  if (argc != 2 || !classifier) return 2;
  Column column;
  read_lines(argv[1], &column);
  const auto each = [&](const std::vector<std::string_view>& texts) {
    std::size_t matches = 0;
    for (const std::string_view text : texts) matches += classifier->classify(text).size();
    return matches;
  };
  const auto together = [&](const std::vector<std::string_view>& texts) {
    std::vector<telltale::Match> kept;
    static_cast<void>(classifier->classify_batch(
        texts, [&](std::size_t, const telltale::Match& match) { return kept.push_back(match), true; }));
    return kept.size();
  };
  std::size_t matches = 0;
  std::size_t same = 0;
  const double one_by_one = nanoseconds(column, each, &matches);
  const double batch = nanoseconds(column, together, &same);
  if (same != matches) return 1;
  std::cout << one_by_one << " " << batch << " " << matches << "\n";
}
