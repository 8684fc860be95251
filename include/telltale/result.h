// Result<T>: a value, or the problems that stood in its way.
//
// Returned by everything that loads, checks or compiles a pack or a configuration. Nothing that reads the
// text being classified returns a Result: no error of telltale ever depends on that text.
//
//   telltale::Result<telltale::Pack> pack = telltale::Pack::load("rules/my-pack");
//   if (!pack) {
//     for (const telltale::Problem& problem : pack.problems()) std::cerr << telltale::to_string(problem);
//     return 2;
//   }
//   use(*pack);
//
// Threads: a Result is a plain value. Ownership: it owns what it holds.
// Cost: that of a T and an empty vector. Errors: operator* and operator-> on a Result without a value are a
// programming error and undefined, like dereferencing an empty std::optional.
#ifndef TELLTALE_RESULT_H_
#define TELLTALE_RESULT_H_

#include <optional>
#include <utility>
#include <vector>

#include "telltale/problem.h"

namespace telltale {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}                              // NOLINT(google-explicit-constructor)
  Result(std::vector<Problem> problems) : problems_(std::move(problems)) {}  // NOLINT(google-explicit-constructor)
  Result(Problem problem) { problems_.push_back(std::move(problem)); }       // NOLINT(google-explicit-constructor)

  // True when there is a value. Problems of a lower severity (warnings) are kept by the value itself.
  explicit operator bool() const noexcept { return value_.has_value(); }
  [[nodiscard]] bool has_value() const noexcept { return value_.has_value(); }

  const T& operator*() const& noexcept { return *value_; }
  T& operator*() & noexcept { return *value_; }
  T&& operator*() && noexcept { return *std::move(value_); }
  const T* operator->() const noexcept { return &*value_; }
  T* operator->() noexcept { return &*value_; }

  // All of them, not only the first; empty exactly when there is a value.
  [[nodiscard]] const std::vector<Problem>& problems() const noexcept { return problems_; }

 private:
  std::optional<T> value_;
  std::vector<Problem> problems_;
};

}  // namespace telltale

#endif  // TELLTALE_RESULT_H_
