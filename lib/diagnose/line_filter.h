// LineFilter: which of many patterns can be in a block of lines, so that only these are tried on each line.
//
// Two ways. The words that a pattern needs are looked for one by one: nothing has to be compiled, which is what a
// pasted thread wants. RE2's set of all patterns takes 30 ms to compile and reads ten times as fast, which is what a
// bundle's logs want.
#ifndef TELLTALE_LIB_DIAGNOSE_LINE_FILTER_H_
#define TELLTALE_LIB_DIAGNOSE_LINE_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/pattern_set.h"
#include "pack/pattern.h"

namespace telltale::internal {

class LineFilter {
 public:
  explicit LineFilter(std::vector<std::shared_ptr<const PreparedPattern>> patterns) : patterns_(std::move(patterns)) {}

  // Appends the indices of the patterns that can be in `block`, ascending. `text_size`: of the text that it is a block
  // of. Thread-safe.
  void find(std::string_view block, std::size_t text_size, std::vector<std::uint32_t>* hits) const;

 private:
  [[nodiscard]] const PatternSet* set() const;

  std::vector<std::shared_ptr<const PreparedPattern>> patterns_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<PatternSet> set_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_LINE_FILTER_H_
