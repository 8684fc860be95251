// A table as Arrow: the buffers are the table's own, kept alive by every array that is handed out.
#ifndef TELLTALE_BINDINGS_PYTHON_ARROW_OUTPUT_H_
#define TELLTALE_BINDINGS_PYTHON_ARROW_OUTPUT_H_

#include <memory>

#include "arrow_abi.h"
#include "table.h"

namespace telltale::python {

void export_schema(const Table& table, ArrowSchema* out);
void export_chunk(const std::shared_ptr<const Table>& table, std::size_t chunk, ArrowArray* out);
void export_stream(const std::shared_ptr<const Table>& table, ArrowArrayStream* out);

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_ARROW_OUTPUT_H_
