// The floor that the Python package is compared with: the C++ library, text by text, on the same bytes.
//
// usage: loop FILE    (a text a line; prints nanoseconds a text, the best of five runs, and the number of matches)
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/telltale.h"

int main(int argc, char** argv) {
  const auto classifier = telltale::Classifier::create();
  if (argc != 2 || !classifier) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  const std::string all(std::istreambuf_iterator<char>(file), {});
  std::vector<std::string_view> texts;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find('\n', begin), all.size());
    texts.push_back(std::string_view(all).substr(begin, end - begin));
    begin = end + 1;
  }
  double best = 0;
  std::size_t matches = 0;
  for (int run = 0; run < 5; ++run) {
    matches = 0;
    const auto begun = std::chrono::steady_clock::now();
    for (const std::string_view text : texts) matches += classifier->classify(text).size();
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begun;
    best = run == 0 ? taken.count() : std::min(best, taken.count());
  }
  std::cout << best / static_cast<double>(texts.size()) << " " << matches << "\n";
}
