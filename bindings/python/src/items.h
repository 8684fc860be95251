// Items: what an iterable of Python holds, one by one.
#ifndef TELLTALE_BINDINGS_PYTHON_ITEMS_H_
#define TELLTALE_BINDINGS_PYTHON_ITEMS_H_

#include <pybind11/pybind11.h>

namespace telltale::python {

namespace py = pybind11;

// With the GIL, where there is one.
class Items {
 public:
  explicit Items(const py::object& iterable) {
    if (PyList_CheckExact(iterable.ptr()) || PyTuple_CheckExact(iterable.ptr()))
      all_ = py::tuple(iterable);  // of a list, which other threads may change on the way, as it is now
    else
      iterator_ = py::iter(iterable);
  }

  // The next one; null at the end, and where Python has an error set. `owner` keeps it where nothing else does: a tuple
  // keeps its own.
  PyObject* next(py::object& owner) {
    if (!iterator_) return at_ < PyTuple_GET_SIZE(all_.ptr()) ? PyTuple_GET_ITEM(all_.ptr(), at_++) : nullptr;
    owner = py::reinterpret_steal<py::object>(PyIter_Next(iterator_.ptr()));
    return owner.ptr();
  }

 private:
  py::tuple all_;
  Py_ssize_t at_ = 0;
  py::object iterator_;  // empty: all_ is asked
};

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_ITEMS_H_
