// Diagnosis and its parts, and the way from what a person has (texts, files, folders) to a case.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <utility>

#include "inputs.h"
#include "items.h"
#include "line_pieces.h"
#include "objects.h"
#include "state.h"
#include "telltale/diagnosis_report.h"
#include "telltale/report.h"

namespace telltale::python {
namespace {

// ---- what is read ----

struct Evidence {
  std::string name;
  std::string text;
  bool is_path = false;  // `name` is a file or folder to read
};

bool is_path(const py::handle& object) { return py::hasattr(object, "__fspath__"); }

bool is_text(const py::handle& object) {
  return py::isinstance<py::str>(object) || PyObject_CheckBuffer(object.ptr()) != 0;
}

Evidence evidence_of(const py::handle& object, const std::string& name) {
  if (is_path(object)) {
    const std::string path = path_of(object);
    return {path == "-" ? "./-" : path, {}, true};  // "-" would be standard input
  }
  return {name, copy_text(object), false};
}

// What a mapping holds, in pairs. Of a dict, which other threads may change on the way, as it is now: without a GIL
// going through one that changes may end before the first item, and nobody is told.
py::object pairs_of(const py::object& mapping) {
  if (!PyDict_CheckExact(mapping.ptr())) return mapping.attr("items")();
  PyObject* pairs = PyDict_Items(mapping.ptr());
  if (pairs == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(pairs);
}

std::vector<Evidence> all_evidence(const py::object& texts) {
  std::vector<Evidence> all;
  if (is_path(texts) || is_text(texts)) {
    all.push_back(evidence_of(texts, "text"));
  } else if (py::hasattr(texts, "items")) {
    for (const py::handle item : pairs_of(texts)) {
      const auto pair = item.cast<py::tuple>();
      all.push_back({valid_utf8(copy_text(pair[0])), copy_text(pair[1]), false});
    }
  } else {
    Items items(texts);
    py::object owner;
    while (PyObject* const text = items.next(owner))
      all.push_back(evidence_of(text, "text-" + std::to_string(all.size() + 1)));
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  }
  return all;
}

// What stopped the reading of a file.
struct Unreadable {
  std::string path;
  std::string error;
};

void add_file(const cli::Input& input, Case& opened) {
  std::string error = cli::take_line_pieces(
      input, [&](std::string_view text, std::uint64_t first_line) { opened.add_text(input.path, text, first_line); });
  if (!error.empty()) throw Unreadable{input.path, std::move(error)};
}

Diagnosis diagnose_all(const Diagnoser& diagnoser, const std::vector<Evidence>& all) {
  Case opened = diagnoser.open_case();
  cli::InputOptions options;
  options.from = cli::InputOptions::From::kText;
  for (const Evidence& one : all) {
    if (!one.is_path) {
      opened.add_text(one.name, one.text);
      continue;
    }
    for (const cli::Input& input : cli::list_inputs({one.name}, options).inputs) add_file(input, opened);
  }
  return opened.diagnosis();
}

}  // namespace

// ---- pickles ----

void fields_of(auto& state, Is<LocalizedText> auto& text) { state(text.en, text.ja); }

void fields_of(auto& state, Is<Sighting> auto& sighting) {
  state(sighting.finding, sighting.role, sighting.relevance, sighting.owner, sighting.source, sighting.line,
        sighting.text, sighting.fields);
}

void fields_of(auto& state, Is<DiagnosedSection> auto& section) {
  state(section.id, section.title, section.owner, section.sightings);
}

void fields_of(auto& state, Is<DiagnosedCause> auto& cause) {
  state(cause.id, cause.state, cause.title, cause.explanation, cause.for_sightings, cause.against_sightings);
}

void fields_of(auto& state, Is<NextStep> auto& step) {
  state(step.step, step.kind, step.title, step.why, step.expect, step.command, step.unknowns);
}

void fields_of(auto& state, Is<DiagnosedContradiction> auto& contradiction) {
  state(contradiction.id, contradiction.title, contradiction.sightings);
}

void fields_of(auto& state, Is<Diagnosis> auto& diagnosis) {
  state(diagnosis.healthy, diagnosis.decided, diagnosis.owner, diagnosis.sections, diagnosis.causes, diagnosis.evidence,
        diagnosis.next, diagnosis.contradictions, diagnosis.sightings, diagnosis.limits);
}

namespace {

// Throws std::invalid_argument.
Diagnosis diagnosis_from(std::string_view state) {
  auto diagnosis = from_state<Diagnosis>(state);
  const auto check = [&](const std::vector<std::size_t>& sightings) {
    for (const std::size_t index : sightings) StateReader::check(index < diagnosis.sightings.size());
  };
  for (const DiagnosedSection& section : diagnosis.sections) check(section.sightings);
  for (const DiagnosedCause& cause : diagnosis.causes) {
    check(cause.for_sightings);
    check(cause.against_sightings);
  }
  for (const DiagnosedContradiction& contradiction : diagnosis.contradictions) check(contradiction.sightings);
  return diagnosis;
}

// ---- what is found ----

struct DiagnosisObject {
  std::shared_ptr<const Diagnosis> diagnosis;
  Language language = Language::kEnglish;
};

// A part of a diagnosis, which stays alive with it: as an object of Python, so that a pickle of many holds it once.
template <typename T>
struct Part {
  py::object owner;  // DiagnosisObject
  std::shared_ptr<const Diagnosis> diagnosis;
  Language language;
  const T* part;

  const T* operator->() const noexcept { return part; }
  [[nodiscard]] py::str say(const LocalizedText& text) const {
    return to_str(language == Language::kJapanese && !text.ja.empty() ? text.ja : text.en);
  }
};

template <typename T>
py::object part_of(const py::object& owner, const std::vector<T>& list, std::size_t index) {
  const auto& object = owner.cast<const DiagnosisObject&>();
  return py::cast(Part<T>{owner, object.diagnosis, object.language, &list[index]});
}

// A property: what stands in a list of the diagnosis.
template <typename T>
auto parts(std::vector<T> Diagnosis::*member) {
  return [member](const py::object& self) {
    const std::vector<T>& list = self.cast<const DiagnosisObject&>().diagnosis.get()->*member;
    py::tuple tuple(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) tuple[i] = part_of(self, list, i);
    return tuple;
  };
}

template <typename T>
py::tuple sightings(const Part<T>& self, const std::vector<std::size_t>& indices) {
  py::tuple tuple(indices.size());
  for (std::size_t i = 0; i < indices.size(); ++i)
    tuple[i] = part_of(self.owner, self.diagnosis->sightings, indices[i]);
  return tuple;
}

DiagnosisReportOptions report_options(const DiagnosisObject& self, const std::optional<std::string>& lang) {
  DiagnosisReportOptions options;
  options.language = self.language;
  if (lang == "en") options.language = Language::kEnglish;
  if (lang == "ja") options.language = Language::kJapanese;
  if (lang && lang != "en" && lang != "ja") throw py::value_error("lang is 'en' or 'ja', not '" + *lang + "'");
  return options;
}

py::object as_dict(const DiagnosisObject& self, const std::optional<std::string>& lang) {
  return py::module_::import("json").attr("loads")(to_str(to_json(*self.diagnosis, report_options(self, lang))));
}

template <typename T>
py::class_<Part<T>> part_class(py::module_& module, const char* name, std::vector<T> Diagnosis::*list,
                               const char* property, const char* doc) {
  return py::class_<Part<T>>(module, name, py::is_final(), doc)
      .def(
          "__eq__", [](const Part<T>& a, const Part<T>& b) { return *a.part == *b.part; }, py::is_operator())
      .def("__reduce__", [list, property](const Part<T>& self) {
        const std::ptrdiff_t index = self.part - (self.diagnosis.get()->*list).data();
        return py::make_tuple(py::module_::import("telltale._rebuild").attr("part"),
                              py::make_tuple(self.owner, property, index));
      });
}

void add_sighting(py::module_& module) {
  using Self = Part<Sighting>;
  part_class(module, "Sighting", &Diagnosis::sightings, "sightings", "A finding at a place of the case. Frozen.")
      .def_property_readonly(
          "finding", [](const Self& self) { return to_str(self->finding); }, "Its id (str).")
      .def_property_readonly(
          "relevance", [](const Self& self) { return to_str(to_string(self->relevance)); },
          "'present' when it counts; else 'past', 'quoted', 'elsewhere' or 'denied' (str).")
      .def_property_readonly(
          "source", [](const Self& self) { return to_str(self->source); }, "Where: its file (str).")
      .def_property_readonly(
          "line", [](const Self& self) { return self->line; }, "From 1 (int).")
      .def_property_readonly(
          "text", [](const Self& self) { return to_str(self->text); }, "The line, its secrets blacked out (str).")
      .def_property_readonly(
          "fields",
          [](const Self& self) {
            py::dict fields;
            for (const auto& [name, value] : self->fields) fields[to_str(name)] = to_str(value);
            return py::reinterpret_steal<py::object>(PyDictProxy_New(fields.ptr()));
          },
          "Named parts (read-only mapping of str to str).")
      .def("__hash__", [](const Self& self) { return py::hash(py::make_tuple(self->finding, self->line)); })
      .def("__repr__", [](const Self& self) {
        return py::str("<telltale.Sighting {} at {}:{}>")
            .format(to_str(self->finding), to_str(self->source), self->line);
      });
}

void add_sections_and_causes(py::module_& module) {
  using Section = Part<DiagnosedSection>;
  part_class(module, "DiagnosedSection", &Diagnosis::sections, "sections", "An error that stands. Frozen.")
      .def_property_readonly(
          "id", [](const Section& self) { return to_str(self->id); }, "As Match.section (str).")
      .def_property_readonly(
          "title", [](const Section& self) { return self.say(self->title); }, "In words (str).")
      .def_property_readonly(
          "owner", [](const Section& self) { return to_str(self->owner); }, "Whose call failed (str).")
      .def_property_readonly(
          "sightings", [](const Section& self) { return sightings(self, self->sightings); },
          "Where (tuple of Sighting).")
      .def("__hash__", [](const Section& self) { return py::hash(to_str(self->id)); })
      .def("__repr__",
           [](const Section& self) { return py::str("<telltale.DiagnosedSection {}>").format(to_str(self->id)); });
  using Cause = Part<DiagnosedCause>;
  part_class(module, "DiagnosedCause", &Diagnosis::causes, "causes",
             "One explanation, and what speaks for and against it. Frozen.")
      .def_property_readonly(
          "id", [](const Cause& self) { return to_str(self->id); }, "Its id (str).")
      .def_property_readonly(
          "state", [](const Cause& self) { return to_str(to_string(self->state)); },
          "'decided', 'likely', 'possible' or 'excluded' (str).")
      .def_property_readonly(
          "title", [](const Cause& self) { return self.say(self->title); }, "In words (str).")
      .def_property_readonly(
          "explanation", [](const Cause& self) { return self.say(self->explanation); }, "In more words (str).")
      .def_property_readonly(
          "evidence_for", [](const Cause& self) { return sightings(self, self->for_sightings); }, "(tuple of Sighting)")
      .def_property_readonly(
          "evidence_against", [](const Cause& self) { return sightings(self, self->against_sightings); },
          "(tuple of Sighting)")
      .def("__hash__", [](const Cause& self) { return py::hash(to_str(self->id)); })
      .def("__repr__", [](const Cause& self) {
        return py::str("<telltale.DiagnosedCause {}: {}>").format(to_str(self->id), to_str(to_string(self->state)));
      });
}

void add_steps(py::module_& module) {
  using Step = Part<NextStep>;
  part_class(module, "NextStep", &Diagnosis::next, "next", "What to do next. Frozen.")
      .def_property_readonly(
          "step", [](const Step& self) { return to_str(self->step); }, "Its id (str).")
      .def_property_readonly(
          "kind", [](const Step& self) { return to_str(self->kind); }, "'check', 'fix', 'ask' or 'report' (str).")
      .def_property_readonly(
          "title", [](const Step& self) { return self.say(self->title); }, "In words (str).")
      .def_property_readonly(
          "why", [](const Step& self) { return self.say(self->why); }, "In words (str).")
      .def_property_readonly(
          "expect", [](const Step& self) { return self.say(self->expect); }, "In words (str).")
      .def_property_readonly(
          "command", [](const Step& self) { return to_str(self->command); },
          "For a POSIX shell, filled in from the case; may have several lines or be '' (str).")
      .def_property_readonly(
          "unknowns", [](const Step& self) { return to_tuple(self->unknowns); },
          "Variables of the shell in the command that are to be set first: 'NAMESPACE' (tuple of str).")
      .def("__hash__", [](const Step& self) { return py::hash(to_str(self->step)); })
      .def("__repr__", [](const Step& self) { return py::str("<telltale.NextStep {}>").format(to_str(self->step)); });
  using Contradiction = Part<DiagnosedContradiction>;
  part_class(module, "DiagnosedContradiction", &Diagnosis::contradictions, "contradictions",
             "Two things that cannot both be so. Frozen.")
      .def_property_readonly(
          "id", [](const Contradiction& self) { return to_str(self->id); }, "Its id (str).")
      .def_property_readonly(
          "title", [](const Contradiction& self) { return self.say(self->title); }, "In words (str).")
      .def_property_readonly(
          "sightings", [](const Contradiction& self) { return sightings(self, self->sightings); },
          "(tuple of Sighting)")
      .def("__hash__", [](const Contradiction& self) { return py::hash(to_str(self->id)); })
      .def("__repr__", [](const Contradiction& self) {
        return py::str("<telltale.DiagnosedContradiction {}>").format(to_str(self->id));
      });
}

void add_reports(py::class_<DiagnosisObject>& diagnosis) {
  diagnosis
      .def(
          "markdown",
          [](const DiagnosisObject& self, const std::optional<std::string>& lang) {
            return to_str(to_markdown(*self.diagnosis, report_options(self, lang)));
          },
          py::kw_only(), py::arg("lang") = py::none(), "Ready to paste under a question (str). lang: 'en' or 'ja'.")
      .def(
          "page",
          [](const DiagnosisObject& self, std::size_t width, const std::optional<std::string>& lang) {
            DiagnosisReportOptions options = report_options(self, lang);
            options.width = width;
            return to_str(to_page(*self.diagnosis, options));
          },
          py::kw_only(), py::arg("width") = 100, py::arg("lang") = py::none(),
          "For a terminal of `width` columns (str). lang: 'en' or 'ja'.")
      .def("to_dict", &as_dict, py::kw_only(), py::arg("lang") = py::none(),
           "What `telltale diagnose --format json` writes (dict).");
}

void add_diagnosis_class(py::module_& module) {
  using Self = DiagnosisObject;
  py::class_<Self> diagnosis(module, "Diagnosis", py::is_final(), "What is wrong, why, and what to do next. Frozen.");
  diagnosis
      .def_property_readonly(
          "healthy", [](const Self& self) { return self.diagnosis->healthy; },
          "Nothing is wrong that the packs know of (bool).")
      .def_property_readonly(
          "decided", [](const Self& self) { return self.diagnosis->decided; }, "The first cause is decided (bool).")
      .def_property_readonly(
          "owner", [](const Self& self) { return to_str(self.diagnosis->owner); },
          "Whose webhook failed: a project, 'other', 'unknown'; '' when no call failed (str).")
      .def_property_readonly("sections", parts(&Diagnosis::sections), "The root first (tuple of DiagnosedSection).")
      .def_property_readonly("causes", parts(&Diagnosis::causes), "Best first (tuple of DiagnosedCause).")
      .def_property_readonly(
          "evidence", [](const Self& self) { return to_tuple(self.diagnosis->evidence); },
          "Ids of the findings that are no section (tuple of str).")
      .def_property_readonly("next", parts(&Diagnosis::next), "The first thing to do first (tuple of NextStep).")
      .def_property_readonly("contradictions", parts(&Diagnosis::contradictions), "(tuple of DiagnosedContradiction)")
      .def_property_readonly("sightings", parts(&Diagnosis::sightings),
                             "Everything that was seen, by source and place (tuple of Sighting).")
      .def_property_readonly(
          "limits", [](const Self& self) { return limit_words(self.diagnosis->limits); },
          "Bounds that were hit: then the case was not read to its end (tuple of str).")
      .def(
          "__eq__", [](const Self& a, const Self& b) { return *a.diagnosis == *b.diagnosis; }, py::is_operator())
      .def("__hash__", [](const Self& self) { return py::hash(to_tuple(self.diagnosis->evidence)); })
      .def("__str__", [](const Self& self) { return to_str(to_page(*self.diagnosis, report_options(self, {}))); })
      .def("__repr__",
           [](const Self& self) {
             const Diagnosis& d = *self.diagnosis;
             return py::str("<telltale.Diagnosis: {} sections, {} causes, {}>")
                 .format(d.sections.size(), d.causes.size(),
                         d.healthy   ? "healthy"
                         : d.decided ? "decided"
                                     : "open");
           })
      .def(py::pickle(
          [](const Self& self) {
            return py::make_tuple(py::bytes(to_state(*self.diagnosis)), self.language == Language::kJapanese);
          },
          [](const py::tuple& state) {
            const py::bytes bytes = state[0];
            return Self{std::make_shared<const Diagnosis>(diagnosis_from(std::string_view(bytes))),
                        state[1].cast<bool>() ? Language::kJapanese : Language::kEnglish};
          }));
  add_reports(diagnosis);
}

}  // namespace

py::object diagnose(ClassifierObject& self, const py::object& texts, const std::string& lang) {
  DiagnosisObject result;
  result.language = report_options(result, lang).language;
  const std::vector<Evidence> all = all_evidence(texts);
  try {
    const py::gil_scoped_release released;
    result.diagnosis = std::make_shared<const Diagnosis>(diagnose_all(self.diagnoser(), all));
  } catch (const Problems& problems) {
    raise_problems(problems.list);
  } catch (const Unreadable& unreadable) {
    const py::str message = to_str(unreadable.path + ": " + unreadable.error);
    PyErr_SetObject(PyExc_OSError, message.ptr());
    throw py::error_already_set();
  }
  return py::cast(result);
}

void add_diagnosis(py::module_& module) {
  add_sighting(module);
  add_sections_and_causes(module);
  add_steps(module);
  add_diagnosis_class(module);
}

}  // namespace telltale::python
