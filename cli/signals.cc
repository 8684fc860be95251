#include "signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>

namespace telltale::cli {
namespace {

std::atomic<int> first_signal{0};
std::atomic<bool> stop{false};
int stop_pipe[2] = {-1, -1};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

// Only what POSIX allows in a handler.
void on_signal(int signal) {
  const int error = errno;
  int none = 0;
  first_signal.compare_exchange_strong(none, signal);
  request_stop();
  errno = error;
}

void handle(int signal) noexcept {
  struct sigaction current {};
  if (sigaction(signal, nullptr, &current) == 0 && current.sa_handler == SIG_IGN) return;  // nohup, background jobs
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND);  // no SA_RESTART: blocking calls come back
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

void install_signal_handlers() noexcept {
  if (pipe2(stop_pipe, O_CLOEXEC | O_NONBLOCK) != 0) stop_pipe[0] = stop_pipe[1] = -1;  // poll() skips negative fds
  handle(SIGINT);
  handle(SIGTERM);
  handle(SIGHUP);
  std::signal(SIGPIPE, SIG_IGN);
}

int stop_signal() noexcept { return first_signal.load(); }
int stop_fd() noexcept { return stop_pipe[0]; }
bool stop_requested() noexcept { return stop.load(); }

void request_stop() noexcept {
  if (stop.exchange(true) || stop_pipe[1] < 0) return;
  const char byte = 0;
  const ssize_t written = write(stop_pipe[1], &byte, 1);
  static_cast<void>(written);  // the flag says the same; an empty pipe always takes a byte
}

}  // namespace telltale::cli
