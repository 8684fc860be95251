// Workspace: the buffers that one thread needs to look at one window; reused, so that only the first windows allocate.
#ifndef TELLTALE_LIB_CLASSIFY_WORKSPACE_H_
#define TELLTALE_LIB_CLASSIFY_WORKSPACE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "classify/candidate.h"
#include "classify/surrounding_text.h"
#include "classify/window_memo.h"
#include "engine/field_memo.h"
#include "gate/need_filter.h"
#include "telltale/match.h"
#include "text/mapped_text.h"

namespace telltale::internal {

// A window in all its forms, and what was found in it.
struct Reading {
  static constexpr std::size_t kNone = std::string_view::npos;

  MappedText clean;  // the window, undone
  MappedText lines;  // the window as line text, when it differs from `clean`
  bool has_lines = false;
  MappedText message;  // the window as message text
  std::string cased;   // the same bytes in their own case
  std::vector<std::uint32_t> message_hits;
  std::vector<std::uint32_t> line_hits;
  std::vector<Candidate> candidates;
  std::size_t first_frame = kNone;  // where the first frame begins in the message
  std::size_t open_call = kNone;    // where the first call of the last record begins whose reason is not understood
  std::vector<AskedCondition> digit_conditions;  // those asked of the window that tell digits apart
  std::vector<AskedAround> asked_around;         // of what surrounds it, in the order in which they were asked

  [[nodiscard]] const MappedText& text_of(TextForm form) const noexcept {
    return form == TextForm::kMessage ? message : has_lines ? lines : clean;
  }
};

struct Workspace : Reading {
  [[nodiscard]] Reading& reading() noexcept { return *this; }

  NeedFilter::Look look;         // at the words of the window
  MappedText scratch;            // for clean()
  Reading aside;                 // one that is kept while another one is tried
  SurroundingText surroundings;  // of the windows
  FieldMemo memo;
  WindowMemo windows;
  Match match;  // the one that is handed out
};

// Lends the calling thread's workspace; a second loan on the same thread (a sink that classifies again) gets a fresh
// one.
class WorkspaceLoan {
 public:
  WorkspaceLoan();
  ~WorkspaceLoan();
  WorkspaceLoan(const WorkspaceLoan&) = delete;
  WorkspaceLoan& operator=(const WorkspaceLoan&) = delete;

  [[nodiscard]] Workspace& operator*() noexcept { return *workspace_; }

 private:
  std::unique_ptr<Workspace> workspace_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_WORKSPACE_H_
