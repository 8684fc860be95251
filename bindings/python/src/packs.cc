// Pack, Section and PackTestReport.
#include <pybind11/operators.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <utility>

#include "objects.h"
#include "packs.h"
#include "telltale/pack_test.h"

namespace telltale::python {
namespace {

// A pack, and what it was loaded by: a pickle holds nothing else.
struct PackObject {
  Pack pack;
  std::string origin;  // name or folder
  py::object cache_folder;
};

struct SectionObject {
  Pack pack;
  const Section* section;
};

PackObject opened(std::string origin, const py::object& cache_folder, const Result<Pack>& result) {
  if (!result) raise_problems(result.problems());
  return {*result, std::move(origin), cache_folder};
}

PackObject load(const py::object& folder, const py::object& cache_folder) {
  const std::string path = path_of(folder);
  const std::string cache = cache_folder_of(cache_folder);
  std::optional<Result<Pack>> result;
  {
    const py::gil_scoped_release released;
    result = Pack::load(path, cache);
  }
  return opened(path, cache_folder, *result);
}

PackObject builtin(const std::string& name, const py::object& cache_folder) {
  const std::string cache = cache_folder_of(cache_folder);
  std::optional<Result<Pack>> result;
  {
    const py::gil_scoped_release released;
    result = Pack::builtin(name, cache);
  }
  return opened(name, cache_folder, *result);
}

bool is_builtin(const std::string& name) {
  const std::vector<std::string> names = Pack::builtin_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Also what shows only when the patterns are compiled.
py::tuple check(const PackObject& self) {
  std::vector<Problem> problems = self.pack.warnings();
  {
    const py::gil_scoped_release released;
    ClassifierOptions options;
    options.packs = {self.pack};
    const Result<Classifier> classifier = Classifier::create(options);
    problems.insert(problems.end(), classifier.problems().begin(), classifier.problems().end());
  }
  return to_tuple(problems);
}

PackTestReport test(const PackObject& self) {
  const py::gil_scoped_release released;
  return test_packs({self.pack});
}

py::tuple sections(const PackObject& self) {
  py::list list;
  for (const Section& section : self.pack.sections()) list.append(py::cast(SectionObject{self.pack, &section}));
  return py::tuple(list);
}

py::tuple full_ids(const PackObject& self, const auto& items) {
  py::list list;
  for (const auto& item : items) list.append(to_str(self.pack.name() + "/" + item.id));
  return py::tuple(list);
}

void add_section(py::module_& module) {
  const auto text = [](auto member, bool japanese) {
    return [member, japanese](const SectionObject& self) {
      const LocalizedText& localized = self.section->*member;
      return to_str(japanese ? localized.ja : localized.en);
    };
  };
  py::class_<SectionObject>(module, "Section", py::is_final(), "One failure that a pack explains. Frozen.")
      .def_property_readonly(
          "id", [](const SectionObject& self) { return to_str(self.pack.name() + "/" + self.section->id); },
          "As in Match.section: 'cert-manager-webhook/no-endpoints' (str).")
      .def_property_readonly(
          "error", [](const SectionObject& self) { return to_str(self.section->error); },
          "The message as people see it (str).")
      .def_property_readonly("title", text(&Section::title, false), "English (str).")
      .def_property_readonly("title_ja", text(&Section::title, true), "Japanese (str).")
      .def_property_readonly("summary", text(&Section::summary, false), "English (str).")
      .def_property_readonly("summary_ja", text(&Section::summary, true), "Japanese (str).")
      .def_property_readonly("link", text(&Section::link, false), "Its heading in the English guide (str).")
      .def_property_readonly("link_ja", text(&Section::link, true), "Its heading in the Japanese guide (str).")
      .def(
          "__eq__",
          [](const SectionObject& a, const SectionObject& b) {
            return a.pack.name() == b.pack.name() && *a.section == *b.section;
          },
          py::is_operator())
      .def("__hash__",
           [](const SectionObject& self) { return py::hash(to_str(self.pack.name() + "/" + self.section->id)); })
      .def("__repr__", [](const SectionObject& self) {
        return py::str("<telltale.Section {}/{}>").format(to_str(self.pack.name()), to_str(self.section->id));
      });
}

void add_test_report(py::module_& module) {
  py::class_<PackTestReport>(module, "PackTestReport", py::is_final(), "What Pack.test() found. True when all passed.")
      .def_readonly("signatures", &PackTestReport::signatures, "Signatures with an example (int).")
      .def_readonly("checks", &PackTestReport::checks, "Texts that were classified and judged (int).")
      .def_property_readonly(
          "failures", [](const PackTestReport& self) { return to_tuple(self.failures); },
          "What was expected and what was found (tuple of Problem).")
      .def("__bool__", [](const PackTestReport& self) { return self.checks != 0 && self.failures.empty(); })
      .def("__repr__", [](const PackTestReport& self) {
        return py::str("<telltale.PackTestReport: {} signatures, {} checks, {} failures>")
            .format(self.signatures, self.checks, self.failures.size());
      });
}

void add_pack(py::module_& module) {
  py::class_<PackObject>(module, "Pack", py::is_final(),
                         "A folder of JSON that describes known failures. Frozen; made by load() or builtin().")
      .def_static("load", &load, py::arg("folder"), py::kw_only(), py::arg("cache_folder") = py::none(),
                  "Loads the pack in a folder (str or path). Raises TelltaleError with every problem of every file.")
      .def_static("builtin", &builtin, py::arg("name") = "cert-manager-webhook", py::kw_only(),
                  py::arg("cache_folder") = py::none(), "A pack that the library carries inside. Raises TelltaleError.")
      .def_static(
          "builtin_names", [] { return to_tuple(Pack::builtin_names()); }, "What builtin() takes (tuple of str).")
      .def_property_readonly(
          "name", [](const PackObject& self) { return to_str(self.pack.name()); }, "'cert-manager-webhook' (str).")
      .def_property_readonly(
          "version", [](const PackObject& self) { return to_str(self.pack.version()); }, "'1.0.0' (str).")
      .def_property_readonly(
          "owner", [](const PackObject& self) { return to_str(self.pack.owner()); },
          "The project whose components it knows: 'cert-manager' (str).")
      .def_property_readonly(
          "title", [](const PackObject& self) { return to_str(self.pack.title().en); }, "English (str).")
      .def_property_readonly("sections", &sections, "In the guide's order (tuple of Section).")
      .def_property_readonly(
          "findings", [](const PackObject& self) { return full_ids(self, self.pack.findings()); },
          "Ids as in Match.finding (tuple of str).")
      .def_property_readonly(
          "signatures", [](const PackObject& self) { return full_ids(self, self.pack.signatures()); },
          "Ids as in Match.signature (tuple of str).")
      .def("check", &check, "What could be better, and what its patterns cannot be compiled for (tuple of Problem).")
      .def("test", &test, "Runs the pack's own examples through the whole pipeline (PackTestReport).")
      .def("__repr__",
           [](const PackObject& self) {
             return py::str("<telltale.Pack {} {}>").format(to_str(self.pack.name()), to_str(self.pack.version()));
           })
      .def_property_readonly(
          "_origin",
          [](const PackObject& self) { return py::module_::import("os").attr("fsdecode")(py::bytes(self.origin)); })
      .def("__reduce__", [](const PackObject& self) {
        const py::object type = py::type::of<PackObject>();
        const py::object make = py::module_::import("telltale._rebuild").attr("pack");
        return py::make_tuple(
            make, py::make_tuple(type, py::cast(self).attr("_origin"), is_builtin(self.origin), self.cache_folder));
      });
}

}  // namespace

std::string path_of(py::handle object) {
  PyObject* path = nullptr;
  if (PyUnicode_FSConverter(object.ptr(), static_cast<void*>(&path)) == 0) throw py::error_already_set();
  return py::reinterpret_steal<py::bytes>(path);
}

std::string cache_folder_of(const py::object& given) {
  if (given.is_none()) return cli::cache_folder();
  return py::isinstance<py::str>(given) && py::len(given) == 0 ? std::string() : path_of(given);
}

Result<Pack> find_pack(const std::string& name_or_folder, const std::string& cache_folder) {
  if (is_builtin(name_or_folder)) return Pack::builtin(name_or_folder, cache_folder);
  return Pack::load(name_or_folder, cache_folder);
}

void add_packs(py::module_& module) {
  add_section(module);
  add_test_report(module);
  add_pack(module);
}

}  // namespace telltale::python
