// What stands in front of a line and does not speak: decoration (indentation, quote marks, bars, colours) and
// prefixes that tools put in front of every line they pass on (timestamps, container names, comment signs).
//
// Everything here works on raw lines and on clean ones, looks at kLineStart bytes at most, and gives the same answer
// for both as far as the decoration is of the kinds named here.
#ifndef TELLTALE_LIB_TEXT_LINE_START_H_
#define TELLTALE_LIB_TEXT_LINE_START_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace telltale::internal {

// A line shows what it is in its first bytes; prefixes of pods (`[pod/name/container] `) are the longest.
inline constexpr std::size_t kLineStart = 128;

// Bytes of decoration: blanks, `>`, `|` (not of a table's row), box characters, invisible characters, terminal
// sequences, `&gt;`, inline HTML tags.
[[nodiscard]] std::size_t decoration_length(std::string_view line) noexcept;

// Whether `line`, which begins with a bar, is a row of a table: bars at both ends and between.
[[nodiscard]] bool is_table_row(std::string_view line) noexcept;

// {"log":"...\n","stream":"stderr","time":"..."} of docker's json-file driver: a line of the program in each.
inline constexpr std::string_view kDockerLog = R"({"log":")";

enum class PrefixKind : std::uint8_t {
  kNone,
  kComment,      // "# ", "// ", ";; "
  kContainer,    // docker-compose "web-1  | ", kubectl "[pod/web/app] ", stern "web-5d7f97b46d-2x8kt app "; by name
  kTool,         // Terraform 'module.x (local-exec): ', BuildKit '#12 3.456 '; by name
  kCarriedTime,  // a time that a carrier puts in front of each line: GitHub Actions, GitLab, Jenkins, CRI, docker
  kTime,         // a time that the program itself wrote: one a record
};

struct LinePrefix {
  PrefixKind kind = PrefixKind::kNone;
  std::size_t length = 0;  // blanks behind it included
  std::string_view name;   // what must be the same in front of a continued line
};

// Bytes in front of what `line` says: decoration and all prefixes.
[[nodiscard]] std::size_t line_start_length(std::string_view line) noexcept;

// The prefix that `line`, without its decoration, begins with.
[[nodiscard]] LinePrefix line_prefix(std::string_view line) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_LINE_START_H_
