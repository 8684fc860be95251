// Output: standard output for data. Whole records only, and every error of the device is seen.
#ifndef TELLTALE_CLI_OUTPUT_H_
#define TELLTALE_CLI_OUTPUT_H_

#include <string>
#include <string_view>

namespace telltale::cli {

// Gives descriptors 0 to 2 that the parent closed something that fails, so that no file ends up as standard output.
void occupy_standard_descriptors() noexcept;

class Output {
 public:
  enum class State {
    kGood,
    kReaderGone,  // broken pipe: somebody took what he needed, which is success
    kFailed,      // full disk, closed descriptor...: error() says what
  };

  explicit Output(int fd) noexcept : fd_(fd) {}

  // Keeps `records` (one or more, whole) until there is enough for a write, or flush().
  void write(std::string_view records);
  void flush();

  [[nodiscard]] State state() const noexcept { return state_; }
  [[nodiscard]] bool good() const noexcept { return state_ == State::kGood; }
  [[nodiscard]] const std::string& error() const noexcept { return error_; }

 private:
  int fd_;
  State state_ = State::kGood;
  std::string buffer_;
  std::string error_;
};

// Writes `text` and returns `code`, or what a failed write makes of it.
int print_and_finish(Output& output, std::string_view text, int code);

// Flushes; `code` unless the output failed (said on standard error, kInput) or its reader is gone (kDone).
int finish_output(Output& output, int code);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_OUTPUT_H_
