// Envelopes: a JSON object around every single line of a program's output. Their head is a prefix of the line and is
// dropped with what stands behind the line, so that a message of several lines becomes whole.
//
// {"log":"...\n","stream":"stderr","time":"2024-05-01T10:00:00.123456789Z"}
// Source: docker's json-file log driver (moby/moby, daemon/logger/jsonfilelog/jsonlog).
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/characters.h"
#include "text/line_start.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

constexpr string_view kTail = R"(","stream":"std)";

// Drops the envelope of the line text[begin, end), if it has one.
void open_envelope(string_view text, size_t begin, size_t end, Rewriter* rewriter) {
  const size_t head = text.substr(0, std::min(end, begin + kLineStart)).find(kDockerLog, begin);
  if (head == string_view::npos) return;
  const string_view before = text.substr(begin, head - begin);
  const size_t quotes = line_start_length(before);
  if (before.find_first_not_of('"', quotes) != string_view::npos) return;
  const size_t inside = head + kDockerLog.size();
  const size_t tail = text.substr(0, end).rfind(kTail);
  if (tail != string_view::npos && tail >= inside) {
    const bool has_line_end = text.substr(inside, tail - inside).ends_with("\\n");
    rewriter->drop(begin + quotes, inside);
    rewriter->drop(tail - (has_line_end ? 2 : 0), end);
  } else if (begins_with(text, end + 1, kTail)) {  // its line end was an escape of another layer, too
    rewriter->drop(begin + quotes, inside);
    rewriter->drop(end + 1, std::min(text.find('\n', end + 1), text.size()));
  }
}

}  // namespace

bool undo_envelopes(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  if (text.find(kDockerLog) == string_view::npos) return false;
  Rewriter rewriter(in, out);
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    open_envelope(text, begin, end, &rewriter);
    begin = end + 1;
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
