// Text that Markdown shows as it is.
#ifndef TELLTALE_LIB_REPORT_MARKDOWN_H_
#define TELLTALE_LIB_REPORT_MARKDOWN_H_

#include <string>
#include <string_view>

namespace telltale::internal {

// In running text: what Markdown or HTML would read as its own is escaped; one line.
[[nodiscard]] std::string markdown_text(std::string_view bytes);

// As inline code, between runs of backticks longer than any inside; one line.
[[nodiscard]] std::string markdown_code(std::string_view bytes);

// As a fenced block; `safe` has passed terminal_safe().
[[nodiscard]] std::string markdown_fence(std::string_view safe);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_MARKDOWN_H_
