// confirm: RE2 on what the engine proposed: is it really there, where exactly, with which fields.
//
// A framed signature is looked for exactly where its frame and the frame's inserts end, so "connection refused" counts
// behind a failing webhook call and nowhere else. A signature without a frame is searched in its record.
#ifndef TELLTALE_LIB_CLASSIFY_CONFIRM_H_
#define TELLTALE_LIB_CLASSIFY_CONFIRM_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "classify/candidate.h"
#include "classify/compiled_set.h"
#include "classify/workspace.h"
#include "telltale/match.h"

namespace telltale::internal {

// Bounds of each kBoundedBytes of a record. A message has a handful of frames; hundreds are a flood, and every one
// costs a search.
inline constexpr std::size_t kBoundedBytes = 8192;
inline constexpr std::size_t kMaxFramesInRecord = 64;
inline constexpr std::size_t kMaxOccurrences = 16;  // of one signature without a frame
// near and unless look this far around a match, never out of its record: a sentence or two, not the next message.
inline constexpr std::size_t kNearby = 600;
// close, unless_close and unless_before: the same clause.
inline constexpr std::size_t kCloseBy = 120;

// A frame found without a reason that any signature knows: what `explain` calls the nearest miss.
struct LoneFrame {
  std::size_t frame = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// Appends to workspace.candidates what is confirmed in workspace.message and workspace.clean for the ids in
// workspace.message_hits and workspace.line_hits. `lone_frames` may be null.
Limits confirm(const CompiledSet& set, Workspace* workspace, std::vector<LoneFrame>* lone_frames);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_CONFIRM_H_
