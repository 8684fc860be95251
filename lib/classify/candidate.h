// Candidate: a signature that RE2 confirmed in a window, before it is decided whether it is reported.
#ifndef TELLTALE_LIB_CLASSIFY_CANDIDATE_H_
#define TELLTALE_LIB_CLASSIFY_CANDIDATE_H_

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/field_pattern.h"
#include "telltale/pack.h"

namespace telltale::internal {

// A captured group: [begin, end) in the form of the text that was searched.
struct Capture {
  std::string_view name;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Candidate {
  std::size_t signature = 0;
  TextForm form = TextForm::kMessage;
  std::size_t record_begin = 0;  // the record (or line) in that form
  std::size_t record_end = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::vector<Capture> captures;
  std::string_view owner;  // "unknown" and so on for a framed one, else the signature's
  std::string_view pack_owner;
  bool dropped = false;
  std::string_view why_dropped;
  bool untied = false;  // dropped because nothing around it ties it to the failure
};

// A condition that was asked of [begin, end) in one form of the window.
struct AskedCondition {
  const FieldPattern* pattern = nullptr;
  TextForm form = TextForm::kMessage;
  std::size_t begin = 0;
  std::size_t end = 0;
};

// How far a signature looks around its match: the paragraph ends at fences and after a few lines.
enum class SurroundingsReach : std::uint8_t { kParagraph, kAnywhere };

// A condition that was asked of what surrounds [begin, end) of the window, and the answer.
struct AskedAround {
  const FieldPattern* pattern = nullptr;
  Span place;
  SurroundingsReach reach = SurroundingsReach::kParagraph;
  bool occurs = false;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_CANDIDATE_H_
