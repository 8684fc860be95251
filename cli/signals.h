// Signals end a run cleanly: whoever reads or waits is woken, what is begun is finished, nothing new is begun.
//
// The handler does nothing but remember the signal and write to a pipe that every blocking read polls as well. A second
// signal of the kind kills, for an output that nobody reads any more.
#ifndef TELLTALE_CLI_SIGNALS_H_
#define TELLTALE_CLI_SIGNALS_H_

namespace telltale::cli {

// SIGINT, SIGTERM and SIGHUP stop (those that the parent did not ignore); SIGPIPE is an ordinary error of write().
void install_signal_handlers() noexcept;

// The signal that came first, 0 when none did.
[[nodiscard]] int stop_signal() noexcept;

// Readable as soon as a stop is wanted, by a signal or by request_stop().
[[nodiscard]] int stop_fd() noexcept;
[[nodiscard]] bool stop_requested() noexcept;
void request_stop() noexcept;

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_SIGNALS_H_
