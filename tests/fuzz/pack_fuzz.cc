// Any bytes as one file of a pack: loading ends in a pack or in problems that can be printed.
//
// The first byte chooses the file (see kPaths), the rest is its content; the other files are a small pack that is
// right, so that references between files are followed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "base/utf8.h"
#include "pack/pack_loader.h"
#include "rules/pack_case.h"
#include "telltale/problem.h"

namespace {

using telltale::Problem;
using telltale::testing::Files;

struct Place {
  char letter;
  std::string_view path;
};
constexpr Place kPaths[] = {{'p', "pack.json"},
                            {'d', "defs.json"},
                            {'o', "owners.json"},
                            {'t', "steps.json"},
                            {'f', "frames.json"},
                            {'s', "sections/paper-jam.json"},
                            {'e', "evidence/paper-jam.json"}};

const Files& base() {
  static const Files files = telltale::testing::read_files(TELLTALE_SOURCE_DIR "/tests/rules/base");
  return files;
}

void demand(bool condition) {
  if (!condition) std::abort();
}

void check(const Problem& problem) {
  using telltale::internal::is_valid_utf8;
  demand(!problem.code.empty() && !problem.message.empty());
  demand(is_valid_utf8(problem.file) && is_valid_utf8(problem.pointer) && is_valid_utf8(problem.message) &&
         is_valid_utf8(problem.remedy) && is_valid_utf8(problem.excerpt));
  demand(problem.caret + std::size_t{problem.caret_length} <= problem.excerpt.size() + 1);
  demand(is_valid_utf8(to_string(problem)));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  Files files = base();
  for (const Place& place : kPaths) {
    if (place.letter == static_cast<char>(data[0])) {
      files[std::string(place.path)].assign(reinterpret_cast<const char*>(data) + 1, size - 1);
    }
  }
  const auto loaded =
      telltale::internal::load_pack(telltale::testing::to_pack_files(files), telltale::internal::ProblemList());
  demand(loaded.has_value() == loaded.problems().empty());
  for (const Problem& problem : loaded ? (*loaded)->warnings : loaded.problems()) check(problem);
  if (loaded) demand((*loaded)->signatures.size() == (*loaded)->loaded_signatures.size());
  return 0;
}
