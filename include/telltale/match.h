// Match: one confirmed signature in a text. Classification: all of them, with the bounds that were hit.
//
// A match says which known failure it is (finding, section), where (bytes of the original text, line, column), which
// fields it carries, whose component failed (owner) and how sure that is (confidence).
//
// Lifetime: the ids, title, link and field names of a match belong to the classifier and live as long as any copy of
// it; field values are owned by the match. A match does not own the text: begin and end are offsets into the
// caller's bytes, and matched_text() needs them again.
//
//   std::vector<telltale::Match> kept = classifier.classify(text).matches;
//   std::string_view evidence = kept[0].matched_text(text);   // the same text that was classified
//
// Threads: plain values. Units: offsets count bytes from 0, half-open [begin, end); line and column count from 1,
// columns in bytes.
#ifndef TELLTALE_MATCH_H_
#define TELLTALE_MATCH_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/export.h"
#include "telltale/pack.h"

namespace telltale {

// A named part of a match. `value` is the clean value (unescaped, unwrapped); [begin, end) is where it stands in the
// original text. What programs said around a failing call stands in front of the match, not in it: the field "wrappers"
// has the ids of these wrappers as its value (outermost first, blanks between), and their words as its place; the
// fields of the wrappers themselves follow it.
struct Field {
  std::string_view name;
  std::string value;
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

struct Match {
  std::string_view pack;       // "cert-manager-webhook"
  std::string_view finding;    // "cert-manager-webhook/no-endpoints/etcd-quota"
  std::string_view section;    // "cert-manager-webhook/no-endpoints"
  std::string_view signature;  // "cert-manager-webhook/no-endpoints/etcd-quota/grpc"
  std::string_view frame;      // "webhook-call"; empty without a frame
  Role role = Role::kSymptom;
  Confidence confidence = Confidence::kLow;
  std::string_view owner;  // a project's name, "other", "unknown"; empty for evidence, which has no owner
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::vector<Field> fields;
  std::string_view title;  // English; Pack has the other languages
  std::string_view link;

  // Null when the match has no field of that name.
  [[nodiscard]] TELLTALE_EXPORT const Field* field(std::string_view name) const noexcept;

  // Places in a source of which the classified text was only a part: `bytes` and `lines` of the source stand before the
  // text, and its line that the text begins in has begun `in_line` bytes before. For who cuts a source himself; Stream
  // does so, too.
  TELLTALE_EXPORT void move_by(std::uint64_t bytes, std::uint64_t lines, std::uint64_t in_line) noexcept;

  // The bytes of the match in `text`, which must be the text that was classified.
  [[nodiscard]] std::string_view matched_text(std::string_view text) const noexcept {
    return begin <= end && end <= text.size() ? text.substr(begin, end - begin) : std::string_view();
  }
};

// Bounds that keep work and memory small on hostile text. Each that was hit is reported, never silent.
enum class Limit : std::uint8_t {
  kMessageLength = 1,  // a message went on beyond the window that is looked at
  kMatches = 2,        // more matches than ClassifierOptions::max_matches
  kWork = 4,           // more nested mangling or more candidates in one window than are worked through
};

// The set of limits that were hit.
class Limits {
 public:
  constexpr void add(Limit limit) noexcept {
    bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(limit));
  }
  constexpr void add(Limits other) noexcept { bits_ = static_cast<std::uint8_t>(bits_ | other.bits_); }
  [[nodiscard]] constexpr bool has(Limit limit) const noexcept {
    return (bits_ & static_cast<std::uint8_t>(limit)) != 0;
  }
  [[nodiscard]] constexpr bool none() const noexcept { return bits_ == 0; }

 private:
  std::uint8_t bits_ = 0;
};

[[nodiscard]] TELLTALE_EXPORT std::string_view to_string(Limit limit) noexcept;

// The answer for one text: its matches in the order of the text, and the limits that were hit.
struct Classification {
  std::vector<Match> matches;
  Limits limits;

  [[nodiscard]] bool empty() const noexcept { return matches.empty(); }
  [[nodiscard]] std::size_t size() const noexcept { return matches.size(); }
  [[nodiscard]] auto begin() const noexcept { return matches.begin(); }
  [[nodiscard]] auto end() const noexcept { return matches.end(); }
};

}  // namespace telltale

#endif  // TELLTALE_MATCH_H_
