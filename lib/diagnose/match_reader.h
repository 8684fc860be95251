// MatchReader: a match read back from the JSON that a report wrote.
#ifndef TELLTALE_LIB_DIAGNOSE_MATCH_READER_H_
#define TELLTALE_LIB_DIAGNOSE_MATCH_READER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "pack/json_value.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/result.h"

namespace telltale::internal {

struct ReadMatch {
  std::unique_ptr<const JsonDocument> document;  // the views of `match` point into it and into the packs
  Match match;                                   // what a diagnosis needs of it
  std::string source;
  std::string text;
  std::int64_t time = 0;
};

// `written`: see Case::add_json_match().
[[nodiscard]] Result<ReadMatch> read_match(const std::vector<Pack>& packs, std::string_view written);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_MATCH_READER_H_
