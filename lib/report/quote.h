// Quote: the evidence of a match laid out for a screen: the text in rows, carets under the span, fields named below.
#ifndef TELLTALE_LIB_REPORT_QUOTE_H_
#define TELLTALE_LIB_REPORT_QUOTE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "telltale/report.h"

namespace telltale::internal {

struct QuoteRow {
  std::string text;                 // safe; with colours when they were asked for
  std::string carets;               // ^ under the span, ~ under fields; empty when nothing of the span is in this row
  std::vector<std::string> labels;  // names of fields, each beginning under its field
};

struct Quote {
  std::vector<QuoteRow> rows;
  std::size_t hidden_lines = 0;          // lines of the evidence that were left out at the end
  std::vector<const Field*> unlabelled;  // fields that are not under a row or are not written there as their value says
};

// `width`: columns of a row. `span_style`, `plain_style`: escape sequences around the span, empty without colour.
[[nodiscard]] Quote lay_out(const Match& match, const Evidence& evidence, std::size_t width,
                            std::string_view span_style = "", std::string_view plain_style = "");

// The evidence as safe text, line by line, with what is left out shown as dots.
[[nodiscard]] std::string plain_quote(const Evidence& evidence);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_QUOTE_H_
