// telltale: which known failure does this text show, where, with which fields, and what is to be done?
//
// The whole library in one include. A handful of nouns, each with a header that is its manual:
//
//   Pack            telltale/pack.h        a folder of JSON that describes known failures
//   Classifier      telltale/classifier.h  a compiled set of packs: immutable, shared by all threads
//   Match           telltale/match.h       one confirmed failure: ids, place, fields, owner, confidence
//   Stream          telltale/stream.h      a classifier fed in pieces
//   Diagnoser       telltale/diagnosis.h   turns the findings of a case into causes and next steps
//   Problem         telltale/problem.h     something wrong with a pack or a configuration
//   Result<T>       telltale/result.h      a value, or all problems that stood in its way
//   test_packs      telltale/pack_test.h   proves a pack right with its own examples
//
// Ten lines are a program (examples/embed/main.cc is this one, compiled and run by the tests):
//
//   #include <iostream>
//   #include <iterator>
//   #include <telltale/telltale.h>
//
//   int main() {
//     auto classifier = telltale::Classifier::create();
//     if (!classifier) return 2;
//     std::string text(std::istreambuf_iterator<char>(std::cin), {});
//     for (const telltale::Match& match : classifier->classify(text))
//       std::cout << match.line << ": " << match.finding << " (" << match.owner << ") " << match.title << "\n";
//   }
#ifndef TELLTALE_TELLTALE_H_
#define TELLTALE_TELLTALE_H_

#include "telltale/classifier.h"
#include "telltale/diagnosis.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/pack_test.h"
#include "telltale/problem.h"
#include "telltale/result.h"
#include "telltale/stream.h"
#include "telltale/version.h"

#endif  // TELLTALE_TELLTALE_H_
