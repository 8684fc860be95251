// Columns for people.
#ifndef TELLTALE_CLI_TEXT_TABLE_H_
#define TELLTALE_CLI_TEXT_TABLE_H_

#include <string>
#include <vector>

namespace telltale::cli {

// Rows of cells as lines, each column as wide as its widest cell; the last is not padded. Cells are made safe.
[[nodiscard]] std::string text_table(const std::vector<std::vector<std::string>>& rows);

// "a, b, c"
[[nodiscard]] std::string joined(const std::vector<std::string>& words, const std::string& separator = ", ");

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_TEXT_TABLE_H_
