// WindowMemo: what the windows held that were seen lately.
//
// Logs say the same again: a webhook that does not answer fails thousands of calls with one message, and the line that
// holds a gate word by chance is written once a second. What a window holds depends on its bytes, and on what its
// signatures asked of what stands around it and were told, which is kept with it and asked anew. So the second look,
// the undoing and the matching can be left out for bytes that were seen before. That costs a hash and a comparison
// instead of ten microseconds.
//
// Lines of logs differ in their times. Two windows of one line that are the same but for the digits of their times
// (text/times.h) have the same answer when nothing reads these digits, which Scan finds out before one is kept; digits
// that something would read are kept with it as traps.
//
// A window is kept when it is seen for the second time: what never comes again costs its hash and drives nothing out.
//
// Threads: one at a time. Memory: 0.2 MB from the first look on, and kMostBytes for what is kept; all of it is
// forgotten when that is full.
#ifndef TELLTALE_LIB_CLASSIFY_WINDOW_MEMO_H_
#define TELLTALE_LIB_CLASSIFY_WINDOW_MEMO_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classify/candidate.h"
#include "classify/digit_trap.h"
#include "telltale/match.h"
#include "text/times.h"

namespace telltale::internal {

class WindowMemo {
 public:
  // Longer ones are not kept: they are rare, and seldom the same.
  static constexpr std::size_t kLongestKept = 2048;
  // What a window is held against each time it is seen.
  static constexpr std::size_t kMostTraps = 64;
  static constexpr std::size_t kMostAsked = 64;  // around it
  static constexpr std::size_t kMostBytes = std::size_t{2} * 1024 * 1024;

  struct Answer {
    std::vector<Match> matches;
    std::uint64_t window_begin = 0;        // where the window stood that the offsets of the matches are told for
    bool matched = false;                  // it came as far as the engines, and owns its part of the text
    std::vector<AskedAround> around;       // it is said of a window where these are answered so
    int disagreed = 0;                     // how often running they were answered otherwise
    std::optional<std::size_t> open_call;  // where a call begins in it that lines behind the window may go on with
  };

  // What `window` holds for `asker` (a set of packs and the options that its matches depend on), or null. Valid until
  // the next call. The owner may move the matches along with `window_begin`.
  Answer* find(std::uint64_t asker, std::string_view window);

  // Whether the window of the last find() should be kept.
  [[nodiscard]] bool wants_last() const noexcept { return wants_last_; }

  // The times of that window whose digits are left open; none when it has more than one line.
  [[nodiscard]] const std::vector<TimePlace>& times_of_last() const noexcept { return times_; }

  // Keeps the answer for the window of the last find(), of which `window` are the bytes: for all times that spring none
  // of `traps`, or, without them, for just these.
  void keep_last(std::string_view window, std::optional<std::vector<DigitTrap>> traps, Answer answer);

 private:
  static constexpr std::size_t kSlots = 1024;

  struct Slot {
    std::uint64_t asker = 0;  // 0: nothing is kept
    std::string form;         // the window with times all of zeros
    std::string window;       // as it is, when its times matter; else empty
    std::vector<DigitTrap> traps;
    Answer answer;
    std::size_t bytes = 0;   // of all of this
    std::uint64_t seen = 0;  // the hash of the last other form, or window of this form, that fell here
  };

  std::string_view form_of(std::string_view window);
  // Whether what is kept is said of `window`, which has the same form.
  [[nodiscard]] static bool holds_for(const Slot& slot, std::string_view window);

  // Makes room for `bytes` in `slot`; forgets everything when there is none left.
  void make_room(Slot* slot, std::size_t bytes);

  std::vector<Slot> slots_;
  std::size_t bytes_ = 0;  // of all slots
  std::uint64_t last_asker_ = 0;
  std::size_t last_slot_ = 0;
  bool wants_last_ = false;
  std::vector<TimePlace> times_;
  std::string form_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_WINDOW_MEMO_H_
