// Links: [text](url) of Markdown, <url|label> of Slack, <url> of both, [url] of Jira, text<url> of mail and Teams, are
// read as what the author had before the editor made a link of it.
//
// Slack links every word that looks like a host: <http://cert-manager.io|cert-manager.io> was cert-manager.io. So the
// label wins when the address only repeats it, the address when the label is somebody's words. Markdown editors do the
// same and change the address (the port :443 goes), so there the text always wins. Both may be wrapped inside.
//
// Programs that make plain text of mails and pages number the links: [url][1], url [1], [1]url. The number goes, and so
// does the name of the gateway that mails have behind an address that it rewrote: url [urldefense.com].
//
// Left alone: reference links of words ([text][1]), and [a](b) whose b is no address (code, error lists). Links in
// links (an image that is a link) take a round each.
#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

#include "text/characters.h"
#include "text/rewriter.h"
#include "text/steps.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kMaxLink = 2048;  // browsers take about as much; a longer one is a forgotten bracket

constexpr ByteSet kLinkMarks("[]<");

bool begins_with_any(std::string_view text, std::size_t at, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return begins_with(text, at, word); });
}

// The same, wherever a line end is put between.
bool begins_wrapped_with(std::string_view text, std::size_t at, std::string_view word) {
  for (const char c : word) {
    if (begins_with(text, at, "\n")) ++at;
    if (at >= text.size() || text[at++] != c) return false;
  }
  return true;
}

bool begins_url(std::string_view text, std::size_t at) {
  constexpr std::string_view kSchemes[] = {"https://", "http://", "mailto:", "tel:", "ftp://"};
  return std::any_of(std::begin(kSchemes), std::end(kSchemes),
                     [&](std::string_view scheme) { return begins_wrapped_with(text, at, scheme); });
}

bool begins_address(std::string_view text, std::size_t at) {
  return begins_url(text, at) || begins_with_any(text, at, {"#", "/", "./", "<http"});
}

// The `)` of the Markdown address that begins at `at`; npos when there is none. A title may follow: (url "title").
// A blank ends it, a line end does not: the terminal may have wrapped it. The next link at the latest ends the search,
// so that all searches together read the text once.
std::size_t markdown_end(std::string_view text, std::size_t at) {
  int depth = 0;
  bool in_title = false;
  for (std::size_t i = at; i < text.size() && i - at < kMaxLink; ++i) {
    const char c = text[i];
    if (begins_with(text, i, "\n\n") || begins_with(text, i, "](")) break;
    if (c == '"') in_title = !in_title;
    if (in_title) continue;
    if (c == ' ' && text.substr(i + 1, 1) != "\"") break;
    if (c == '(') ++depth;
    if (c == ')' && depth-- == 0) return i;
  }
  return std::string_view::npos;
}

// `text` without what a label and its address may differ in: the scheme, line ends, a slash at the end.
std::string essence(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://", "mailto:", "tel:", "ftp://"}) {
    if (begins_with(text, 0, scheme)) text.remove_prefix(scheme.size());
  }
  std::string kept;
  std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](char c) { return c != '\n' && c != ' '; });
  if (!kept.empty() && kept.back() == '/') kept.pop_back();
  return kept;
}

// The host of an address, with or without its scheme.
std::string_view host_of(std::string_view address) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (begins_with(address, 0, scheme)) address.remove_prefix(scheme.size());
  }
  return address.substr(0, address.find_first_of(":/?#<>\""));
}

// What stands right in front of `at`, without the quote that it may end in: one word, as far as a host may be long.
std::string_view word_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 256;
  std::string_view before = text.substr(at - std::min(at, kLongest), std::min(at, kLongest));
  if (before.ends_with('"')) before.remove_suffix(1);
  const std::size_t behind = before.find_last_of(" \t\n\"'(<>");
  return behind == std::string_view::npos ? before : before.substr(behind + 1);
}

// The same, wrapped or not, if it is an address.
std::string address_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongest = 512;
  const std::size_t from = at - std::min(at, kLongest);
  std::string_view before = text.substr(from, at - from);
  while (before.ends_with('\n') || before.ends_with('"')) before.remove_suffix(1);
  constexpr ByteSet kBetweenWords(" \t\"'(<>");
  std::size_t word = before.size();
  while (word > 0 && !kBetweenWords.has(before[word - 1])) --word;
  before.remove_prefix(word);
  if (!begins_url(before, 0)) return std::string(word_before(text, at));
  std::string joined(before);
  joined.erase(std::remove(joined.begin(), joined.end(), '\n'), joined.end());
  return joined;
}

constexpr std::string_view kGateway = "[urldefense.com]";

// The end of the number of a link, "[12]", at `at`; 0 when there is none.
std::size_t note_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kDigits = 3;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= kDigits && is_digit(text[end])) ++end;
  return end > at + 1 && begins_with(text, end, "]") ? end + 1 : 0;
}

// Whether there is an address, and what may be its number or the name of a gateway.
bool has_note(std::string_view text) {
  std::size_t at = text.find('[');
  while (at != std::string_view::npos && note_end(text, at) == 0 && !begins_with(text, at, kGateway))
    at = text.find('[', at + 1);
  return at != std::string_view::npos && text.find("http") != std::string_view::npos;
}

// Brackets that are open, the innermost last. Logs hold many that never close, so when there are too many all are
// forgotten: links do not nest that deep.
class OpenBrackets {
 public:
  void push(std::size_t at) {
    if (count_ == places_.size()) count_ = 0;
    places_[count_++] = at;
  }

  // The bracket that `]` at `at` closes; npos when none is known.
  std::size_t pop(std::size_t at) {
    if (count_ == 0) return std::string_view::npos;
    const std::size_t open = places_[--count_];
    return at - open <= kMaxLink ? open : std::string_view::npos;
  }

 private:
  std::array<std::size_t, 8> places_{};
  std::size_t count_ = 0;
};

class Links {
 public:
  Links(const MappedText& in, MappedText* out) : text_(in.text), rewriter_(in, out) {}

  bool undo() {
    for (std::size_t at = kLinkMarks.find(text_, 0); at < text_.size(); at = kLinkMarks.find(text_, at))
      at = undo_at(at);
    return rewriter_.finish();
  }

 private:
  // Where to go on.
  std::size_t undo_at(std::size_t at) {
    if (text_[at] == '<') return undo_slack(at);
    if (text_[at] == '[') {
      if (undo_bbcode(at)) return done_;
      open_.push(at);
      return at + 1;
    }
    const std::size_t open = open_.pop(at);
    // What stands in front of the last replacement is written already: the next round sees to it.
    if (open == std::string_view::npos || open < done_) return at + 1;
    if (begins_wrapped_with(text_, at, "](")) return undo_markdown(open, at);
    return undo_jira(open, at);
  }

  // BBCode: [url]url[/url] is the url, and so is [url=url]label[/url], whose label is often shortened. [b] goes, too,
  // because people put it around the reason of a call.
  bool undo_bbcode(std::size_t open) {
    if (begins_with(text_, open, "[b]")) return undo_bbcode(open, open + 3, "[/b]");
    if (begins_with(text_, open, "[url]")) return undo_bbcode(open, open + 5, "[/url]");
    return begins_with(text_, open, "[url=http") && undo_bbcode(open, open + 5, "[/url]");
  }

  // What stays begins at `kept` and ends at the bracket of a labelled tag, else at `tag_end`.
  bool undo_bbcode(std::size_t open, std::size_t kept, std::string_view tag_end) {
    constexpr std::size_t kLongest = 512;
    const std::size_t end = text_.substr(0, open + kLongest).find(tag_end, kept);
    if (end == std::string_view::npos) return false;
    drop(open, kept);
    drop(text_[kept - 1] == '=' ? std::min(text_.find(']', kept), end) : end, end + tag_end.size());
    return true;
  }

  void drop(std::size_t from, std::size_t to) {
    rewriter_.drop(from, to);
    done_ = to;
  }

  // [text](url), ![text](url): the text.
  std::size_t undo_markdown(std::size_t open, std::size_t close) {
    const std::size_t address = text_.find('(', close) + 1;  // a line end may stand in front of the parenthesis
    if (!begins_address(text_, address)) return close + 1;
    const std::size_t end = markdown_end(text_, address);
    if (end == std::string_view::npos) return close + 1;
    const bool image = open > done_ && text_[open - 1] == '!';
    drop(image ? open - 1 : open, open + 1);
    // A line end in front of the bracket and one behind the link are one: what is dropped leaves no blank line.
    const bool alone = text_[close - 1] == '\n' && begins_with(text_, end + 1, "\n");
    drop(alone ? close - 1 : close, end + 1);
    return end + 1;
  }

  // [url], [text|url], [url|url|smart-link]: the text.
  std::size_t undo_jira(std::size_t open, std::size_t close) {
    const std::size_t bar = text_.substr(0, close).find('|', open);
    if (bar == std::string_view::npos) return undo_bare(open, close);
    if (!begins_url(text_, bar + 1)) return close + 1;
    drop(open, open + 1);
    drop(bar, close + 1);
    return close + 1;
  }

  // [url] is no list of errors, whose addresses have reasons behind them, and no reference.
  std::size_t undo_bare(std::size_t open, std::size_t close) {
    if (!begins_url(text_, open + 1)) return undo_note(open, close);
    const std::size_t end = begins_with(text_, close + 1, "[") ? note_end(text_, close + 1) : close + 1;
    const std::size_t blank = text_.substr(0, close).find_first_of(" \"", open);
    if (end == 0) return close + 1;
    if (blank != std::string_view::npos) return undo_mediawiki(open, blank, close);
    drop(open, open + 1);
    drop(close, end);
    return end;
  }

  // [url url], where the second is the label of the first.
  std::size_t undo_mediawiki(std::size_t open, std::size_t blank, std::size_t close) {
    const std::string_view url = text_.substr(open + 1, blank - open - 1);
    if (text_[blank] != ' ' || essence(url) != essence(text_.substr(blank + 1, close - blank - 1))) return close + 1;
    drop(open, blank + 1);
    drop(close, close + 1);
    return close + 1;
  }

  // Whether an address ends at `at`.
  [[nodiscard]] bool ends_url(std::size_t at) const { return begins_url(address_before(text_, at), 0); }

  // [1]url, url [1], url [urldefense.com]: the url.
  std::size_t undo_note(std::size_t open, std::size_t close) {
    const std::size_t number = note_end(text_, open);
    const bool is_name = text_.substr(open, close + 1 - open) == kGateway;
    if (number == 0 && !is_name) return close + 1;
    const bool blank = open > done_ && text_[open - 1] == ' ';
    if (number != 0 && begins_url(text_, close + 1)) {
      drop(open, close + 1);
    } else if (ends_url(blank ? open - 1 : open)) {
      drop(blank ? open - 1 : open, close + 1);
    }
    return close + 1;
  }

  // <url>: the url; nothing behind a word of the same host. <url|label>: the label when the url only repeats it, else
  // the url.
  std::size_t undo_slack(std::size_t open) {
    if (!begins_url(text_, open + 1)) return open + 1;
    const std::size_t end = text_.find_first_of("<>", open + 1);
    if (end == std::string_view::npos || text_[end] == '<' || end - open > kMaxLink) return open + 1;
    const std::size_t bar = text_.substr(0, end).find('|', open);
    if (bar == std::string_view::npos) {
      const bool repeats = host_of(address_before(text_, open)) == host_of(text_.substr(open + 1, end - open - 1));
      drop(open, repeats ? end : open + 1);
      drop(end, end + 1);
      return end + 1;
    }
    const std::string_view url = text_.substr(open + 1, bar - open - 1);
    const bool repeats = essence(url) == essence(text_.substr(bar + 1, end - bar - 1));
    drop(open, repeats ? bar + 1 : open + 1);
    drop(repeats ? end : bar, end + 1);
    return end + 1;
  }

  std::string_view text_;
  Rewriter rewriter_;
  OpenBrackets open_;
  std::size_t done_ = 0;
};

}  // namespace

// The common case first: logs are full of brackets, and links are rare.
bool undo_links(const MappedText& in, MappedText* out) {
  const std::string_view text = in.text;
  constexpr auto kNone = std::string_view::npos;
  const bool may_have_links = text.find("](") != kNone || text.find('<') != kNone || text.find('|') != kNone ||
                              text.find("[http") != kNone || text.find("[/") != kNone || has_note(text);
  return may_have_links && Links(in, out).undo();
}

}  // namespace telltale::internal
