// Spotted: a sighting on the way to its diagnosis, with what is needed to judge it.
#ifndef TELLTALE_LIB_DIAGNOSE_SPOTTED_H_
#define TELLTALE_LIB_DIAGNOSE_SPOTTED_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "telltale/diagnosis.h"

namespace telltale::internal {

struct Spotted {
  Sighting sighting;
  std::string name;         // the finding's last part: "endpoints-none"
  std::string section;      // that it belongs to: "connection-refused", "environment"
  std::uint64_t place = 0;  // order within its source
  std::size_t length = 0;   // bytes in its text; 0: all of its line
  std::int64_t time = 0;    // 0: not known
  std::string sentence;     // that it stands in, clean
  std::string before;       // the sentence up to the finding's end
  std::string after;        // the sentence from the finding's begin
  std::string lead;         // the three lines above it, clean
  std::string above;        // the nearest of them
  std::string below;        // the nearest line below it
  std::string clause;       // of the sentence
  std::string object;       // whose manifest it stands in: "Deployment/shop"
  bool reversed = false;    // its source tells the newest first
  unsigned entry = 0;       // of such a source, where signs between its entries tell them apart
  unsigned quotes = 0;      // marks of quoting in front of it: ">"
};

[[nodiscard]] inline bool is_present(const Spotted& spotted) noexcept {
  return spotted.sighting.relevance == Relevance::kPresent;
}

// Whether a failing call of `owner` counts as one of the pack's: what nobody claims does.
[[nodiscard]] inline bool is_own(std::string_view owner, std::string_view pack_owner) noexcept {
  return owner.empty() || owner == "unknown" || owner == pack_owner;
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_SPOTTED_H_
