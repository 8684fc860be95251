// Scan: the way of one text through gate, text, engine, confirm and decide.
//
// The gate names places; around each a window is cut at record ends. A window owns the part of the text that lies well
// inside it: when a record is too long for one window, the next one begins earlier than the last one ended and takes
// over what the last one could not see whole. So every match is reported by exactly one window. What a whole window
// held that comes again is taken from memory (classify/window_memo.h).
#ifndef TELLTALE_LIB_CLASSIFY_SCAN_H_
#define TELLTALE_LIB_CLASSIFY_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classify/compiled_set.h"
#include "classify/confirm.h"
#include "classify/decide.h"
#include "classify/workspace.h"
#include "telltale/classifier.h"
#include "text/labelled_lines.h"
#include "text/records.h"

namespace telltale::internal {

// How far a window reaches from a gate word, either way. The longest messages in public threads, wrapped into narrow
// columns with indentation, stay below 2 KiB; a longer reach costs time on long records.
inline constexpr std::size_t kReach = 4096;
// What a window that was cut leaves to the next one.
inline constexpr std::size_t kCutMargin = 2048;
// How much further the next one reaches then. What two windows see is looked at twice, and a record that is too long
// for one window is likely to be too long for the next.
inline constexpr std::size_t kFurther = 2 * kReach;

// What RE2 confirmed, with the verdict of decide.
struct TracedCandidate {
  std::string text;
  bool untied = false;  // the weakest of the misses: see Candidate
};

// What `explain` wants to know of a window.
struct WindowTrace {
  Window window;
  std::string clean;
  std::string message;
  std::vector<TracedCandidate> confirmed;
  std::vector<LoneFrame> lone_frames;
  std::vector<std::uint32_t> message_hits;
  bool reported = false;
};

struct ScanOptions {
  Confidence min_confidence = Confidence::kMedium;
  std::size_t max_matches = 10'000;
  bool fields = true;
};

class Scan {
 public:
  using Sink = std::function<bool(const Match&)>;

  // `text` is UTF-8 or any bytes (not UTF-16). `sink` gets matches with offsets into `text`; title, link and lines
  // filled in.
  Scan(const CompiledSet& set, const ScanOptions& options, std::string_view text, const Sink& sink);

  Limits run();

  // The same for a text that goes on. Ends where a window may hold something else once more of the text is known, and
  // says where that is; the size of the text when there is none.
  struct Part {
    Limits limits;
    std::size_t decided_to = 0;
  };
  Part run_part();

  // Looks at the whole text window by window and keeps what each step saw.
  std::vector<WindowTrace> trace();

 private:
  void take_workspace();
  // Looks at the window of a gate word that ends at `hit`; returns where the gate goes on.
  std::size_t go_on_from(std::size_t hit);
  // The window around a gate word that no window before it owns.
  Window next_window(std::size_t hit);
  [[nodiscard]] std::string_view bytes_of(const Window& window) const;

  // Reports the matches of window_ from what is remembered of its bytes; false when they are not known.
  bool answer_from_memory();
  // Remembers that nothing in window_ came as far as the engines, once the gate has left it.
  void leave_window();
  // Whether what was kept of a window like window_ is said of it where it stands.
  [[nodiscard]] bool surroundings_agree(WindowMemo::Answer* answer);

  // Whether a candidate of the window or a field of its matches has a part of one of its times.
  [[nodiscard]] bool tells_a_time(const Window& window, const std::vector<Match>& matches) const;
  // With which other digits in its times the window would not have the same matches; nothing when that cannot be told.
  [[nodiscard]] std::optional<std::vector<DigitTrap>> traps_at_other_times(const Window& window,
                                                                           const std::vector<Match>& matches) const;

  // Finds and reports what the window holds; it grows when a call of it goes on in lines that look like other records.
  void look_at(Window* window, WindowTrace* trace);
  Limits find_candidates(const Window& window, WindowTrace* trace);
  // The same in what is clean already.
  Limits find_in_clean(const Window& window, WindowTrace* trace);
  // Looks for the reason of the window's open call in the lines behind it that are labelled alike; the window grows up
  // to its end.
  enum class ReadOn : std::uint8_t {
    kNothing,  // there is none
    kTaken,    // the window's candidates are those of the joined lines
    kGoesOn,   // the text ends before there can be one
  };
  ReadOn read_on(Window* window, Limits* limits, WindowTrace* trace);
  // Whether that may find anything; the call begins at `said_from`.
  [[nodiscard]] bool may_read_on(const Window& window, std::size_t said_from) const;
  // Leaves the window as clean text, its labelled lines and those behind it, up to `limit`, joined; it grows with them.
  LabelledLines read_labelled(Window* window, std::size_t said_from, std::size_t limit);
  // Where the line ends in which a call of `window` ends that begins in front of `place`, but does not end there;
  // `place` if there is none.
  [[nodiscard]] std::size_t end_of_call_across(std::size_t place, const Window& window) const;
  // Makes those of `forms` (bit_of()) from the clean text.
  void make_forms(std::uint8_t forms);
  void propose();
  // Whether window_ may hold something else with more text behind it, because it goes on or because of what was asked
  // of what surrounds it. The scan of a part ends then.
  bool ends_undecided(const std::vector<AskedAround>& asked, bool goes_on);
  // Hands out what was decided; copies of all of it go to `kept` unless it is null.
  void report_candidates(const Window& window, WindowTrace* trace, std::vector<Match>* kept);
  // Whether no more matches may be reported, which ends the scan.
  bool is_full();
  void report(Match* match);
  void fill_match(const Candidate& candidate, const Window& window, Match* match) const;
  void add_field(TextForm form, const Capture& capture, const Window& window, Match* match) const;
  [[nodiscard]] bool goes_on_behind(const Candidate& candidate, const Window& window) const;
  void place_in_lines(Match* match);
  // What surrounds the candidate of `window` is asked; the answer is noted, too.
  bool occurs_around(const FieldPattern& pattern, const Candidate& candidate, SurroundingsReach reach,
                     const Window& window);

  const CompiledSet& set_;
  const ScanOptions& options_;
  std::string_view text_;
  const Sink& sink_;
  std::uint64_t asker_;  // whose answers are remembered: the packs and options that a match depends on
  std::optional<WorkspaceLoan> loan_;
  Workspace* workspace_ = nullptr;
  Limits limits_;
  Window window_;  // the last one
  std::size_t window_owns_to_ = 0;
  std::size_t next_record_ = 0;     // a place behind the last window where a record begins; 0: none is known
  bool keep_window_ = false;        // its answer should be remembered
  std::uint8_t forms_ = kAllForms;  // those in which something may match in it
  bool was_cut_ = false;            // the last window's record goes on behind it
  std::size_t owned_from_ = 0;      // matches that begin before belong to an earlier window
  std::size_t matches_ = 0;
  bool stopped_ = false;
  bool is_part_ = false;  // the text goes on
  std::size_t decided_to_ = std::string_view::npos;
  // Lines are counted from the last match on, so that a text is counted once.
  std::size_t counted_to_ = 0;
  std::uint64_t line_ = 1;
  std::size_t line_begin_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_SCAN_H_
