// What the rows have in common: classifiers, counting, and that a wrong answer is not timed.
#ifndef TELLTALE_BENCH_MEASURE_H_
#define TELLTALE_BENCH_MEASURE_H_

#include <benchmark/benchmark.h>
#include <telltale/telltale.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "inputs.h"

namespace telltale::bench {

// With the built-in pack and no bound on the number of matches.
[[nodiscard]] const Classifier& classifier_of(Engine engine);

// The same without fields, by ClassifierOptions::fields; null where the library has no such option.
[[nodiscard]] const Classifier* classifier_without_fields();

// With `packs`, or the program ends with the first problem.
[[nodiscard]] Classifier create_classifier(ClassifierOptions options);

// The symptoms in `text`: each message line is one.
[[nodiscard]] std::size_t count_matches(const Classifier& classifier, std::string_view text);

// Ends the program when a row's answer is not the known one.
void demand(std::size_t found, std::size_t expected, const std::string& what);

// Bytes and lines a second.
void set_rates(benchmark::State& state, const Input& input);
void set_rates(benchmark::State& state, std::size_t bytes, std::size_t items);

}  // namespace telltale::bench

#endif  // TELLTALE_BENCH_MEASURE_H_
