#include "measure.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <utility>

namespace telltale::bench {
namespace {

// Whether the library has ClassifierOptions::fields; rows "without fields" are skipped where it has not.
template <typename Options>
constexpr bool kCanLeaveFieldsOut = requires(Options options) {
  options.fields = false;
};

template <typename Options>
std::optional<Classifier> create_without_fields() {
  if constexpr (kCanLeaveFieldsOut<Options>) {
    Options options;
    options.fields = false;
    return create_classifier(std::move(options));
  } else {
    return std::nullopt;
  }
}

Classifier create_for(Engine engine) {
  ClassifierOptions options;
  options.engine = engine;
  return create_classifier(std::move(options));
}

}  // namespace

Classifier create_classifier(ClassifierOptions options) {
  options.max_matches = SIZE_MAX;
  auto classifier = Classifier::create(options);
  if (!classifier) {
    std::fputs(to_string(classifier.problems()[0]).c_str(), stderr);
    std::exit(1);
  }
  return *classifier;
}

const Classifier& classifier_of(Engine engine) {
  if (engine == Engine::kRe2) {
    static const Classifier re2 = create_for(Engine::kRe2);
    return re2;
  }
  static const Classifier best = create_for(Engine::kAuto);
  return best;
}

const Classifier* classifier_without_fields() {
  static const std::optional<Classifier> classifier = create_without_fields<ClassifierOptions>();
  return classifier ? &*classifier : nullptr;
}

std::size_t count_matches(const Classifier& classifier, std::string_view text) {
  std::size_t count = 0;
  classifier.classify(text, [&](const Match& match) { return count += match.role == Role::kSymptom, true; });
  return count;
}

void demand(std::size_t found, std::size_t expected, const std::string& what) {
  if (found == expected) return;
  std::fprintf(stderr, "%s: %zu matches, %zu expected; a wrong answer is not timed\n", what.c_str(), found, expected);
  std::exit(1);
}

void set_rates(benchmark::State& state, const Input& input) { set_rates(state, input.text.size(), input.lines); }

void set_rates(benchmark::State& state, std::size_t bytes, std::size_t items) {
  const auto rounds = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(rounds * static_cast<std::int64_t>(bytes));
  state.SetItemsProcessed(rounds * static_cast<std::int64_t>(items));
}

}  // namespace telltale::bench
