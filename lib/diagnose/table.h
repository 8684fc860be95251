// Tables as kubectl prints them: a row of headings in capitals, rows below it, columns in any order.
#ifndef TELLTALE_LIB_DIAGNOSE_TABLE_H_
#define TELLTALE_LIB_DIAGNOSE_TABLE_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

// Reads a text line by line and knows in which table it is.
class TableReader {
 public:
  // Takes the next line (clean, in its own case). True when it is a row of a table; cell() then answers.
  bool read(std::string_view line);

  // The cell of the row that was read last; empty when the table has no such column.
  [[nodiscard]] std::string_view cell(std::string_view column) const noexcept;

 private:
  struct Column {
    std::string name;
    std::size_t at = 0;  // of its heading in the heading's line
  };
  bool read_headings(std::string_view line);
  bool split_at_blanks(std::string_view line);
  bool split_at_columns(std::string_view line);

  std::vector<Column> columns_;
  std::vector<std::string> cells_;
};

// Calls `use` with the names in "NAME|POD", whichever a table has, until one returns true.
template <typename Use>
void any_column_name(std::string_view column, const Use& use) {
  for (std::size_t at = 0; at < column.size();) {
    const std::size_t end = std::min(column.find('|', at), column.size());
    if (use(column.substr(at, end - at))) return;
    at = end + 1;
  }
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_TABLE_H_
