// Emphasis: the underscores of _words that somebody set in italics_ in Markdown and Slack. Stars and backquotes need no
// step: message text holds none.
//
// An underscore opens before a word and closes behind one, so that those inside of names stay; who writes __name__ or
// opens one that nothing closes means underscores. Source: CommonMark 0.31, section 6.2, for _ alone.
#include <cstddef>
#include <string_view>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kMaxEmphasis = 4096;  // a longer one is a forgotten underscore

bool is_blank_or_end(string_view text, size_t at) {
  return at >= text.size() || is_blank(text[at]) || text[at] == '\n';
}

bool is_word_at(string_view text, size_t at) { return at < text.size() && is_word(text[at]); }

// What stands before the first byte is no word either: npos is one less than 0.
bool opens(string_view text, size_t at) {
  return !is_word_at(text, at - 1) && !is_blank_or_end(text, at + 1) && text[at + 1] != '_';
}

bool closes(string_view text, size_t at) {
  return at > 0 && !is_blank_or_end(text, at - 1) && text[at - 1] != '_' && !is_word_at(text, at + 1);
}

}  // namespace

bool undo_emphasis(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  if (text.find('_') == string_view::npos) return false;
  Rewriter rewriter(in, out);
  size_t open = string_view::npos;
  size_t last = 0;
  for (size_t at = text.find('_'); at != string_view::npos; at = text.find('_', at + 1)) {
    const bool is_new_paragraph = text.substr(last, at - last).find("\n\n") != string_view::npos;
    if (open != string_view::npos && (is_new_paragraph || at - open > kMaxEmphasis)) open = string_view::npos;
    if (open != string_view::npos && closes(text, at)) {
      rewriter.drop(open, open + 1);
      rewriter.drop(at, at + 1);
      open = string_view::npos;
    } else if (open == string_view::npos && opens(text, at)) {
      open = at;
    }
    last = at;
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
