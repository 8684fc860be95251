#include "diagnose/table.h"

#include <algorithm>
#include <array>

#include "text/characters.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kLongestLine = 2048;

// Headings of two words; every other heading is one.
constexpr std::array<std::string_view, 5> kWideHeadings = {"NOMINATED NODE", "READINESS GATES", "LAST SEEN",
                                                           "KERNEL-VERSION", "APP VERSION"};
// A line of capitals is a table's when it has one of these.
constexpr std::array<std::string_view, 6> kKnownHeadings = {"NAME", "READY", "ENDPOINTS", "STATUS", "READINESS", "AGE"};

bool is_heading(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) {
                       return is_upper(c) || is_digit(c) || c == '-' || c == '_' || c == '(' || c == ')' || c == '/' ||
                              c == '%';
                     }) &&
         std::any_of(word.begin(), word.end(), is_upper);
}

std::size_t next_word(std::string_view line, std::size_t at) {
  while (at < line.size() && is_blank(line[at])) ++at;
  return at;
}

std::size_t word_end(std::string_view line, std::size_t at) {
  while (at < line.size() && !is_blank(line[at])) ++at;
  return at;
}

// RESTARTS is a number with a time behind it: "6 (70s ago)".
std::size_t cell_end(std::string_view line, std::size_t at) {
  const std::size_t end = word_end(line, at);
  constexpr std::string_view kAgo = " ago)";
  if (line.substr(end, 2) != " (") return end;
  const std::size_t ago = line.find(kAgo, end);
  return ago == std::string_view::npos || ago - end > 24 ? end : ago + kAgo.size();
}

std::string_view trimmed(std::string_view cell) {
  while (!cell.empty() && is_blank(cell.front())) cell.remove_prefix(1);
  while (!cell.empty() && is_blank(cell.back())) cell.remove_suffix(1);
  return cell;
}

}  // namespace

bool TableReader::read_headings(std::string_view line) {
  std::vector<Column> columns;
  for (std::size_t at = next_word(line, 0); at < line.size(); at = next_word(line, at)) {
    std::size_t end = word_end(line, at);
    for (const std::string_view wide : kWideHeadings) {
      if (line.substr(at, wide.size()) == wide) end = at + wide.size();
    }
    const std::string_view word = line.substr(at, end - at);
    if (word.find(' ') == std::string_view::npos && !is_heading(word)) return false;
    columns.push_back({std::string(word), at});
    at = end;
  }
  const bool known = std::any_of(columns.begin(), columns.end(), [](const Column& column) {
    return std::find(kKnownHeadings.begin(), kKnownHeadings.end(), column.name) != kKnownHeadings.end();
  });
  if (columns.size() < 2 || !known) return false;
  columns_ = std::move(columns);
  return true;
}

bool TableReader::split_at_blanks(std::string_view line) {
  cells_.clear();
  for (std::size_t at = next_word(line, 0); at < line.size(); at = next_word(line, at)) {
    const std::size_t end = cell_end(line, at);
    cells_.emplace_back(line.substr(at, end - at));
    at = end;
  }
  return cells_.size() == columns_.size();
}

// Columns stand under their headings; a cell may be empty or hold blanks.
bool TableReader::split_at_columns(std::string_view line) {
  cells_.clear();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::size_t begin = columns_[i].at;
    const std::size_t end = i + 1 < columns_.size() ? columns_[i + 1].at : line.size();
    if (begin >= line.size()) return i > 1;
    if (begin > 0 && !is_blank(line[begin - 1])) return false;
    cells_.emplace_back(trimmed(line.substr(begin, end - begin)));
  }
  return true;
}

bool TableReader::read(std::string_view line) {
  if (line.size() > kLongestLine || trimmed(line).empty()) {
    columns_.clear();
    return false;
  }
  if (read_headings(line)) return false;
  if (columns_.empty()) return false;
  // What is no row is somebody's word, or a row that was cut by hand ("..."): the table may go on behind it.
  return split_at_blanks(line) || split_at_columns(line);
}

std::string_view TableReader::cell(std::string_view column) const noexcept {
  for (std::size_t i = 0; i < std::min(columns_.size(), cells_.size()); ++i) {
    if (columns_[i].name == column) return cells_[i];
  }
  return {};
}

}  // namespace telltale::internal
