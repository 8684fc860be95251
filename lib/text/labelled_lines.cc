#include "text/labelled_lines.h"

#include <algorithm>
#include <cstdint>

#include "text/characters.h"
#include "text/line_start.h"

namespace telltale::internal {
namespace {

std::size_t digits_end(std::string_view line, std::size_t at) {
  while (at < line.size() && is_digit(line[at])) ++at;
  return at;
}

// How much two lines have in front that is the same but for digits and ends with a blank, in each of them.
struct SameBeginning {
  std::size_t one = 0;
  std::size_t other = 0;
};

// At most `longest` bytes of `one`.
SameBeginning same_beginning(std::string_view one, std::string_view other, std::size_t longest) {
  SameBeginning found;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < one.size() && j < other.size()) {
    if (is_digit(one[i]) && is_digit(other[j])) {
      i = digits_end(one, i);
      j = digits_end(other, j);
      continue;
    }
    if (one[i] != other[j] || i >= longest) break;
    ++i;
    ++j;
    if (is_blank(one[i - 1])) found = {i, j};
  }
  return found;
}

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

class LabelledReader {
 public:
  // `joined` may be null: nothing is joined then.
  LabelledReader(std::string_view text, const Window& window, std::size_t said_from, MappedText* joined)
      : text_(text), begin_(window.begin), said_(text.substr(said_from, kSaid)), joined_(joined) {
    const std::size_t line_begin =
        window.begin + find_last(text.substr(window.begin, said_from - window.begin), '\n') + 1;
    first_ = line_at(text, line_begin);
    said_ = said_.substr(0, line_begin + first_.size() - said_from);
    longest_label_ = std::min(said_from - line_begin, kLineStart);
    lines_.first = lines_.end = line_begin + first_.size();
  }

  LabelledLines read(std::size_t limit) {
    append(begin_, lines_.end);
    while (take_next(limit)) {
    }
    return lines_;
  }

  // What stands behind the lines, up to `end`.
  void append_rest(std::size_t end) {
    if (end > lines_.end) append(lines_.end, end);
  }

 private:
  static constexpr std::size_t kSaid = 12;  // "failed calli"

  bool take_next(std::size_t limit) {
    const std::size_t begin = lines_.end + 1;
    const std::string_view line = begin < text_.size() ? line_at(text_, begin) : std::string_view();
    lines_.goes_on = begin + line.size() >= text_.size();
    const std::size_t label = label_of(line);
    if (label == 0 || begin + line.size() > limit || !goes_on(line.substr(label))) return false;
    append(lines_.end, begin);  // the line end
    append(begin + label, begin + line.size());
    lines_.end = begin + line.size();
    return true;
  }

  // Bytes that the line begins with as all before it do; 0: it does not.
  std::size_t label_of(std::string_view line) {
    constexpr std::size_t kShortest = 2;
    const SameBeginning same = same_beginning(first_, line, longest_label_);
    if (same.one < kShortest || (label_ != 0 && same.one < label_)) return 0;
    if (label_ == 0) label_ = same.one;
    return same_beginning(first_.substr(0, label_), line, label_).other;
  }

  [[nodiscard]] bool goes_on(std::string_view said) const {
    return !is_blank_line(said) && said.find(said_) == std::string_view::npos;
  }

  void append(std::size_t from, std::size_t to) {
    for (std::size_t at = from; at < to && joined_ != nullptr; ++at) {
      const auto offset = static_cast<std::uint32_t>(at - begin_);
      joined_->append(text_[at], offset, offset + 1);
    }
  }

  std::string_view text_;
  std::size_t begin_;
  std::string_view said_;
  MappedText* joined_;
  std::string_view first_;
  std::size_t longest_label_ = 0;
  std::size_t label_ = 0;  // bytes of it in the first line; 0: not known
  LabelledLines lines_;
};

}  // namespace

LabelledLines labelled_lines(std::string_view text, const Window& window, std::size_t said_from, std::size_t limit) {
  return LabelledReader(text, window, said_from, nullptr).read(limit);
}

LabelledLines join_labelled_lines(std::string_view text, const Window& window, std::size_t said_from, std::size_t limit,
                                  MappedText* joined) {
  joined->clear();
  LabelledReader reader(text, window, said_from, joined);
  const LabelledLines lines = reader.read(limit);
  reader.append_rest(window.end);
  return lines;
}

}  // namespace telltale::internal
