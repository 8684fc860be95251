#include "words.h"

#include <unistd.h>

#include <cerrno>
#include <string>

#include "telltale/report.h"

namespace telltale::cli {
namespace {

// One write a line, so that lines of several processes do not mix. What cannot be said is not worth dying for.
void write_line(std::string line) noexcept {
  line += '\n';
  write_to_terminal(line);
}

}  // namespace

void write_to_terminal(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void say(std::string_view words) { write_line("telltale: " + terminal_safe(words)); }

void say_about(std::string_view source, std::uint64_t line, std::string_view words) {
  std::string place = "telltale: ";
  place += source == "-" ? "standard input" : source.empty() ? "''" : terminal_safe(source);
  if (line != 0) place += ":" + std::to_string(line);
  write_line(place + ": " + terminal_safe(words));
}

void say_problems(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) write_to_terminal(terminal_safe(to_string(problem), true));
}

}  // namespace telltale::cli
