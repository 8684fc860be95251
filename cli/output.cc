#include "output.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "exit_code.h"
#include "words.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kEnough = std::size_t{64} * 1024;  // a pipe's usual capacity: fewer calls gain nothing

// Standard output may have been made non-blocking by another user of the same terminal.
void wait_until_writable(int fd) noexcept {
  pollfd wanted{fd, POLLOUT, 0};
  poll(&wanted, 1, -1);
}

}  // namespace

void occupy_standard_descriptors() noexcept {
  // The wrong direction on purpose: reading from 0 and writing to 1 must fail as on a closed one; words may be lost.
  const int directions[] = {O_WRONLY, O_RDONLY, O_WRONLY};
  for (int fd = 0; fd < 3; ++fd) {
    if (fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    const int opened = open("/dev/null", directions[fd]);
    if (opened >= 0 && opened != fd) dup2(opened, fd);
  }
}

void Output::write(std::string_view records) {
  if (!good()) return;
  buffer_ += records;
  if (buffer_.size() >= kEnough) flush();
}

void Output::flush() {
  std::string_view rest = buffer_;
  while (good() && !rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      wait_until_writable(fd_);
    } else if (errno == EPIPE) {
      state_ = State::kReaderGone;
    } else if (errno != EINTR) {
      state_ = State::kFailed;
      error_ = std::generic_category().message(errno);
    }
  }
  buffer_.clear();
}

int print_and_finish(Output& output, std::string_view text, int code) {
  output.write(text);
  return finish_output(output, code);
}

int finish_output(Output& output, int code) {
  output.flush();
  switch (output.state()) {
    case Output::State::kGood:
      return code;
    case Output::State::kReaderGone:
      return kDone;
    case Output::State::kFailed:
      say("cannot write to standard output: " + output.error());
      return kInput;
  }
  return code;
}

}  // namespace telltale::cli
