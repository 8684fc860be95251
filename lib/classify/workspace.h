// Workspace: the buffers that one thread needs to look at one window; reused, so that only the first windows allocate.
#ifndef TELLTALE_LIB_CLASSIFY_WORKSPACE_H_
#define TELLTALE_LIB_CLASSIFY_WORKSPACE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "classify/candidate.h"
#include "classify/surrounding_text.h"
#include "classify/window_memo.h"
#include "engine/field_memo.h"
#include "gate/need_filter.h"
#include "telltale/match.h"
#include "text/mapped_text.h"

namespace telltale::internal {

struct Workspace {
  NeedFilter::Look look;  // at the words of the window
  MappedText clean;       // the window, undone
  MappedText scratch;     // for clean()
  MappedText lines;       // the window as line text, when it differs from `clean`
  bool has_lines = false;
  MappedText message;  // the window as message text
  std::string cased;   // the same bytes in their own case
  std::vector<std::uint32_t> message_hits;
  std::vector<std::uint32_t> line_hits;
  std::vector<Candidate> candidates;
  std::size_t first_frame = 0;                   // where the first frame begins in the message; npos: there is none
  std::vector<AskedCondition> digit_conditions;  // those asked of the window that tell digits apart
  std::vector<AskedAround> asked_around;         // of what surrounds it, in the order in which they were asked
  SurroundingText surroundings;                  // of the windows
  FieldMemo memo;
  WindowMemo windows;
  Match match;  // the one that is handed out

  [[nodiscard]] const MappedText& text_of(TextForm form) const noexcept {
    return form == TextForm::kMessage ? message : has_lines ? lines : clean;
  }
};

// Lends the calling thread's workspace; a second loan on the same thread (a sink that classifies again) gets a fresh one.
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
