// Lines that hold a message of the built-in pack, and lines that only look so to the gate.
//
// The messages are those of public threads with invented names.
#ifndef TELLTALE_BENCH_MESSAGES_H_
#define TELLTALE_BENCH_MESSAGES_H_

#include <cstddef>
#include <string>
#include <vector>

namespace telltale::bench {

// What the gate of the built-in pack looks for.
[[nodiscard]] const std::vector<std::string>& gate_words();

// A log line of some 265 bytes; no two numbers have the same one: time, pod, uid, webhook, address and duration
// vary, so that remembering lines gains nothing.
[[nodiscard]] std::string distinct_message(std::size_t number);

// One message without a log line around it, some 170 bytes; no two the same.
[[nodiscard]] std::string short_message(std::size_t number);

// One of eight messages, at another time each time: what a log is full of while a webhook does not answer.
[[nodiscard]] std::string repeated_message(std::size_t number);

// Words of the gate in a sentence about something else: no match.
[[nodiscard]] std::string near_miss(std::size_t number);

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_MESSAGES_H_
