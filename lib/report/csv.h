// CSV cells that a spreadsheet cannot be made to run.
#ifndef TELLTALE_LIB_REPORT_CSV_H_
#define TELLTALE_LIB_REPORT_CSV_H_

#include <string>
#include <string_view>

namespace telltale::internal {

// Appends `bytes` as a quoted cell in valid UTF-8, quotes doubled. A cell that a spreadsheet could take for a formula
// (it begins with = + - @, their full-width forms, a tab, CR or LF) gets a ' in front. `terminal`: as terminal_safe().
void append_csv_cell(std::string_view bytes, bool terminal, std::string& out);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_CSV_H_
