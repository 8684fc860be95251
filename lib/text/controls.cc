// Controls: carriage returns and backspaces. A CR in front of a line end is part of it; one alone (a progress line
// that is written over) is a line end. A backspace takes the character before it away, as `man` writes bold: N\bN.
#include <cstddef>
#include <string_view>

#include "base/utf8.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

// Takes the last character of the line away: a whole UTF-8 sequence, at most four bytes.
void take_back(MappedText* out) {
  for (int bytes = 0; bytes < 4 && !out->text.empty() && out->text.back() != '\n'; ++bytes) {
    const bool more = is_utf8_continuation(out->text.back());
    out->text.pop_back();
    out->begin.pop_back();
    out->end.pop_back();
    if (!more) return;
  }
}

bool undo_backspaces(const MappedText& in, MappedText* out) {
  out->clear();
  std::size_t done = 0;
  for (std::size_t at = in.text.find('\b'); at != std::string::npos; at = in.text.find('\b', done)) {
    out->append_from(in, done, at);
    take_back(out);
    done = at + 1;
  }
  out->append_from(in, done, in.text.size());
  return true;
}

// What Excel makes of the carriage return in front of a line end in the XML of its sheets. Source: ECMA-376, 22.4.2.4,
// "bstr".
constexpr std::string_view kExcelReturn = "_x000D_";

bool undo_excel_returns(const MappedText& in, MappedText* out) {
  Rewriter rewriter(in, out);
  for (std::size_t at = in.text.find(kExcelReturn); at != std::string::npos;) {
    const std::size_t end = at + kExcelReturn.size();
    if (end == in.text.size() || in.text[end] == '\n') rewriter.drop(at, end);
    at = in.text.find(kExcelReturn, end);
  }
  return rewriter.finish();
}

bool undo_carriage_returns(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  Rewriter rewriter(in, out);
  for (std::size_t at = text.find('\r'); at != std::string_view::npos;) {
    std::size_t end = at;
    while (end < text.size() && text[end] == '\r') ++end;
    const bool line_end = end == text.size() || text[end] == '\n';
    rewriter.replace(at, end, line_end ? "" : "\n");
    at = text.find('\r', end);
  }
  return rewriter.finish();
}

}  // namespace

// Carriage returns first: a backspace must not reach over them. The backspaces come in the next round.
bool undo_controls(const MappedText& in, MappedText* out) {
  if (undo_excel_returns(in, out)) return true;
  if (in.text.find('\r') != std::string::npos) return undo_carriage_returns(in, out);
  if (in.text.find('\b') != std::string::npos) return undo_backspaces(in, out);
  return false;
}

}  // namespace telltale::internal
