// Classifier, and the one method that is written by hand because a call of it is all that a short text costs.
#include <pybind11/critical_section.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <new>
#include <utility>

#include "objects.h"

namespace telltale::python {
namespace {

// ---- making one ----

// Packs as strings, which a pickle can hold: Pack objects by what they were loaded from.
py::tuple pack_names(const py::object& packs) {
  if (packs.is_none()) return py::tuple(0);
  if (py::isinstance<py::str>(packs))
    throw py::type_error("packs is a list of names, folders or Pack objects, not a str");
  const py::object fsdecode = py::module_::import("os").attr("fsdecode");
  py::list names;
  for (const py::handle pack : packs)
    names.append(py::hasattr(pack, "_origin") ? pack.attr("_origin") : fsdecode(pack));
  return py::tuple(names);
}

std::vector<std::string> globs(const py::object& only) {
  if (only.is_none()) return {};
  if (py::isinstance<py::str>(only)) return {only.cast<std::string>()};
  std::vector<std::string> list;
  for (const py::handle glob : only) list.push_back(glob.cast<std::string>());
  return list;
}

Engine engine_of(const std::string& word) {
  for (const Engine engine : {Engine::kAuto, Engine::kHyperscan, Engine::kRe2}) {
    if (to_string(engine) == word) return engine;
  }
  throw py::value_error("engine is 'auto', 'hyperscan' or 're2', not '" + word + "'");
}

Confidence confidence_of(const std::string& word) {
  const std::optional<Confidence> confidence = find_confidence(word);
  if (!confidence) throw py::value_error("min_confidence is 'low', 'medium' or 'high', not '" + word + "'");
  return *confidence;
}

ClassifierOptions options_of(const Settings& settings) {
  ClassifierOptions options;
  options.only = settings.only;
  options.min_confidence = confidence_of(settings.min_confidence);
  options.max_matches = settings.max_matches;
  options.fields = settings.fields;
  options.engine = engine_of(settings.engine);
  options.cache_folder = cache_folder_of(settings.cache_folder);
  return options;
}

void load_packs(const std::vector<std::string>& names, ClassifierOptions& options) {
  Problems problems;
  for (const std::string& name : names) {
    Result<Pack> pack = find_pack(name, options.cache_folder);
    if (pack) options.packs.push_back(*std::move(pack));
    problems.list.insert(problems.list.end(), pack.problems().begin(), pack.problems().end());
  }
  if (!problems.list.empty()) throw Problems(std::move(problems));
}

Classifier compile(const ClassifierOptions& options) {
  const Result<Classifier> classifier = Classifier::create(options);
  if (!classifier) throw Problems{classifier.problems()};
  return *classifier;
}

std::unique_ptr<ClassifierObject> make_classifier(Settings settings) {
  ClassifierOptions options = options_of(settings);
  std::vector<std::string> names;
  for (const py::handle name : settings.packs) names.push_back(path_of(name));
  try {
    std::optional<Classifier> classifier;
    {
      const py::gil_scoped_release released;
      load_packs(names, options);
      classifier = compile(options);
    }
    DiagnoserOptions diagnosing{options.packs, options.engine, options.cache_folder};
    return std::make_unique<ClassifierObject>(std::move(settings), *std::move(classifier), std::move(diagnosing));
  } catch (const Problems& problems) {
    raise_problems(problems.list);
  }
}

// Other threads run while it is compiled, and of those that initialise the same object the first one makes it.
// py::init() would let the last one overwrite what the first one made.
void initialise(py::detail::value_and_holder& self, const py::object& packs, const py::object& only,
                std::string min_confidence, std::size_t max_matches, bool fields, std::string engine,
                const py::object& cache_folder) {
  py::object cache = cache_folder;
  if (!cache.is_none()) cache = py::module_::import("os").attr("fsdecode")(cache);
  std::unique_ptr<ClassifierObject> made = make_classifier({pack_names(packs), globs(only), std::move(min_confidence),
                                                            max_matches, fields, std::move(engine), std::move(cache)});
  const py::scoped_critical_section alone(reinterpret_cast<PyObject*>(self.inst));
  if (self.instance_registered()) return;
  self.value_ptr() = made.release();
  self.type->init_instance(self.inst, nullptr);
}

py::object reduce(const py::object& self) {
  const Settings& settings = self.cast<const ClassifierObject&>().settings;
  return py::make_tuple(
      py::module_::import("telltale._rebuild").attr("classifier"),
      py::make_tuple(py::type::of(self), settings.packs, to_tuple(settings.only), settings.min_confidence,
                     settings.max_matches, settings.fields, settings.engine, settings.cache_folder));
}

// ---- classify ----

Classification scan(const Classifier& classifier, std::string_view text) {
  if (text.size() < kKeepGil) return classifier.classify(text);
  const py::gil_scoped_release released;
  return classifier.classify(text);
}

PyObject* answer_for(const ClassifierObject& self, PyObject* text) {
  std::string copy;
  TextView view;
  if (!read_text(text, copy, view)) return nullptr;
  Classification found = scan(self.classifier, view.bytes);
  if (found.empty() && found.limits.none()) return self.no_match.inc_ref().ptr();
  auto answer = std::make_shared<Answer>();
  answer->classifier = self.classifier;
  if (view.kind == TextKind::kUnicode) answer->spans = count_spans(text, found.matches);
  answer->found = std::move(found);
  return py::cast(AnswerObject{std::move(answer)}).release().ptr();
}

const ClassifierObject* object_of(PyObject* self) {
  return reinterpret_cast<py::detail::instance*>(self)->get_value_and_holder().value_ptr<ClassifierObject>();
}

// METH_FASTCALL costs 30 ns where pybind11's own way costs 120, as much as the scan of a log line.
PyObject* classify(PyObject* self, PyObject* const* arguments, Py_ssize_t count) {
  if (count != 1) return PyErr_Format(PyExc_TypeError, "classify() takes one text (%zd given)", count);
  const ClassifierObject* object = object_of(self);
  if (object == nullptr) return PyErr_Format(PyExc_TypeError, "this Classifier was never initialised");
  try {
    return answer_for(*object, arguments[0]);
  } catch (py::error_already_set& error) {
    error.restore();
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

PyMethodDef classify_method = {
    "classify", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&classify)), METH_FASTCALL,
    "classify($self, text, /)\n--\n\n"
    "All known failures in a text, in its order.\n\n"
    "text: a str, or bytes, a bytearray, memoryview, mmap or other contiguous buffer (UTF-8, UTF-16 or any bytes).\n"
    "Returns a Classification; texts without a match share one that is empty and false.\n"
    "Spans are indices of a str and byte offsets of everything else. Raises TypeError and BufferError for what is\n"
    "no text, and nothing that depends on what the text says. Other threads run during texts above 4 KiB."};

// ---- explain ----

struct ExplanationObject {
  std::vector<ExplainedStep> steps;
  std::shared_ptr<const Answer> answer;
  std::string nearest_miss;
};

ExplanationObject explain(const ClassifierObject& self, const py::object& text) {
  std::string copy;
  TextView view;
  if (!read_text(text.ptr(), copy, view)) throw py::error_already_set();
  Explanation explanation;
  {
    const py::gil_scoped_release released;
    explanation = self.classifier.explain(view.bytes);
  }
  auto answer = std::make_shared<Answer>();
  answer->classifier = self.classifier;
  answer->found = std::move(explanation.classification);
  if (view.kind == TextKind::kUnicode) answer->spans = count_spans(text.ptr(), answer->found.matches);
  return {std::move(explanation.steps), std::move(answer), std::move(explanation.nearest_miss)};
}

py::tuple steps_of(const ExplanationObject& self) {
  py::list steps;
  for (const ExplainedStep& step : self.steps) steps.append(py::make_tuple(to_str(step.name), to_str(step.text)));
  return py::tuple(steps);
}

py::str explanation_text(const ExplanationObject& self) {
  std::string out;
  for (const ExplainedStep& step : self.steps) out += "== " + step.name + "\n" + step.text + "\n";
  if (!self.nearest_miss.empty()) out += "== nearest miss\n" + self.nearest_miss + "\n";
  return to_str(out);
}

void add_explanation(py::module_& module) {
  py::class_<ExplanationObject>(module, "Explanation", py::is_final(), "Why a text does or does not match. Frozen.")
      .def_property_readonly("steps", &steps_of,
                             "(name, text) of each step: the text after it, or what it saw (tuple of tuples of str).")
      .def_property_readonly(
          "classification", [](const ExplanationObject& self) { return AnswerObject{self.answer}; },
          "What classify() returns (Classification).")
      .def_property_readonly(
          "nearest_miss", [](const ExplanationObject& self) { return to_str(self.nearest_miss); },
          "The signature that came closest and what it lacked; '' when something matched (str).")
      .def("__str__", &explanation_text)
      .def("__repr__", [](const ExplanationObject& self) {
        return py::str("<telltale.Explanation: {} steps, {} matches>")
            .format(self.steps.size(), self.answer->found.size());
      });
}

void add_engine_info(py::module_& module) {
  py::class_<EngineInfo>(module, "EngineInfo", py::is_final(), "What a classifier runs on. Frozen.")
      .def_property_readonly(
          "engine", [](const EngineInfo& self) { return to_str(to_string(self.engine)); },
          "'hyperscan' or 're2' (str).")
      .def_readonly("version", &EngineInfo::version, "'Hyperscan 5.4.0' or 'RE2' (str).")
      .def_readonly("reason", &EngineInfo::reason, "Why this one (str).")
      .def_readonly("patterns", &EngineInfo::patterns, "Patterns in the engine (int).")
      .def_readonly("gate", &EngineInfo::gate, "How the first pass looks for words (str).")
      .def_readonly("gate_words", &EngineInfo::gate_words, "How many words that are (int).")
      .def_readonly("cached", &EngineInfo::cached, "It was not compiled, but found in the cache (bool).")
      .def("__repr__", [](const EngineInfo& self) {
        return py::str("<telltale.EngineInfo {}: {} patterns>").format(self.version, self.patterns);
      });
}

py::str describe(const py::object& self) {
  const auto& object = self.cast<const ClassifierObject&>();
  py::list names;
  for (const Pack& pack : object.classifier.packs()) names.append(to_str(pack.name()));
  return py::str("<telltale.{} of {}: {} patterns, {}>")
      .format(py::type::of(self).attr("__name__"), py::str(", ").attr("join")(names),
              object.classifier.engine_info().patterns, object.classifier.engine_info().version);
}

// Without a GIL all threads would count references to the answer of nearly every text in one place, and two would be no
// quicker than one. A count beyond 32 bits is CPython's own sign for what is neither counted nor freed.
void stop_counting([[maybe_unused]] const py::object& object) {
#ifdef Py_GIL_DISABLED
  Py_SET_REFCNT(object.ptr(), PY_SSIZE_T_MAX);
#endif
}

}  // namespace

ClassifierObject::ClassifierObject(Settings wanted, Classifier compiled, DiagnoserOptions diagnosing)
    : settings(std::move(wanted)),
      classifier(std::move(compiled)),
      no_match(py::module_::import("telltale._core").attr("_NO_MATCH")),
      diagnoser_options_(std::move(diagnosing)) {}

const Diagnoser& ClassifierObject::diagnoser() {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!diagnoser_) {
    const Result<Diagnoser> made = Diagnoser::create(diagnoser_options_);
    if (!made) throw Problems{made.problems()};
    diagnoser_ = *made;
  }
  return *diagnoser_;
}

void add_classifier(py::module_& module) {
  const py::object no_match = py::cast(AnswerObject{std::make_shared<Answer>()});
  module.attr("_NO_MATCH") = no_match;
  stop_counting(no_match);
  add_explanation(module);
  add_engine_info(module);
  py::class_<ClassifierObject> classifier(
      module, "Classifier",
      "A compiled set of packs: make it once, use it from any number of threads.\n\n"
      "packs: names of built-in packs, folders, Pack objects; None is the built-in pack.\n"
      "only: globs over finding ids ('*/no-endpoints*'), one str or several; None is all.\n"
      "min_confidence: 'low', 'medium' or 'high'. max_matches: per text; more are dropped and said in limits.\n"
      "fields: False leaves the fields out. engine: 'auto', 'hyperscan' or 're2'; the answers are the same.\n"
      "cache_folder: where compiled packs are kept; None is the command's folder, '' keeps nothing.\n"
      "Raises TelltaleError with all problems of all packs. Takes 0.2 to 0.5 s, some milliseconds with a cache.\n"
      "Pickles as its options: what receives it must find the same packs.");
  classifier
      .def("__init__", &initialise, py::detail::is_new_style_constructor(), py::arg("packs") = py::none(),
           py::kw_only(), py::arg("only") = py::none(), py::arg("min_confidence") = "medium",
           py::arg("max_matches") = 10'000, py::arg("fields") = true, py::arg("engine") = "auto",
           py::arg("cache_folder") = py::none())
      .def(
          "classify_batch", &classify_batch, py::arg("texts"), py::kw_only(), py::arg("column") = py::none(),
          py::arg("mode") = "all",
          "Classifies a column of texts: an iterable of str, buffers and None (a list: as it is at the call), or\n"
          "anything with __arrow_c_stream__ or __arrow_c_array__. column names the column of a table. Returns a Table\n"
          "with a row for each match, or with mode='best' a row for each text. Spans are indices of a str in a list,\n"
          "and byte offsets of everything else.")
      .def("explain", &explain, py::arg("text"), py::pos_only(),
           "Why a text does or does not match, step by step (Explanation). For people: it is slow.")
      .def("diagnose", &diagnose, py::arg("texts"), py::kw_only(), py::arg("lang") = "en",
           "What is wrong, why, and what to do next (Diagnosis): of one text (str, bytes), of a path (os.PathLike: a "
           "file\n"
           "or a folder), of several of them, or of a mapping of names to texts. A str is a text, never a path. Looks "
           "for\n"
           "everything in the packs, whatever `only` and `min_confidence` say. Raises OSError for what cannot be read.")
      .def_property_readonly(
          "engine_info", [](const ClassifierObject& self) { return self.classifier.engine_info(); },
          "What it runs on (EngineInfo).")
      .def("__reduce__", &reduce)
      .def("__repr__", &describe);
  auto* type = reinterpret_cast<PyTypeObject*>(classifier.ptr());
  classifier.attr("classify") = py::reinterpret_steal<py::object>(PyDescr_NewMethod(type, &classify_method));
}

}  // namespace telltale::python
