// A message is long and a terminal narrow: the line is cut down to the span and some context, then wrapped, and each
// row carries its own carets, so that nothing of the message is hidden to fit the screen.
#include "report/quote.h"

#include <algorithm>
#include <span>

#include "report/cells.h"
#include "report/characters.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kContextColumns = 60;  // kept on either side of the span when a line does not fit in a row
constexpr std::size_t kMostRows = 16;        // a whole webhook error on 40 columns; more scrolls the rest away
constexpr std::string_view kDots = "...";

struct PlacedCell {
  const Cell* cell;
  bool in_span;
  const Field* field;     // null: in none
  std::string_view text;  // the cell's text or dots
  std::size_t width;
};
using Line = std::vector<PlacedCell>;

bool overlaps(const Cell& cell, std::uint64_t offset, std::uint64_t begin, std::uint64_t end) noexcept {
  return offset + cell.begin < end && offset + cell.end > begin;
}

const Field* field_of(const Match& match, const Cell& cell, std::uint64_t offset) noexcept {
  for (const Field& field : match.fields) {
    if (overlaps(cell, offset, field.begin, field.end)) return &field;
  }
  return nullptr;
}

std::vector<Line> lines_of(const Match& match, const Evidence& evidence, const std::vector<Cell>& cells) {
  std::vector<Line> lines(1);
  for (const Cell& cell : cells) {
    if (cell.newline) {
      lines.emplace_back();
      continue;
    }
    lines.back().push_back({&cell, overlaps(cell, evidence.begin, match.begin, match.end),
                            field_of(match, cell, evidence.begin), cell.text, cell.width});
  }
  if (lines.back().empty() && lines.size() > 1) lines.pop_back();
  return lines;
}

std::size_t width_of(const Line& line) noexcept {
  std::size_t width = 0;
  for (const PlacedCell& cell : line) width += cell.width;
  return width;
}

PlacedCell dots() noexcept { return {nullptr, false, nullptr, kDots, kDots.size()}; }

// Cells kept when walking away from the span, until `kContextColumns` are full.
template <typename Iterator>
Iterator context_end(Iterator from, Iterator to) {
  std::size_t width = 0;
  while (from != to && width + from->width <= kContextColumns) {
    width += from->width;
    ++from;
  }
  return from;
}

// Leaves out what is far from the span when the line does not fit. A line without any of the span keeps its begin.
void cut_to_span(Line& line, std::size_t width, bool cut_before, bool cut_after) {
  const auto in_span = [](const PlacedCell& cell) { return cell.in_span; };
  if (width_of(line) > width) {
    const auto first = std::find_if(line.begin(), line.end(), in_span);
    const auto last = std::find_if(line.rbegin(), line.rend(), in_span).base();
    const auto end = context_end(first == line.end() ? line.begin() : last, line.end());
    const auto begin = context_end(std::make_reverse_iterator(first), line.rend()).base();
    cut_before = cut_before || (first != line.end() && begin != line.begin());
    cut_after = cut_after || end != line.end();
    line = first == line.end() ? Line(line.begin(), end) : Line(begin, end);
  }
  if (cut_before) line.insert(line.begin(), dots());
  if (cut_after) line.push_back(dots());
}

// Cells of a row of at most `width` columns; never none when there are cells left. Breaks behind a blank when the row
// is at least two thirds full there, else anywhere.
std::size_t row_length(std::span<const PlacedCell> cells, std::size_t width) noexcept {
  std::size_t used = 0;
  std::size_t count = 0;
  std::size_t behind_blank = 0;
  while (count < cells.size() && (count == 0 || used + cells[count].width <= width)) {
    used += cells[count].width;
    ++count;
    if (cells[count - 1].text == " " && used * 3 >= width * 2) behind_blank = count;
  }
  return count == cells.size() || behind_blank == 0 ? count : behind_blank;
}

class RowBuilder {
 public:
  RowBuilder(std::size_t width, std::string_view span_style, std::string_view plain_style)
      : width_(width), span_style_(span_style), plain_style_(plain_style) {}

  QuoteRow build(std::span<const PlacedCell> cells, std::vector<const Field*>& labelled) {
    row_ = {};
    column_ = 0;
    bool styled = false;
    for (const PlacedCell& cell : cells) {
      if (cell.in_span != styled) row_.text += cell.in_span ? span_style_ : plain_style_;
      styled = cell.in_span;
      row_.text += cell.text;
      mark(cell);
      label(cell, labelled);
      column_ += cell.width;
    }
    if (styled) row_.text += plain_style_;
    trim(row_.text);
    trim(row_.carets);
    return std::move(row_);
  }

 private:
  void mark(const PlacedCell& cell) {
    const char caret = !cell.in_span ? ' ' : cell.field != nullptr ? '~' : '^';
    row_.carets.append(cell.width, caret);
  }

  void label(const PlacedCell& cell, std::vector<const Field*>& labelled) {
    if (cell.field == nullptr || !cell.in_span) return;
    if (std::find(labelled.begin(), labelled.end(), cell.field) != labelled.end()) return;
    labelled.push_back(cell.field);
    place(terminal_safe(cell.field->name));
  }

  void place(const std::string& name) {
    const std::size_t size = terminal_width(name);
    const std::size_t column = column_ + size <= width_ ? column_ : (size < width_ ? width_ - size : 0);
    for (std::string& line : row_.labels) {
      if (terminal_width(line) + 1 > column) continue;
      line.append(column - terminal_width(line), ' ').append(name);
      return;
    }
    row_.labels.emplace_back(column, ' ').append(name);
  }

  static void trim(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

  std::size_t width_;
  std::string_view span_style_;
  std::string_view plain_style_;
  QuoteRow row_;
  std::size_t column_ = 0;
};

// The value reads the same where the field stands.
bool is_verbatim(const Field& field, const Evidence& evidence, const std::vector<Cell>& cells) {
  std::string shown;
  for (const Cell& cell : cells) {
    if (overlaps(cell, evidence.begin, field.begin, field.end)) shown += cell.newline ? "\n" : cell.text;
  }
  return shown == field.value;
}

}  // namespace

Quote lay_out(const Match& match, const Evidence& evidence, std::size_t width, std::string_view span_style,
              std::string_view plain_style) {
  const std::vector<Cell> cells = cells_of(evidence.text, evidence.encoding);
  std::vector<Line> lines = evidence.text.empty() ? std::vector<Line>() : lines_of(match, evidence, cells);
  Quote quote;
  RowBuilder builder(width, span_style, plain_style);
  std::vector<const Field*> labelled;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (quote.rows.size() >= kMostRows) {
      quote.hidden_lines = lines.size() - i;
      break;
    }
    cut_to_span(lines[i], width, i == 0 && evidence.cut_before, i + 1 == lines.size() && evidence.cut_after);
    std::span<const PlacedCell> rest(lines[i]);
    do {
      const std::size_t count = row_length(rest, width);
      quote.rows.push_back(builder.build(rest.first(count), labelled));
      rest = rest.subspan(count);
    } while (!rest.empty() && quote.rows.size() < kMostRows);
    if (!rest.empty()) quote.hidden_lines = lines.size() - i;
  }
  for (const Field& field : match.fields) {
    const bool shown = std::find(labelled.begin(), labelled.end(), &field) != labelled.end();
    if (!shown || !is_verbatim(field, evidence, cells)) quote.unlabelled.push_back(&field);
  }
  return quote;
}

std::string plain_quote(const Evidence& evidence) {
  std::string text;
  if (evidence.cut_before) text += kDots;
  for (const Cell& cell : cells_of(evidence.text, evidence.encoding)) text += cell.newline ? "\n" : cell.text;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  if (evidence.cut_after) text += kDots;
  return text;
}

}  // namespace telltale::internal
