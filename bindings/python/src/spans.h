// Spans of matches, where no Python object is at hand.
#ifndef TELLTALE_BINDINGS_PYTHON_SPANS_H_
#define TELLTALE_BINDINGS_PYTHON_SPANS_H_

#include <cstdint>
#include <vector>

namespace telltale::python {

struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  bool operator==(const Span&) const = default;
};

// The spans of a match in indices of a str: its own, then those of its fields.
using MatchSpans = std::vector<Span>;

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_SPANS_H_
