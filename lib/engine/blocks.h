// Cuts a text that is longer than an engine can take into blocks that overlap, so that nothing within the overlap's
// length is lost at a cut.
#ifndef TELLTALE_LIB_ENGINE_BLOCKS_H_
#define TELLTALE_LIB_ENGINE_BLOCKS_H_

#include <cstddef>
#include <string_view>

namespace telltale::internal {

struct BlockSize {
  std::size_t length = 0;
  std::size_t overlap = 0;  // less than `length`
};

// Calls `visit` with each block in order. A text of at most `size.length` bytes is one block; an empty text is none.
template <typename Visit>
void for_each_block(std::string_view text, BlockSize size, Visit visit) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::string_view block = text.substr(begin, size.length);
    visit(block);
    if (begin + block.size() == text.size()) return;
    begin += size.length - size.overlap;
  }
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_BLOCKS_H_
