// Groups: repeats folded. A log that fails says so a thousand times; people want to see it once, and where else.
#ifndef TELLTALE_LIB_REPORT_GROUPS_H_
#define TELLTALE_LIB_REPORT_GROUPS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "telltale/report.h"

namespace telltale::internal {

// The matches of one finding and owner.
struct Group {
  struct Place {
    std::string source;
    std::uint64_t line = 0;
  };
  ReportedMatch first;
  std::uint64_t repeats = 0;
  std::vector<Place> places;  // of the repeats: the first few, each line once
  bool more_places = false;
};

class Groups {
 public:
  // The group that `match` belongs to; `is_new` says whether it is its first.
  Group& add(const ReportedMatch& match, bool& is_new);

  // In the order in which they were first met. References stay valid.
  [[nodiscard]] const std::deque<Group>& all() const noexcept { return groups_; }

 private:
  std::deque<Group> groups_;
  std::unordered_map<std::string, std::size_t> index_;
};

// The source as people read it: "standard input" for "-".
[[nodiscard]] std::string display_source(const std::string& source);

// "a.log:3:17"; of a record: "a.jsonl:12 (id d001), text 1:17".
[[nodiscard]] std::string display_place(const ReportedMatch& match);

// "... and 12 more like this: a.log:3,9; b.log:7,..."; empty when there were none. `code` goes around each place.
[[nodiscard]] std::string display_repeats(const Group& group, std::string_view code = "");

// The title of the section that `match` belongs to; empty when no pack knows it.
[[nodiscard]] std::string section_title(const Match& match, const std::vector<Pack>& packs);

// "owner kyverno, confidence medium" or what the role says instead.
[[nodiscard]] std::string display_standing(const Match& match, const std::vector<Pack>& packs);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_REPORT_GROUPS_H_
