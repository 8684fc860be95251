#include "text/labelled_lines.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "base/utf8.h"
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

// Bytes of the bar that begins at `at`; 0 when there is none.
std::size_t bar_length(std::string_view line, std::size_t at) {
  for (const std::string_view bar : {"|", "│", "┃"}) {
    if (begins_with(line, at, bar)) return bar.size();
  }
  return 0;
}

struct Part {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// What stands between two bars of a line, or one and its edge: a pane of a terminal, a cell of a table.
class Column {
 public:
  // The one that holds line[at].
  Column(std::string_view line, std::size_t at) {
    std::size_t place = 0;
    for (std::size_t i = 0; i < line.size() && !right_; ++i) {
      if (is_utf8_continuation(line[i])) continue;
      if (bar_length(line, i) != 0 && i < at && place > 0) left_ = place;
      if (bar_length(line, i) != 0 && i > at) right_ = place;
      ++place;
    }
    if (const std::optional<Part> part = in(line, '\0')) last_ = part->begin < part->end ? line[part->end - 1] : '\0';
  }

  [[nodiscard]] bool has_bars() const { return left_ || right_; }

  // The same of another line, without blanks at its end; psql has a plus there in each that goes on.
  [[nodiscard]] std::optional<Part> of(std::string_view line) const { return in(line, last_ == '+' ? '+' : '\0'); }

 private:
  [[nodiscard]] std::optional<Part> in(std::string_view line, char mark) const {
    Part part{0, line.size()};
    std::size_t place = 0;
    bool left = !left_;
    bool right = !right_;
    for (std::size_t i = 0; i < line.size() && !(left && right); ++i) {
      if (is_utf8_continuation(line[i])) continue;
      const std::size_t bar = place == left_ || place == right_ ? bar_length(line, i) : 0;
      if (bar != 0 && place == left_) part.begin = i + bar;
      if (bar != 0 && place == right_) part.end = i;
      left = left || (bar != 0 && place == left_);
      right = right || (bar != 0 && place == right_);
      ++place;
    }
    if (!left || !right) return std::nullopt;
    while (part.end > part.begin && is_blank(line[part.end - 1])) --part.end;
    if (mark != '\0' && part.end > part.begin && line[part.end - 1] == mark) --part.end;
    return part;
  }

  std::optional<std::size_t> left_;  // characters in front of the bar
  std::optional<std::size_t> right_;
  char last_ = '\0';
};

class LabelledReader {
 public:
  // `joined` may be null: nothing is joined then.
  LabelledReader(std::string_view text, const Window& window, std::size_t said_from, MappedText* joined)
      : text_(text),
        begin_(window.begin),
        said_(text.substr(said_from, kSaid)),
        joined_(joined),
        first_begin_(window.begin + find_last(text.substr(window.begin, said_from - window.begin), '\n') + 1),
        first_(line_at(text, first_begin_)),
        column_(first_, said_from - first_begin_) {
    said_ = said_.substr(0, first_begin_ + first_.size() - said_from);
    longest_label_ = std::min(said_from - first_begin_, kLineStart);
    lines_.first = lines_.end = first_begin_ + first_.size();
  }

  LabelledLines read(std::size_t limit) {
    kind_ = kind_of(line_from(lines_.end + 1));
    const std::optional<Part> cell = kind_ == Kind::kColumn ? column_.of(first_) : std::nullopt;
    append(begin_, cell ? first_begin_ + cell->end : lines_.end);
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

  // What the lines have that does not belong to what is said.
  enum class Kind : std::uint8_t {
    kLabel,   // the same in front of each
    kSpaced,  // a blank line behind each
    kColumn,  // other panes or cells beside it
  };

  [[nodiscard]] Kind kind_of(std::string_view second) const {
    if (lines_.end + 1 < text_.size() && is_blank_line(second)) return Kind::kSpaced;
    return column_.has_bars() && column_.of(second) ? Kind::kColumn : Kind::kLabel;
  }

  bool take_next(std::size_t limit) {
    std::size_t begin = lines_.end + 1;
    std::string_view line = line_from(begin);
    if (kind_ == Kind::kSpaced && is_blank_line(line)) {
      begin += line.size() + 1;
      line = line_from(begin);
    }
    lines_.goes_on = begin + line.size() >= text_.size();
    const std::optional<Part> said = said_in(line);
    if (!said || begin + line.size() > limit || !goes_on(line.substr(said->begin, said->end - said->begin)))
      return false;
    append(lines_.end, lines_.end + 1);  // the line end
    append(begin + said->begin, begin + said->end);
    lines_.end = begin + line.size();
    return true;
  }

  std::optional<Part> said_in(std::string_view line) {
    if (kind_ == Kind::kColumn) return column_.of(line);
    if (kind_ == Kind::kSpaced) return Part{0, line.size()};
    const std::size_t label = label_of(line);
    return label == 0 ? std::nullopt : std::optional(Part{label, line.size()});
  }

  [[nodiscard]] std::string_view line_from(std::size_t begin) const {
    return begin < text_.size() ? line_at(text_, begin) : std::string_view();
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
  std::size_t first_begin_;
  std::string_view first_;
  Column column_;  // of what is said
  Kind kind_ = Kind::kLabel;
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
