// What is said of texts where no Python object is at hand.
#ifndef TELLTALE_BINDINGS_PYTHON_SPANS_H_
#define TELLTALE_BINDINGS_PYTHON_SPANS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::python {

struct Span {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  bool operator==(const Span&) const = default;
};

// The spans of a match in indices of a str: its own, then those of its fields.
using MatchSpans = std::vector<Span>;

// `bytes` as valid UTF-8: what is invalid becomes U+FFFD, as in the command's JSON.
std::string valid_utf8(std::string_view bytes);

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_SPANS_H_
