// Surroundings: the words around a finding that say what it is about: the sentence that it stands in, and the lines
// that introduce it ("Before the upgrade we had:").
#ifndef TELLTALE_LIB_DIAGNOSE_SURROUNDINGS_H_
#define TELLTALE_LIB_DIAGNOSE_SURROUNDINGS_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace telltale::internal {

struct Surroundings {
  std::string sentence;
  std::string before;  // the sentence up to `end`
  std::string after;   // the sentence from `begin` on
  std::string lead;
  std::string above;  // the last line of `lead` that says something
  std::string below;  // the next line that says something
};

// Of [begin, end) of `text`, in clean text. Reads a kilobyte either way at most.
[[nodiscard]] Surroundings surroundings_of(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_SURROUNDINGS_H_
