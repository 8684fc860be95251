// telltale._core: the table of contents. The package telltale names what of it is public.
#include <pybind11/pybind11.h>

#include <stdexcept>
#include <string>

#include "objects.h"
#include "telltale/version.h"

namespace py = pybind11;

namespace {

// pybind11 keeps what it knows once for all interpreters of a process.
constexpr const char* kRefusal = "telltale cannot be used in a sub-interpreter; use a process or a thread";

bool is_main_interpreter() { return PyInterpreterState_Get() == PyInterpreterState_Main(); }

}  // namespace

// Nothing here relies on the GIL: an object of these classes never changes once it is made, what the library shares
// among threads it locks, and what others may change meanwhile is read one thread at a time (read_buffer(), take()).
PYBIND11_MODULE(_core_contents, module, py::mod_gil_not_used(), py::multiple_interpreters::not_supported()) {
  namespace python = telltale::python;
  // Sub-interpreters that share the GIL get past the declaration above, and from Python 3.13 on past PyInit__core(),
  // which is called in the main one. What is thrown becomes ImportError.
  if (!is_main_interpreter()) throw std::runtime_error(kRefusal);
  module.doc() = "The compiled part of telltale; import telltale instead.";
  module.attr("__version__") = std::string(telltale::version());
  python::add_problems(module);
  python::add_packs(module);
  python::add_matches(module);
  python::add_diagnosis(module);
  python::add_tables(module);
  python::add_classifier(module);
  python::add_command(module);
}

// Before Python 3.12 pybind11 waits for ever for the GIL in a sub-interpreter, so it is not even asked there.
extern "C" PYBIND11_EXPORT PyObject* PyInit__core() {
  if (is_main_interpreter()) return PyInit__core_contents();
  PyErr_SetString(PyExc_ImportError, kRefusal);
  return nullptr;
}
