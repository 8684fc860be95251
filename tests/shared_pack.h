// The built-in pack, loaded once for all tests of a program: under a sanitizer that takes seconds. Nothing that a test does
// changes a pack.
#ifndef TELLTALE_TESTS_SHARED_PACK_H_
#define TELLTALE_TESTS_SHARED_PACK_H_

#include <telltale/telltale.h>

namespace telltale::testing {

inline const Pack& shared_pack() {
  static const Pack made = *Pack::builtin();
  return made;
}

// For a classifier of the test's own.
inline ClassifierOptions with_shared_pack() {
  ClassifierOptions options;
  options.packs = {shared_pack()};
  return options;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_SHARED_PACK_H_
