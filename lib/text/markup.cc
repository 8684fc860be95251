// Marks that editors and programs put inside of a message: colours of Jira's wiki markup, {color:red}failed{color};
// what Kibana puts around words that were searched for, @kibana-highlighted-field@failed@/kibana-highlighted-field@;
// strings that a program printed as a sum of parts, 'failed to call ' +
//   'webhook', as Node.js does with long ones and people in source code.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// The length of "{color}" or "{color:#de350b}" at `at`; 0 when there is none.
size_t color_length(string_view text, size_t at) {
  constexpr string_view kTag = "{color";
  constexpr size_t kLongest = 32;
  const size_t end = at + kTag.size();
  if (begins_with(text, end, "}")) return kTag.size() + 1;
  if (!begins_with(text, end, ":")) return 0;
  const size_t close = text.substr(0, std::min(text.size(), end + kLongest)).find('}', end);
  return close == string_view::npos ? 0 : close + 1 - at;
}

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// Where the quote stands that ends the part in front of the plus at `plus`; npos when none does.
size_t quote_before(string_view text, size_t plus) {
  size_t at = plus;
  while (at > 0 && (is_blank(text[at - 1]) || text[at - 1] == '\n')) --at;
  return at > 0 && at < plus && is_quote(text[at - 1]) ? at - 1 : string_view::npos;
}

}  // namespace

bool undo_wiki_colors(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  for (size_t at = text.find("{color"); at != string_view::npos; at = text.find("{color", at)) {
    const size_t length = color_length(text, at);
    if (length != 0) rewriter.drop(at, at + length);
    at += std::max<size_t>(length, 1);
  }
  return rewriter.finish();
}

bool undo_highlights(const MappedText& in, MappedText* out) {
  constexpr string_view kName = "kibana-highlighted-field@";
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  for (size_t at = text.find(kName); at != string_view::npos; at = text.find(kName, at + kName.size())) {
    const size_t begin = at > 1 && text[at - 1] == '/' ? at - 2 : at - 1;
    if (at > 0 && text[begin] == '@') rewriter.drop(begin, at + kName.size());
  }
  return rewriter.finish();
}

bool undo_sums(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  size_t done = 0;
  for (size_t plus = text.find('+'); plus != string_view::npos; plus = text.find('+', plus + 1)) {
    const size_t quote = quote_before(text, plus);
    if (quote == string_view::npos || quote < done) continue;
    const size_t next = behind_blanks_and_ends(text, plus + 1);
    const bool ends_line = text.substr(plus, next - plus).find('\n') != string_view::npos;
    if (!ends_line || next == text.size() || text[next] != text[quote]) continue;
    rewriter.drop(quote, next + 1);
    done = next + 1;
  }
  return rewriter.finish();
}

}  // namespace telltale::internal
