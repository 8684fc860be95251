#include "app.h"
#include "output.h"
#include "signals.h"

int main(int argc, char** argv) {
  telltale::cli::occupy_standard_descriptors();
  telltale::cli::install_signal_handlers();
  return telltale::cli::run(argc, argv);
}
