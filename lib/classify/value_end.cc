#include "classify/value_end.h"

#include <algorithm>
#include <string_view>

namespace telltale::internal {
namespace {

// Walks over the gaps of a value: the clean text between two bytes of the message.
class Gaps {
 public:
  explicit Gaps(ValueBytes may_hold) : may_hold_(may_hold) {}

  // Whether the value ends in front of `gap`, which follows `previous`.
  bool ends_at(char previous, std::string_view gap) {
    for (const char c : gap) {
      if ((c == '"' || c == '\'' || c == '`') && closes(previous, c)) return true;
      previous = c;
    }
    if (gap.find('\n') != std::string_view::npos) return false;
    return gap.find(" | ") != std::string_view::npos ||
           (!may_hold_.blanks && gap.find_first_of(" \t|") != std::string_view::npos);
  }

 private:
  // A quote that the value did not open, right behind a word, closes what the value stands in.
  bool closes(char previous, char quote) {
    if (!may_hold_.quotes) return true;
    const bool opens = std::string_view(" \t\n([{=:,").find(previous) != std::string_view::npos;
    if (open_ == '\0' && !opens) return true;
    open_ = open_ == quote ? '\0' : open_ == '\0' ? quote : open_;
    return false;
  }

  ValueBytes may_hold_;
  char open_ = '\0';
};

}  // namespace

std::size_t value_end(const MappedText& clean, const MappedText& message, std::size_t begin, std::size_t end,
                      ValueBytes may_hold) {
  const std::string_view text = clean.text;
  const auto first = std::lower_bound(clean.begin.begin(), clean.begin.end(), message.begin[begin]);
  auto at = static_cast<std::size_t>(first - clean.begin.begin());
  Gaps gaps(may_hold);
  for (std::size_t i = begin + 1; i < end; ++i) {
    const std::size_t gap = ++at;
    while (at < text.size() && clean.begin[at] < message.begin[i]) ++at;
    if (at > gap && gaps.ends_at(text[gap - 1], text.substr(gap, at - gap))) return i;
  }
  return end;
}

}  // namespace telltale::internal
