// test_packs(): proves packs right with their own examples, through the whole pipeline that users run.
//
// Every example of every signature must be found (finding, span, fields, owner) and every counter-example must stay
// silent: alone, and at the start, in the middle and at the end of a longer text; with each engine that is there; and
// every signature must stay silent on every other signature's examples unless the example says `also`.
//
//   telltale::PackTestReport report = telltale::test_packs({*telltale::Pack::builtin()});
//   if (!report.failures.empty()) ...
//
// Threads: call it from any; it shares nothing. Cost: some hundred milliseconds for the built-in pack.
#ifndef TELLTALE_PACK_TEST_H_
#define TELLTALE_PACK_TEST_H_

#include <cstddef>
#include <string>
#include <vector>

#include "telltale/export.h"
#include "telltale/pack.h"
#include "telltale/problem.h"

namespace telltale {

struct PackTestReport {
  std::size_t signatures = 0;     // signatures with at least one example
  std::size_t checks = 0;         // texts that were classified and judged; 0 is a failure of its own
  std::vector<Problem> failures;  // code, file and pointer of the example, what was expected and what was found
};

[[nodiscard]] TELLTALE_EXPORT PackTestReport test_packs(const std::vector<Pack>& packs);

}  // namespace telltale

#endif  // TELLTALE_PACK_TEST_H_
