// telltale._core: the table of contents. The package telltale names what of it is public.
#include <pybind11/pybind11.h>

#include <string>

#include "objects.h"
#include "telltale/version.h"

PYBIND11_MODULE(_core_contents, module) {
  namespace python = telltale::python;
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

// Before Python 3.12 pybind11 waits for ever for the GIL in a sub-interpreter, so it is not let in there.
extern "C" PYBIND11_EXPORT PyObject* PyInit__core() {
  if (PyInterpreterState_Get() == PyInterpreterState_Main()) return PyInit__core_contents();
  PyErr_SetString(PyExc_ImportError, "telltale cannot be used in a sub-interpreter; use a process or a thread");
  return nullptr;
}
