// Problem and TelltaleError, and the small conversions that every file needs.
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include "objects.h"
#include "telltale/report.h"

namespace telltale::python {
namespace {

std::string_view severity_word(const Problem& problem) {
  return problem.severity == Severity::kError ? "error" : "warning";
}

py::dict problem_dict(const Problem& problem) { return py::module_::import("json").attr("loads")(to_json(problem)); }

py::tuple problem_state(const Problem& problem) {
  return py::make_tuple(problem.severity == Severity::kError, problem.code, problem.file, problem.pointer, problem.line,
                        problem.column, problem.message, problem.remedy, problem.excerpt, problem.caret,
                        problem.caret_length);
}

Problem problem_from_state(const py::tuple& state) {
  Problem problem;
  problem.severity = state[0].cast<bool>() ? Severity::kError : Severity::kWarning;
  problem.code = state[1].cast<std::string>();
  problem.file = state[2].cast<std::string>();
  problem.pointer = state[3].cast<std::string>();
  problem.line = state[4].cast<std::uint32_t>();
  problem.column = state[5].cast<std::uint32_t>();
  problem.message = state[6].cast<std::string>();
  problem.remedy = state[7].cast<std::string>();
  problem.excerpt = state[8].cast<std::string>();
  problem.caret = state[9].cast<std::uint32_t>();
  problem.caret_length = state[10].cast<std::uint32_t>();
  return problem;
}

}  // namespace

void raise_problems(const std::vector<Problem>& problems) {
  std::string message;
  for (const Problem& problem : problems) message += to_string(problem);
  if (!message.empty() && message.back() == '\n') message.pop_back();
  const py::object type = py::module_::import("telltale._errors").attr("TelltaleError");
  PyErr_SetObject(type.ptr(), type(to_str(message), to_tuple(problems)).ptr());
  throw py::error_already_set();
}

std::optional<Confidence> find_confidence(std::string_view word) noexcept {
  for (const Confidence confidence : {Confidence::kLow, Confidence::kMedium, Confidence::kHigh}) {
    if (to_string(confidence) == word) return confidence;
  }
  return std::nullopt;
}

std::optional<Role> find_role(std::string_view word) noexcept {
  for (const Role role : {Role::kSymptom, Role::kEvidence, Role::kHealthy, Role::kIgnorable}) {
    if (to_string(role) == word) return role;
  }
  return std::nullopt;
}

py::tuple limit_words(Limits limits) {
  py::list words;
  for (const Limit limit : {Limit::kMessageLength, Limit::kMatches, Limit::kWork}) {
    if (limits.has(limit)) words.append(to_str(to_string(limit)));
  }
  return py::tuple(words);
}

py::tuple to_tuple(const std::vector<std::string>& strings) {
  py::tuple tuple(strings.size());
  for (std::size_t i = 0; i < strings.size(); ++i) tuple[i] = to_str(strings[i]);
  return tuple;
}

py::tuple to_tuple(const std::vector<Problem>& problems) {
  py::tuple tuple(problems.size());
  for (std::size_t i = 0; i < problems.size(); ++i) tuple[i] = py::cast(problems[i]);
  return tuple;
}

void add_problems(py::module_& module) {
  py::class_<Problem>(module, "Problem", py::is_final(), "Something wrong with a pack or a configuration, as data.")
      .def_property_readonly("severity", &severity_word, "'error' or 'warning' (str).")
      .def_readonly("code", &Problem::code, "What is wrong, in words that never change: 'pattern-unsupported' (str).")
      .def_property_readonly(
          "file", [](const Problem& p) { return to_str(p.file); }, "The file as it was given; '' for none (str).")
      .def_readonly("pointer", &Problem::pointer, "JSON pointer into the file; '' for the file as a whole (str).")
      .def_readonly("line", &Problem::line, "From 1; 0 when unknown (int).")
      .def_readonly("column", &Problem::column, "From 1, in bytes; 0 when unknown (int).")
      .def_readonly("message", &Problem::message, "One sentence: what is wrong (str).")
      .def_readonly("remedy", &Problem::remedy, "One sentence: what to do (str).")
      .def_readonly("excerpt", &Problem::excerpt, "The pattern or line that is meant; may be empty (str).")
      .def("to_dict", &problem_dict, "The problem as the command writes it with --format json (dict of str).")
      .def(py::self == py::self)
      .def("__hash__", [](const Problem& p) { return py::hash(py::make_tuple(p.code, p.file, p.pointer, p.message)); })
      .def(
          "__str__", [](const Problem& p) { return to_str(to_string(p)); }, "The problem as a compiler prints it.")
      .def("__repr__",
           [](const Problem& p) {
             return py::str("<telltale.Problem {}: {}>").format(p.code, py::repr(to_str(p.message)));
           })
      .def(py::pickle(&problem_state, &problem_from_state));
}

}  // namespace telltale::python
