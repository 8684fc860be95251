// Packs of any size, made up: what a pack of a whole company's messages would be.
#ifndef TELLTALE_BENCH_PACKS_H_
#define TELLTALE_BENCH_PACKS_H_

#include <cstddef>
#include <string>
#include <vector>

namespace telltale::bench {

struct GeneratedPack {
  std::string folder;
  std::vector<std::string> findings;  // full ids
  std::vector<std::string> examples;  // one of each finding, in the same order
};

// Writes a pack of so many signatures into `folder`, which is emptied before; the same one every time.
//
// Each signature is a message like those of real programs: of two or three of 2,000 invented words (pronounceable,
// because the letters' shares decide which words the gate takes), some common ones, and a number or two.
[[nodiscard]] GeneratedPack write_pack(std::size_t signatures, const std::string& folder);

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_PACKS_H_
