// What the files of this module hand to each other: the object behind each Python class, and who registers it.
//
// Python objects never copy what C++ has found: a Match is a place in the shared answer that it came from.
#ifndef TELLTALE_BINDINGS_PYTHON_OBJECTS_H_
#define TELLTALE_BINDINGS_PYTHON_OBJECTS_H_

#include <pybind11/pybind11.h>

#include <cstddef>
#include <forward_list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "python_text.h"
#include "telltale/classifier.h"
#include "telltale/diagnosis.h"
#include "telltale/match.h"
#include "telltale/pack.h"
#include "telltale/problem.h"

namespace telltale::python {

namespace py = pybind11;

// Below this a scan is over sooner than the GIL is handed on and back; measured, two threads with texts of 150 bytes
// lose more than half of their speed when it is released for each.
constexpr std::size_t kKeepGil = 4096;

// The answer for one text, with what its string views point into.
struct Answer {
  std::optional<Classifier> classifier;    // of matches that it found
  std::forward_list<std::string> strings;  // of matches that were unpickled; none ever moves
  Classification found;
  std::vector<MatchSpans> spans;  // in indices of a str; empty: offsets are indices
};

struct AnswerObject {
  std::shared_ptr<const Answer> answer;
};

struct MatchObject {
  std::shared_ptr<const Answer> answer;
  std::size_t index = 0;

  [[nodiscard]] const Match& match() const noexcept { return answer->found.matches[index]; }
  [[nodiscard]] Span span() const noexcept;
  [[nodiscard]] Span field_span(std::size_t field) const noexcept;
};

// How a classifier was asked for: everything that a pickle of it holds.
struct Settings {
  py::tuple packs;  // names and folders (str); empty: the built-in pack
  std::vector<std::string> only;
  std::string min_confidence;
  std::size_t max_matches = 0;
  bool fields = true;
  std::string engine;
  py::object cache_folder;  // str or None
};

struct ClassifierObject {
  ClassifierObject(Settings wanted, Classifier compiled, DiagnoserOptions diagnosing);

  // Compiled when it is first asked for. To be called without the GIL. Throws Problems.
  const Diagnoser& diagnoser();

  Settings settings;
  Classifier classifier;
  py::object no_match;  // the one result of every text without a match

 private:
  DiagnoserOptions diagnoser_options_;
  std::mutex mutex_;
  std::optional<Diagnoser> diagnoser_;
};

// Carries problems through code without the GIL; becomes telltale.TelltaleError.
struct Problems {
  std::vector<Problem> list;
};

// Throws telltale.TelltaleError. With the GIL.
[[noreturn]] void raise_problems(const std::vector<Problem>& problems);

[[nodiscard]] std::optional<Confidence> find_confidence(std::string_view word) noexcept;
[[nodiscard]] std::optional<Role> find_role(std::string_view word) noexcept;

// ("message-length", "matches")
[[nodiscard]] py::tuple limit_words(Limits limits);
[[nodiscard]] py::tuple to_tuple(const std::vector<std::string>& strings);
[[nodiscard]] py::tuple to_tuple(const std::vector<Problem>& problems);

// A path as os.fspath() and os.fsencode() see it.
[[nodiscard]] std::string path_of(py::handle object);

// The folder for compiled packs that None stands for: the command's.
[[nodiscard]] std::string cache_folder_of(const py::object& given);

// A name of a built-in pack, or a folder.
[[nodiscard]] Result<Pack> find_pack(const std::string& name_or_folder, const std::string& cache_folder);

void add_problems(py::module_& module);
void add_packs(py::module_& module);
void add_matches(py::module_& module);
void add_diagnosis(py::module_& module);
void add_tables(py::module_& module);
void add_classifier(py::module_& module);
void add_command(py::module_& module);

// Methods of Classifier that have a file of their own.
[[nodiscard]] py::object diagnose(ClassifierObject& self, const py::object& texts, const std::string& lang);
[[nodiscard]] py::object classify_batch(const ClassifierObject& self, const py::object& texts,
                                        const std::optional<std::string>& column, const std::string& mode);

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_OBJECTS_H_
