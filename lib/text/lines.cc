// Lines: what stands in front of them and does not speak. Indentation, quote marks, bars and boxes always go; a prefix
// that a tool puts in front of every line (the time of a CI log, a container's name, a comment sign) goes where the
// line continues the one before, so that a message wrapped below it becomes whole. In front of a record it stays: it
// is how one knows that a record begins. The label of a tool that no list knows shows nothing and goes wherever the
// line before has it, too. records.h decides which is which.
#include <cstddef>
#include <string_view>

#include "text/records.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {

bool undo_lines(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  Rewriter rewriter(in, out);
  std::string_view previous;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = text.find('\n', at);
    const std::size_t end = found == std::string_view::npos ? text.size() : found;
    const std::string_view line = text.substr(at, end - at);
    const std::size_t speaks_at = join_lines(previous, line).speaks_at;
    if (speaks_at != 0) rewriter.drop(at, at + speaks_at);
    previous = line;
    at = end + 1;
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
