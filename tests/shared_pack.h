// The built-in pack, loaded once for all tests of a program, and a cache folder of the program for what is compiled of
// it: under a sanitizer either takes seconds. Nothing that a test does changes a pack.
#ifndef TELLTALE_TESTS_SHARED_PACK_H_
#define TELLTALE_TESTS_SHARED_PACK_H_

#include <telltale/telltale.h>

#include <string>

#include "temporary_folder.h"

namespace telltale::testing {

inline const std::string& shared_cache_folder() {
  static const TemporaryFolder folder;
  static const std::string path = folder.path().string();
  return path;
}

inline const Pack& shared_pack() {
  static const Pack made = *Pack::builtin("cert-manager-webhook", shared_cache_folder());
  return made;
}

// For a classifier of the test's own: what the pack compiles to is made once, and read by the next.
inline ClassifierOptions with_shared_pack() {
  ClassifierOptions options;
  options.packs = {shared_pack()};
  options.cache_folder = shared_cache_folder();
  return options;
}

// The same for a diagnoser.
inline DiagnoserOptions diagnoser_with_shared_pack() {
  DiagnoserOptions options;
  options.packs = {shared_pack()};
  options.cache_folder = shared_cache_folder();
  return options;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_SHARED_PACK_H_
