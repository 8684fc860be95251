// The built-in pack, loaded once and compiled once for all tests of a program: under a sanitizer either takes seconds.
// Nothing that a test does changes a pack or a classifier.
#ifndef TELLTALE_TESTS_API_SHARED_CLASSIFIER_H_
#define TELLTALE_TESTS_API_SHARED_CLASSIFIER_H_

#include <telltale/telltale.h>

#include <map>
#include <stdexcept>
#include <utility>

#include "c_handles.h"

namespace telltale::testing {

inline const Pack& shared_pack() {
  static const Pack made = *Pack::builtin();
  return made;
}

// For what a test sets itself.
inline ClassifierOptions with_shared_pack() {
  ClassifierOptions options;
  options.packs = {shared_pack()};
  return options;
}

// Not for several threads at once.
inline const Classifier& shared_classifier(Engine engine = Engine::kAuto, Confidence least = Confidence::kMedium) {
  static std::map<std::pair<Engine, Confidence>, Classifier> made;
  const auto known = made.find({engine, least});
  if (known != made.end()) return known->second;
  ClassifierOptions options = with_shared_pack();
  options.engine = engine;
  options.min_confidence = least;
  Result<Classifier> classifier = Classifier::create(options);
  if (!classifier) throw std::runtime_error(to_string(classifier.problems().front()));
  return made.emplace(std::pair(engine, least), *std::move(classifier)).first->second;
}

// The same behind the C ABI.
inline const telltale_classifier* shared_c_classifier() {
  static const CClassifier made = c_classifier();
  return made.get();
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_API_SHARED_CLASSIFIER_H_
