// The built-in pack, compiled once for all tests of a program: under a sanitizer that takes seconds. Nothing that a
// test does changes a classifier.
#ifndef TELLTALE_TESTS_API_SHARED_CLASSIFIER_H_
#define TELLTALE_TESTS_API_SHARED_CLASSIFIER_H_

#include <telltale/telltale.h>

#include <map>
#include <stdexcept>
#include <utility>

#include "c_handles.h"
#include "shared_pack.h"

namespace telltale::testing {

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
