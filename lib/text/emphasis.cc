// Pairs of marks around words: the underscores of _words that somebody set in italics_ in Markdown and Slack (stars and
// backquotes need no step: message text holds none), and the question marks that a terminal made of quotes for which it
// had no character, ?so?.
//
// An underscore opens before a word and closes behind one, so that those inside of names stay; who writes __name__ or
// opens one that nothing closes means underscores. Source: CommonMark 0.31, section 6.2, for _ alone. A question mark
// opens only behind a blank or an open bracket, where no question ends.
#include <cstddef>
#include <string_view>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kMaxEmphasis = 4096;  // a longer one is a forgotten mark

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

bool opens_quote(string_view text, size_t at) {
  const bool stands_free =
      at == 0 || is_blank_or_end(text, at - 1) || string_view("([{=,").find(text[at - 1]) != string_view::npos;
  return stands_free && is_word_at(text, at + 1);
}

bool closes_quote(string_view text, size_t at) {
  return at > 0 && is_word_at(text, at - 1) &&
         (is_blank_or_end(text, at + 1) || string_view(")]},.:;").find(text[at + 1]) != string_view::npos);
}

// Both marks of each pair become `with`. No pair reaches over a blank line.
template <typename Opens, typename Closes>
bool undo_pairs(const MappedText& in, MappedText* out, char mark, string_view with, const Opens& opens_at,
                const Closes& closes_at) {
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  size_t open = string_view::npos;
  size_t last = 0;
  for (size_t at = text.find(mark); at != string_view::npos; at = text.find(mark, at + 1)) {
    const bool is_new_paragraph = text.substr(last, at - last).find("\n\n") != string_view::npos;
    if (open != string_view::npos && (is_new_paragraph || at - open > kMaxEmphasis)) open = string_view::npos;
    if (open != string_view::npos && closes_at(text, at)) {
      rewriter.replace(open, open + 1, with);
      rewriter.replace(at, at + 1, with);
      open = string_view::npos;
    } else if (open == string_view::npos && opens_at(text, at)) {
      open = at;
    }
    last = at;
  }
  return rewriter.finish();
}

}  // namespace

bool undo_emphasis(const MappedText& in, MappedText* out) { return undo_pairs(in, out, '_', "", opens, closes); }

bool undo_lost_quotes(const MappedText& in, MappedText* out) {
  return undo_pairs(in, out, '?', "\"", opens_quote, closes_quote);
}

}  // namespace telltale::internal
