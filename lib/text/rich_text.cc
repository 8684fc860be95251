// Rich text in JSON, as chats and trackers keep it: a text is a list of elements, and what is a link or set in bold is
// one of its own. Blocks of Slack, the document format of Atlassian:
//
//   {"type": "text", "text": "Post "}, {"type": "link", "url": "https://x"}, {"type": "text", "text": ": EOF"}
//
// What stands between the texts of neighbours goes, so that they are one; a hard break leaves a line end.
//
// And lists of lines, as notebooks keep what was printed: ["failed calling webhook\n", "\"x\": EOF\n"].
#include <cstddef>
#include <optional>
#include <string_view>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

// Behind `byte` and the space around it; npos when something else stands at `at`.
size_t behind(string_view text, size_t at, char byte) {
  at = behind_blanks_and_ends(text, at);
  return at < text.size() && text[at] == byte ? behind_blanks_and_ends(text, at + 1) : string_view::npos;
}

// A name or a value of a few letters, without its quotes.
struct Word {
  string_view word;
  size_t end = string_view::npos;  // behind its quote
};

Word word_at(string_view text, size_t at) {
  constexpr size_t kLongest = 24;
  if (at >= text.size() || text[at] != '"') return {};
  size_t end = at + 1;
  while (end < text.size() && end - at < kLongest && is_word(text[end])) ++end;
  if (end == at + 1 || end == text.size() || text[end] != '"') return {};
  return {text.substr(at + 1, end - at - 1), end + 1};
}

struct InlineNode {
  size_t text_begin = 0;
  size_t text_end = 0;  // nothing is said when it is text_begin
  size_t end = 0;       // behind its brace
  bool breaks_line = false;
};

bool is_inline(string_view type) {
  return type == "text" || type == "link" || type == "inlineCard" || type == "emoji" || type == "user" ||
         type == "mention" || type == "hardBreak";
}

// Where the string ends that begins at `at`: at the quote behind which the next name follows or the element ends, for
// quotes inside of it may have lost their backslashes. npos when there is none.
size_t end_of_said(string_view text, size_t at) {
  for (size_t quote = text.find('"', at); quote != string_view::npos; quote = text.find('"', quote + 1)) {
    if (quote > at && text[quote - 1] == '\\') continue;
    if (behind(text, quote + 1, '}') != string_view::npos) return quote;
    const size_t name = behind(text, quote + 1, ',');
    if (name != string_view::npos && behind(text, word_at(text, name).end, ':') != string_view::npos) return quote;
  }
  return string_view::npos;
}

// Behind the brace that closes what is open at `at`.
size_t object_end(string_view text, size_t at) {
  size_t depth = 1;
  for (constexpr ByteSet kBraces("{}"); (at = kBraces.find(text, at)) < text.size(); ++at) {
    depth += text[at] == '{' ? 1 : size_t{0} - 1;
    if (depth == 0) return at + 1;
  }
  return string_view::npos;
}

class RichText {
 public:
  RichText(const MappedText& in, MappedText* out) : text_(in.text), rewriter_(in, out) {}

  bool undo() {
    for (size_t at = text_.find('{'); at != string_view::npos && !ends_open_; at = text_.find('{', at)) {
      const std::optional<InlineNode> element = element_at(at);
      at = element ? join_from(*element) : at + 1;
    }
    return rewriter_.finish();
  }

 private:
  // The element whose brace stands at `brace`: its type is named first, what it says second.
  std::optional<InlineNode> element_at(size_t brace) {
    const Word name = word_at(text_, behind_blanks_and_ends(text_, brace + 1));
    const Word type = name.word == "type" ? word_at(text_, behind(text_, name.end, ':')) : Word();
    if (!is_inline(type.word)) return std::nullopt;
    InlineNode element;
    element.breaks_line = type.word == "hardBreak";
    const size_t second = behind(text_, type.end, ',');
    return second == string_view::npos ? close(element, type.end) : with_text(element, second);
  }

  std::optional<InlineNode> with_text(InlineNode element, size_t at) {
    const Word name = word_at(text_, at);
    const size_t value = behind(text_, name.end, ':');
    if (value == string_view::npos) return std::nullopt;
    const bool speaks = (name.word == "text" || name.word == "url") && begins_with(text_, value, "\"");
    if (!speaks) return close(element, value);
    element.text_begin = value + 1;
    element.text_end = end_of_said(text_, element.text_begin);
    ends_open_ = element.text_end == string_view::npos;
    return ends_open_ ? std::nullopt : close(element, element.text_end + 1);
  }

  std::optional<InlineNode> close(InlineNode element, size_t at) {
    element.end = object_end(text_, at);
    ends_open_ = element.end == string_view::npos;
    return ends_open_ ? std::nullopt : std::optional(element);
  }

  // Joins its neighbours to `element`; where to go on.
  size_t join_from(const InlineNode& element) {
    size_t said_to = element.text_end;
    size_t end = element.end;
    bool breaks_line = false;
    for (;;) {
      const size_t next = behind(text_, end, ',');
      if (next == string_view::npos || next >= text_.size() || text_[next] != '{') return end;
      const std::optional<InlineNode> neighbour = element_at(next);
      if (!neighbour) return end;
      end = neighbour->end;
      breaks_line = breaks_line || neighbour->breaks_line;
      if (neighbour->text_end == neighbour->text_begin) continue;
      if (said_to != 0) rewriter_.replace(said_to, neighbour->text_begin, breaks_line ? "\n" : "");
      said_to = neighbour->text_end;
      breaks_line = false;
    }
  }

  string_view text_;
  Rewriter rewriter_;
  bool ends_open_ = false;  // a string or an object did not end: what follows is not read, which would cost its square
};

constexpr string_view kEndOfLine = R"(\n",)";

}  // namespace

bool undo_lists_of_lines(const MappedText& in, MappedText* out) {
  const string_view text = in.text;
  Rewriter rewriter(in, out);
  for (size_t at = text.find(kEndOfLine); at != string_view::npos; at = text.find(kEndOfLine, at + 1)) {
    const size_t next = behind(text, at + kEndOfLine.size() - 1, ',');
    const bool is_escaped = at > 0 && text[at - 1] == '\\';
    if (is_escaped || next == string_view::npos || next >= text.size() || text[next] != '"') continue;
    rewriter.replace(at, next + 1, "\n");
    at = next;
  }
  return rewriter.finish();
}

bool undo_rich_text(const MappedText& in, MappedText* out) {
  if (in.text.find('{') == std::string::npos || in.text.find("\"type\"") == std::string::npos) return false;
  return RichText(in, out).undo();
}

}  // namespace telltale::internal
