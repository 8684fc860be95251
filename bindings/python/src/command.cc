// `python -m telltale`: the command itself, not a copy of it.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <string>
#include <vector>

#include "app.h"
#include "objects.h"
#include "output.h"
#include "signals.h"

namespace telltale::python {
namespace {

int run_command(const std::vector<std::string>& arguments) {
  std::vector<std::string> words = arguments;
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const py::gil_scoped_release released;
  cli::occupy_standard_descriptors();
  cli::install_signal_handlers();
  return cli::run(static_cast<int>(words.size()), argv.data());
}

}  // namespace

void add_command(py::module_& module) {
  module.def(
      "run_command", &run_command, py::arg("arguments"), py::pos_only(),
      "Runs the command with these arguments (list of bytes; the first is its name) and returns its exit status.\n"
      "It takes over the signals of the process: for __main__ alone.");
}

}  // namespace telltale::python
