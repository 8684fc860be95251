// SourceOrder: what the name of a source says about when it was taken: "01-apply.txt" before "02-fixed.txt" of the same
// folder, "before/pods.txt" before "after/pods.txt". Most names say nothing.
#ifndef TELLTALE_LIB_DIAGNOSE_SOURCE_ORDER_H_
#define TELLTALE_LIB_DIAGNOSE_SOURCE_ORDER_H_

#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

struct SourceOrder {
  explicit SourceOrder(std::string_view source);

  std::string folder;
  std::vector<int> numbers;  // in front of the name: {1}, or {2024, 5, 31}
  bool is_before = false;    // a change, as it says
  bool is_after = false;
};

// False where the names do not tell.
[[nodiscard]] bool is_earlier(const SourceOrder& one, const SourceOrder& other);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_SOURCE_ORDER_H_
