// The handles of the C ABI as tests in C++ hold them, and its matches in words.
#ifndef TELLTALE_TESTS_C_HANDLES_H_
#define TELLTALE_TESTS_C_HANDLES_H_

#include <telltale/telltale_c.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::testing {

template <auto kDestroy>
struct Destroyer {
  template <typename Handle>
  void operator()(Handle* handle) const noexcept {
    kDestroy(handle);
  }
};

using CClassifier = std::unique_ptr<telltale_classifier, Destroyer<telltale_classifier_destroy>>;
using CStream = std::unique_ptr<telltale_stream, Destroyer<telltale_stream_destroy>>;
using CMatches = std::unique_ptr<telltale_matches, Destroyer<telltale_matches_destroy>>;
using CProblems = std::unique_ptr<telltale_problems, Destroyer<telltale_problems_destroy>>;
using CDiagnoser = std::unique_ptr<telltale_diagnoser, Destroyer<telltale_diagnoser_destroy>>;
using CCase = std::unique_ptr<telltale_case, Destroyer<telltale_case_destroy>>;

// Null when it fails; then telltale_last_error() says why.
inline CClassifier c_classifier(const telltale_options* options = nullptr) {
  telltale_classifier* made = nullptr;
  telltale_classifier_create(options, &made, nullptr);
  return CClassifier(made);
}

inline CMatches c_matches() {
  telltale_matches* made = nullptr;
  telltale_matches_create(&made);
  return CMatches(made);
}

inline CStream c_stream(const telltale_classifier* classifier) {
  telltale_stream* made = nullptr;
  telltale_stream_create(classifier, &made);
  return CStream(made);
}

inline CDiagnoser c_diagnoser(const telltale_options* options = nullptr) {
  telltale_diagnoser* made = nullptr;
  telltale_diagnoser_create(options, &made, nullptr);
  return CDiagnoser(made);
}

inline CCase c_case(const telltale_diagnoser* diagnoser) {
  telltale_case* made = nullptr;
  telltale_case_create(diagnoser, &made);
  return CCase(made);
}

// Zero but for its size.
inline telltale_options c_options() {
  telltale_options options{};
  options.size = sizeof options;
  return options;
}

// For one pack; it is read when something is created.
inline telltale_options c_options_of(const char* const* pack, std::int32_t engine) {
  telltale_options options = c_options();
  options.packs = pack;
  options.pack_count = 1;
  options.engine = engine;
  return options;
}

// For the pack of tests/rules/base, which takes milliseconds: for what is tried at the border, not behind it.
inline telltale_options small_options() {
  static const char* const kPack = TELLTALE_SOURCE_DIR "/tests/rules/base";
  return c_options_of(&kPack, TELLTALE_ENGINE_RE2);
}

inline std::string words(const telltale_string& string) { return {string.data, string.size}; }

// What an owned string says; it is given back.
inline std::string taken(telltale_owned_string string) {
  std::string text(string.data, string.size);
  telltale_owned_string_destroy(&string);
  return text;
}

// As told() of tests/told.h says it of a Match.
inline std::string told(const telltale_match& match) {
  std::string out = words(match.signature) + " " + std::to_string(match.begin) + "-" + std::to_string(match.end) + " " +
                    std::to_string(match.line) + ":" + std::to_string(match.column) + " " + words(match.owner) + " " +
                    words(telltale_confidence_name(match.confidence));
  for (std::size_t i = 0; i < match.field_count; ++i) {
    const telltale_field& field = match.fields[i];
    out += " " + words(field.name) + "=" + words(field.value) + "@" + std::to_string(field.begin);
  }
  return out;
}

// By text, in the order in which they were told.
using Told = std::vector<std::pair<std::size_t, std::string>>;

// A sink whose context is a Told.
inline telltale_status keep_told(void* context, const telltale_match* match) {
  static_cast<Told*>(context)->emplace_back(match->text, told(*match));
  return TELLTALE_OK;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_C_HANDLES_H_
