// ProblemList: what is found wrong with a pack, gathered until everything has been looked at.
#ifndef TELLTALE_LIB_PACK_PROBLEM_LIST_H_
#define TELLTALE_LIB_PACK_PROBLEM_LIST_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pack/json_value.h"
#include "telltale/problem.h"

namespace telltale::internal {

// What is wrong and what to do; the place is added by the list.
struct Complaint {
  std::string code;
  std::string message;
  std::string remedy;
  Severity severity = Severity::kError;
};

class ProblemList {
 public:
  void add(Problem problem);

  // About a value, its key, bytes [begin, end) of a document, a file as a whole.
  void add_at(const JsonDocument& document, const JsonValue& value, Complaint complaint);
  void add_at_key(const JsonDocument& document, const JsonValue& value, Complaint complaint);
  void add_at_bytes(const JsonDocument& document, std::size_t begin, std::size_t end, std::string pointer,
                    Complaint complaint);
  void add_at_file(std::string file, Complaint complaint);

  // More problems of this severity are only counted: not worth the search for a remedy.
  [[nodiscard]] bool is_full(Severity severity) const noexcept;

  [[nodiscard]] bool has_errors() const noexcept { return errors_ > 0; }
  [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
  [[nodiscard]] bool empty() const noexcept { return problems_.empty(); }

  // Everything in the order of files and lines; the list is empty afterwards.
  [[nodiscard]] std::vector<Problem> take();

 private:
  void count(Severity severity) noexcept;

  std::vector<Problem> problems_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PROBLEM_LIST_H_
