// Progress: one line on a terminal's standard error, from the second second on: share, rate, time left.
#ifndef TELLTALE_CLI_PROGRESS_H_
#define TELLTALE_CLI_PROGRESS_H_

#include <chrono>
#include <cstdint>
#include <string>

namespace telltale::cli {

// "1.2 GB", "850 MB": three digits at most, powers of 1000.
[[nodiscard]] std::string in_bytes(double bytes);
// "5 s", "2 min 10 s", "3 h 20 min".
[[nodiscard]] std::string in_time(double seconds);
// The line itself: `done` of `total` bytes (0: not known) after `seconds`.
[[nodiscard]] std::string progress_line(std::uint64_t done, std::uint64_t total, double seconds);

class Progress {
 public:
  using Clock = std::chrono::steady_clock;

  Progress(bool enabled, std::uint64_t total_bytes) : enabled_(enabled), total_(total_bytes) {}
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Draws when it is time to. `done`: bytes read so far.
  void update(std::uint64_t done);
  // Takes the line away, before something else is written to the terminal.
  void clear() noexcept;

 private:
  bool enabled_;
  std::uint64_t total_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::seconds(1);
  bool shown_ = false;
};

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_PROGRESS_H_
