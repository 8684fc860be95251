#include "text_table.h"

#include <algorithm>

#include "telltale/report.h"

namespace telltale::cli {

std::string text_table(const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::vector<std::string>> safe = rows;
  std::vector<std::size_t> widths;
  for (std::vector<std::string>& row : safe) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      row[i] = terminal_safe(row[i]);
      widths[i] = std::max(widths[i], terminal_width(row[i]));
    }
  }
  std::string out;
  for (const std::vector<std::string>& row : safe) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += row[i];
      if (i + 1 < row.size()) line.append(widths[i] - terminal_width(row[i]) + 2, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::string joined(const std::vector<std::string>& words, const std::string& separator) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : separator) + word;
  return line;
}

}  // namespace telltale::cli
