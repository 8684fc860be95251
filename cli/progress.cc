#include "progress.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "terminal.h"
#include "words.h"

namespace telltale::cli {
namespace {

constexpr std::chrono::milliseconds kPause{200};  // often enough to look alive, too rare to cost anything
constexpr std::string_view kClearLine = "\r\x1b[K";

std::string with_unit(double value, const char* unit) {
  std::array<char, 32> text{};
  const char* format = value < 9.95 && std::string_view(unit) != "B" ? "%.1f %s" : "%.0f %s";
  std::snprintf(text.data(), text.size(), format, value, unit);
  return text.data();
}

}  // namespace

std::string in_bytes(double bytes) {
  constexpr std::array<const char*, 6> kUnits = {"B", "kB", "MB", "GB", "TB", "PB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < kUnits.size()) {
    bytes /= 1000;
    ++unit;
  }
  return with_unit(bytes, kUnits[unit]);
}

std::string in_time(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s";
  if (whole < 3600) return std::to_string(whole / 60) + " min " + std::to_string(whole % 60) + " s";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole / 60 % 60) + " min";
}

std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds) {
  const auto bytes = static_cast<double>(done);
  const double rate = seconds > 0 ? bytes / seconds : 0;
  std::string line = in_bytes(bytes);
  if (done < total) {
    const auto all = static_cast<double>(total);
    line = std::to_string(static_cast<int>(100 * bytes / all)) + " %, " + line + " of " + in_bytes(all);
  }
  line += ", " + in_bytes(rate) + "/s";
  if (done < total && rate > 0) line += ", " + in_time(static_cast<double>(total - done) / rate) + " left";
  return line;
}

void Progress::update(std::uint64_t done) {
  const Clock::time_point now = Clock::now();
  if (!enabled_ || now < next_) return;
  next_ = now + kPause;
  std::string line = progress_line(done, total_, std::chrono::duration<double>(now - begin_).count());
  const std::size_t width = terminal_columns(2);
  if (line.size() + 1 > width) line.resize(width > 0 ? width - 1 : 0);
  write_to_terminal(std::string(kClearLine) + line);
  shown_ = true;
}

void Progress::clear() noexcept {
  if (!shown_) return;
  write_to_terminal(kClearLine);
  shown_ = false;
}

}  // namespace telltale::cli
