// Entities: HTML entities, tags of a fixed list, comment markers (their content stays: issue templates hide errors
// in comments). A new paragraph ends the message before it, so block tags leave an empty line.
#include <algorithm>
#include <cstddef>
#include <string_view>

#include "text/characters.h"
#include "text/html.h"
#include "text/line_start.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kCommentEnd = "-->";
constexpr ByteSet kMarks("&<-");

class Markup {
 public:
  Markup(const MappedText& in, MappedText* out) : text_(in.text), rewriter_(in, out) {}

  bool undo() {
    for (std::size_t at = next(0); at < text_.size();) at = next(at + undo_at(at));
    return rewriter_.finish();
  }

 private:
  [[nodiscard]] std::size_t next(std::size_t at) const { return kMarks.find(text_, at); }

  // How many bytes were dealt with: at least one.
  std::size_t undo_at(std::size_t at) {
    if (text_[at] == '&') return undo_entity(at);
    if (text_[at] == '-') return undo_comment_end(at);
    if (const std::size_t length = undo_paragraph_end(at); length != 0) return length;
    const Tag tag = html_tag(text_, at);
    if (tag.length == 0) return 1;
    in_comment_ = in_comment_ || text_[at + 1] == '!';
    rewriter_.replace(at, at + tag.length, begins_line(at) ? std::string_view() : tag.bytes);
    return tag.length;
  }

  // Outlook, Confluence and other editors make a paragraph of each line that is pasted into them. So one that ends no
  // sentence is a line when the next one follows; what stood in front of that may be gone. 0: no such one ends at `at`.
  std::size_t undo_paragraph_end(std::size_t at) {
    constexpr std::string_view kEnd = "</p>";
    if (!begins_with(text_, at, kEnd) || ends_sentence(rewriter_.last_before(at))) return 0;
    const std::size_t line_end = behind_blanks(text_, at + kEnd.size());
    const bool ends_line = begins_with(text_, line_end, "\n");
    const std::size_t next = behind_blanks(text_, line_end + (ends_line ? 1 : 0));
    const Tag tag = begins_with(text_, next, "<p") ? html_tag(text_, next) : Tag{};
    if (tag.length == 0 && (!ends_line || next >= text_.size() || text_[next] == '\n')) return 0;
    rewriter_.replace(at, next + tag.length, "\n");
    return next + tag.length - at;
  }

  static bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == '\n'; }

  // Whether nothing speaks in front of `at` in its line: a tag there begins no second one.
  [[nodiscard]] bool begins_line(std::size_t at) const {
    const std::string_view before = text_.substr(at < kLineStart ? 0 : at - kLineStart, std::min(at, kLineStart));
    const std::size_t newline = find_last(before, '\n');
    if (newline == std::string_view::npos && before.size() == kLineStart) return false;
    const std::string_view start = newline == std::string_view::npos ? before : before.substr(newline + 1);
    return line_start_length(start) == start.size();
  }

  std::size_t undo_entity(std::size_t at) {
    const Entity entity = html_entity(text_, at);
    if (entity.length == 0) return 1;
    rewriter_.replace(at, at + entity.length, EncodedCodePoint(entity.code_point).bytes());
    return entity.length;
  }

  // Only behind the begin of a comment, or at the end of a line: --> is an arrow elsewhere.
  std::size_t undo_comment_end(std::size_t at) {
    if (!begins_with(text_, at, kCommentEnd)) return 1;
    const std::size_t behind = at + kCommentEnd.size();
    if (!in_comment_ && behind != text_.size() && text_[behind] != '\n') return 1;
    in_comment_ = false;
    rewriter_.replace(at, at + kCommentEnd.size(), "\n");
    return kCommentEnd.size();
  }

  std::string_view text_;
  Rewriter rewriter_;
  bool in_comment_ = false;
};

// The common case first: memchr is many times faster than the search for several bytes. Addresses have & in them.
bool has_entity(std::string_view text) {
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    if (html_entity(text, at).length != 0) return true;
  }
  return false;
}

}  // namespace

bool undo_entities(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  constexpr auto kNone = std::string_view::npos;
  const bool may_be_markup =
      text.find('<') != kNone || (text.find('>') != kNone && text.find(kCommentEnd) != kNone) || has_entity(text);
  return may_be_markup && Markup(in, out).undo();
}

}  // namespace telltale::internal
