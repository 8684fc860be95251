// What a Classifier holds; shared by its copies and by streams.
#ifndef TELLTALE_LIB_CLASSIFY_CLASSIFIER_IMPL_H_
#define TELLTALE_LIB_CLASSIFY_CLASSIFIER_IMPL_H_

#include <memory>

#include "classify/compiled_set.h"
#include "classify/scan.h"
#include "telltale/classifier.h"

namespace telltale {

struct Classifier::Impl {
  std::shared_ptr<const internal::CompiledSet> set;
  internal::ScanOptions options;
};

}  // namespace telltale

#endif  // TELLTALE_LIB_CLASSIFY_CLASSIFIER_IMPL_H_
