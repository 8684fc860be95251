#include "terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <string_view>

namespace telltale::cli {
namespace {

constexpr std::size_t kUnknownWidth = 100;  // of a file or a pipe: a line of a mail or an issue
constexpr std::size_t kWidest = 1000;       // COLUMNS is anybody's word

std::string_view environment(const char* name) noexcept {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool is_terminal(int fd) noexcept { return isatty(fd) == 1; }

std::size_t terminal_columns(int fd) noexcept {
  winsize size{};
  if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const std::string_view columns = environment("COLUMNS");
  std::size_t number = 0;
  const auto parsed = std::from_chars(columns.data(), columns.data() + columns.size(), number);
  const bool usable = parsed.ec == std::errc() && parsed.ptr == columns.data() + columns.size();
  return usable && number > 0 && number <= kWidest ? number : kUnknownWidth;
}

bool wants_color(When when, int fd) noexcept {
  switch (when) {
    case When::kAlways:
      return true;
    case When::kNever:
      return false;
    case When::kAuto:
      break;
  }
  return is_terminal(fd) && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace telltale::cli
