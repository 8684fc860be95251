#include "text/line_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/line_start.h"
#include "text/rewriter.h"

namespace telltale::internal {

bool strip_line_prefixes(const MappedText& clean, MappedText* lines) {
  const std::string_view text = clean.text;
  Rewriter rewriter(clean, lines);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::size_t length = line_start_length(text.substr(begin, end - begin));
    if (length != 0) rewriter.drop(begin, begin + length);
    begin = end + 1;
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
