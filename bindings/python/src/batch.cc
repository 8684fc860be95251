// Classifier.classify_batch() and what it returns.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <utility>

#include "arrow_input.h"
#include "arrow_output.h"
#include "items.h"
#include "objects.h"
#include "table.h"

namespace telltale::python {
namespace {

// Texts that are held at a time of an iterable, and bytes after which a Ctrl-C is looked for.
constexpr std::size_t kBatchTexts = 4096;
constexpr std::size_t kBatchBytes = std::size_t{16} * 1024 * 1024;

void check_signals() {
  const py::gil_scoped_acquire acquired;
  if (PyErr_CheckSignals() != 0) throw py::error_already_set();
}

// Classifies `texts` and adds a row or rows for each of them: add_found(text, found) for those with matches.
template <typename AddFound>
void add_batch(const Classifier& classifier, const std::vector<std::string_view>& texts, Table& table,
               const AddFound& add_found) {
  const std::int64_t first = table.texts();
  Classification found;
  std::size_t current = 0;  // the text that `found` is of; all before it have their rows
  const auto move_to = [&](std::size_t next) {
    if (!found.empty()) {
      add_found(current++, found);
      found.matches.clear();
    }
    table.add_nothing(next - current);
    current = next;
  };
  const std::vector<TextLimits> hit = classifier.classify_batch(texts, [&](std::size_t text, const Match& match) {
    if (text != current) move_to(text);
    found.matches.push_back(match);
    return true;
  });
  move_to(texts.size());
  for (const TextLimits& one : hit) table.add_limits(first + static_cast<std::int64_t>(one.text), one.limits);
}

// ---- iterables ----

struct Item {
  py::object owner;
  PyObject* object = nullptr;  // null: no text
  std::string copy;
  TextView view;
};

// None, and the NaN that pandas puts where a text is missing.
bool is_missing(PyObject* object) {
  return object == Py_None || (PyFloat_CheckExact(object) != 0 && std::isnan(PyFloat_AS_DOUBLE(object)));
}

class IterableRun {
 public:
  IterableRun(const Classifier& classifier, Table& table)
      : classifier_(classifier), table_(table), items_(kBatchTexts) {}

  void run(const py::object& texts) {
    Items items(texts);
    while (collect(items)) {
      scan_released();
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
    }
  }

 private:
  // Nobody can take the texts away meanwhile: there are references to all of them. False: nothing was left.
  bool collect(Items& items) {
    count_ = 0;
    bytes_ = 0;
    while (count_ < kBatchTexts && bytes_ < kBatchBytes) {
      Item& item = items_[count_];
      item.object = items.next(item.owner);
      if (item.object == nullptr) break;
      if (is_missing(item.object)) {
        item.object = nullptr;
      } else if (!read_text(item.object, item.copy, item.view)) {
        throw py::error_already_set();
      } else {
        bytes_ += item.view.bytes.size();
      }
      ++count_;
    }
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
    return count_ != 0;
  }

  void scan_released() {
    if (bytes_ < kKeepGil) return scan();
    const py::gil_scoped_release released;
    scan();
  }

  // What is no text is an empty one here: it has no match, and its row says nothing.
  void scan() {
    views_.clear();
    for (std::size_t i = 0; i < count_; ++i)
      views_.push_back(items_[i].object != nullptr ? items_[i].view.bytes : std::string_view());
    add_batch(classifier_, views_, table_, [&](std::size_t text, const Classification& found) {
      const Item& item = items_[text];
      if (item.view.kind != TextKind::kUnicode) return table_.add(found);
      table_.add(found, count_spans(item.object, found.matches));
    });
  }

  const Classifier& classifier_;
  Table& table_;
  std::vector<Item> items_;
  std::vector<std::string_view> views_;
  std::size_t count_ = 0;
  std::size_t bytes_ = 0;
};

// ---- Arrow ----

class ArrowRun {
 public:
  ArrowRun(const Classifier& classifier, Table& table) : classifier_(classifier), table_(table) {}

  void add(const ArrowColumn& column) {
    if (column.is_dictionary()) return add_dictionary(column);
    for (std::int64_t row = 0; row < column.size();) {
      views_.clear();
      const std::size_t bytes = column.read_some(kBatchTexts, kBatchBytes, row, views_);
      add_batch(classifier_, views_, table_,
                [&](std::size_t /*text*/, const Classification& found) { table_.add(found); });
      check_signals_after(bytes);
    }
  }

 private:
  // An entry is classified when a row first stands for it, and never twice in an array.
  void add_dictionary(const ArrowColumn& column) {
    std::vector<std::optional<Classification>> known(static_cast<std::size_t>(column.dictionary_size()));
    for (std::int64_t row = 0; row < column.size(); ++row) {
      const std::int64_t entry = column.entry(row);
      std::string_view text;
      if (entry < 0 || entry >= column.dictionary_size() || !column.read_entry(entry, text)) {
        table_.add_nothing();
        continue;
      }
      std::optional<Classification>& found = known[static_cast<std::size_t>(entry)];
      if (!found) found = classify(text);
      table_.add(*found);
    }
  }

  Classification classify(std::string_view text) {
    check_signals_after(text.size());
    return classifier_.classify(text);
  }

  void check_signals_after(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ < kBatchBytes) return;
    bytes_ = 0;
    check_signals();
  }

  const Classifier& classifier_;
  Table& table_;
  std::vector<std::string_view> views_;
  std::size_t bytes_ = 0;
};

void run_arrow(ArrowReader& reader, const std::optional<std::string>& column, const Classifier& classifier,
               Table& table) {
  const ArrowColumnType type = arrow_column_type(reader.schema(), column);
  const py::gil_scoped_release released;
  ArrowRun run(classifier, table);
  while (const ArrowArray* array = reader.next()) {
    run.add(ArrowColumn(*array, type));
    check_signals();
  }
}

// ---- the table in Python ----

struct TableObject {
  std::shared_ptr<const Table> table;
};

// A row of a table, which stays alive with it.
struct RowObject {
  std::shared_ptr<const Table> table;
  const TableChunk* chunk;
  std::size_t at;

  [[nodiscard]] bool is_null() const noexcept {
    return chunk->codes[static_cast<std::size_t>(WordColumn::kFinding)][at] < 0;
  }
  [[nodiscard]] py::object word(WordColumn column) const {
    const std::int32_t code = chunk->codes[static_cast<std::size_t>(column)][at];
    return code < 0 ? py::object(py::none()) : to_str(table->words(column).word(code));
  }
  [[nodiscard]] std::int64_t row() const noexcept {
    return table->mode() == TableMode::kAll ? chunk->row[at] : chunk->first_text + static_cast<std::int64_t>(at);
  }
};

RowObject row_at(const TableObject& self, std::int64_t index) {
  auto at = static_cast<std::size_t>(index);
  for (const TableChunk& chunk : self.table->chunks()) {
    if (at < static_cast<std::size_t>(chunk.size())) return {self.table, &chunk, at};
    at -= static_cast<std::size_t>(chunk.size());
  }
  throw py::index_error("there is no row of that index");
}

py::dict row_fields(const RowObject& self) {
  py::dict fields;
  const TableChunk& chunk = *self.chunk;
  for (auto i = static_cast<std::size_t>(chunk.field_offsets[self.at]);
       i < static_cast<std::size_t>(chunk.field_offsets[self.at + 1]); ++i) {
    fields[to_str(text_at(chunk.names, chunk.name_offsets, i))] = to_str(text_at(chunk.values, chunk.value_offsets, i));
  }
  return fields;
}

py::dict row_dict(const RowObject& self) {
  py::dict out;
  if (self.table->mode() == TableMode::kAll) out["row"] = self.row();
  for (std::size_t i = 0; i < kWordColumns; ++i) out[kWordColumnNames[i]] = self.word(static_cast<WordColumn>(i));
  out["begin"] = self.chunk->begin[self.at];
  out["end"] = self.chunk->end[self.at];
  out["line"] = self.chunk->line[self.at];
  out["fields"] = row_fields(self);
  return out;
}

py::object row_or_none(const RowObject& row) { return row.is_null() ? py::object(py::none()) : py::cast(row); }

py::object row_item(const TableObject& self, std::int64_t index) {
  const std::int64_t size = self.table->size();
  if (index < 0) index += size;
  if (index < 0 || index >= size) throw py::index_error("there is no row of that index");
  return row_or_none(row_at(self, index));
}

py::list to_pylist(const TableObject& self) {
  py::list list;
  for (const TableChunk& chunk : self.table->chunks()) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(chunk.size()); ++i) {
      const RowObject row{self.table, &chunk, i};
      list.append(row.is_null() ? py::object(py::none()) : row_dict(row));
    }
  }
  return list;
}

// A struct in a capsule that releases it unless somebody has taken it.
template <typename T>
py::capsule capsule_of(std::unique_ptr<T> exported, const char* name) {
  py::capsule capsule(exported.get(), name, [](PyObject* object) {
    const std::unique_ptr<T> owned(static_cast<T*>(PyCapsule_GetPointer(object, PyCapsule_GetName(object))));
    if (owned && owned->release != nullptr) owned->release(owned.get());
  });
  static_cast<void>(exported.release());
  return capsule;
}

py::capsule arrow_stream(const TableObject& self, const py::object& /*requested_schema*/) {
  auto stream = std::make_unique<ArrowArrayStream>();
  export_stream(self.table, stream.get());
  return capsule_of(std::move(stream), "arrow_array_stream");
}

py::capsule arrow_schema(const TableObject& self) {
  auto schema = std::make_unique<ArrowSchema>();
  export_schema(*self.table, schema.get());
  return capsule_of(std::move(schema), "arrow_schema");
}

py::tuple arrow_array(const TableObject& self, const py::object& /*requested_schema*/) {
  if (self.table->chunks().size() != 1)
    throw py::value_error("more fields than one array can hold: use __arrow_c_stream__");
  auto array = std::make_unique<ArrowArray>();
  export_chunk(self.table, 0, array.get());
  return py::make_tuple(arrow_schema(self), capsule_of(std::move(array), "arrow_array"));
}

py::dict limits_of(const TableObject& self) {
  py::dict limits;
  for (const auto& [row, hit] : self.table->limits()) limits[py::int_(row)] = limit_words(hit);
  return limits;
}

std::shared_ptr<const Table> table_from(const py::bytes& state) {
  return std::make_shared<const Table>(Table::from(std::string_view(state)));
}

void add_row(py::module_& module) {
  py::class_<RowObject> row(module, "Row", py::is_final(), "A match in a Table. Frozen.");
  row.def_property_readonly("row", &RowObject::row, "Which text it is of, from 0 (int).");
  for (std::size_t i = 0; i < kWordColumns; ++i) {
    row.def_property_readonly(
        kWordColumnNames[i], [i](const RowObject& self) { return self.word(static_cast<WordColumn>(i)); },
        "As in Match (str; an owner may be None).");
  }
  row.def_property_readonly(
         "span",
         [](const RowObject& self) { return py::make_tuple(self.chunk->begin[self.at], self.chunk->end[self.at]); },
         "(begin, end): indices of a str in a list, byte offsets of everything else (tuple of int).")
      .def_property_readonly(
          "line", [](const RowObject& self) { return self.chunk->line[self.at]; }, "From 1 (int).")
      .def_property_readonly(
          "fields",
          [](const RowObject& self) {
            return py::reinterpret_steal<py::object>(PyDictProxy_New(row_fields(self).ptr()));
          },
          "Named parts (read-only mapping of str to str).")
      .def("to_dict", &row_dict, "The row as a dict that json.dumps() takes.")
      .def(
          "__eq__", [](const RowObject& a, const RowObject& b) { return row_dict(a).equal(row_dict(b)); },
          py::is_operator())
      .def("__hash__",
           [](const RowObject& self) {
             return py::hash(py::make_tuple(self.row(), self.word(WordColumn::kSignature), self.chunk->begin[self.at]));
           })
      .def("__repr__",
           [](const RowObject& self) {
             return py::str("<telltale.Row {}: {} at line {}>")
                 .format(self.row(), self.word(WordColumn::kFinding), self.chunk->line[self.at]);
           })
      .def(py::pickle([](const RowObject& self) { return py::bytes(self.table->only(*self.chunk, self.at).state()); },
                      [](const py::bytes& state) { return row_at({table_from(state)}, 0); }));
}

}  // namespace

py::object classify_batch(const ClassifierObject& self, const py::object& texts,
                          const std::optional<std::string>& column, const std::string& mode) {
  if (mode != "all" && mode != "best") throw py::value_error("mode is 'all' or 'best', not '" + mode + "'");
  const auto table = std::make_shared<Table>(mode == "all" ? TableMode::kAll : TableMode::kBest);
  if (std::optional<ArrowReader> reader = ArrowReader::open(texts)) {
    run_arrow(*reader, column, self.classifier, *table);
  } else if (py::isinstance<py::str>(texts) || PyBytes_Check(texts.ptr()) != 0 || PyByteArray_Check(texts.ptr()) != 0) {
    throw py::type_error("classify_batch() takes many texts; classify() takes one");
  } else if (column) {
    throw py::value_error("column= is for tables, and this is an iterable of texts");
  } else {
    IterableRun(self.classifier, *table).run(texts);
  }
  table->finish();
  return py::cast(TableObject{table});
}

void add_tables(py::module_& module) {
  add_row(module);
  py::class_<TableObject>(
      module, "Table", py::is_final(),
      "Matches of many texts as columns, which every reader of Arrow takes without a copy:\n"
      "pyarrow.table(t), polars.DataFrame(t), duckdb.sql('from t'). Frozen.\n\n"
      "Columns: row (mode 'all' alone), finding, section, signature, role, confidence, owner, begin,\n"
      "end, line, fields. In mode 'best' a text without a match is a row of nulls.")
      .def_property_readonly(
          "texts", [](const TableObject& self) { return self.table->texts(); }, "How many texts were classified (int).")
      .def_property_readonly("limits", &limits_of,
                             "Bounds that were hit, by row of the text (dict of int to tuple of str).")
      .def("__len__", [](const TableObject& self) { return self.table->size(); })
      .def("__getitem__", &row_item, py::arg("index"), py::pos_only())
      .def("__iter__",
           [](const py::object& self) { return py::reinterpret_steal<py::object>(PySeqIter_New(self.ptr())); })
      .def("to_pylist", &to_pylist, "A dict for each row, None for a text without a match in mode 'best' (list).")
      .def("__arrow_c_stream__", &arrow_stream, py::arg("requested_schema") = py::none(),
           "A capsule with the table as a stream of record batches. requested_schema is not followed.")
      .def("__arrow_c_array__", &arrow_array, py::arg("requested_schema") = py::none(),
           "Capsules with the schema and the table as one struct array.")
      .def("__arrow_c_schema__", &arrow_schema, "A capsule with the schema.")
      .def(
          "__eq__", [](const TableObject& a, const TableObject& b) { return *a.table == *b.table; }, py::is_operator())
      .def("__hash__",
           [](const TableObject& self) { return py::hash(py::make_tuple(self.table->size(), self.table->texts())); })
      .def("__repr__",
           [](const TableObject& self) {
             return py::str("<telltale.Table: {} rows of {} texts>").format(self.table->size(), self.table->texts());
           })
      .def(py::pickle([](const TableObject& self) { return py::bytes(self.table->state()); },
                      [](const py::bytes& state) { return TableObject{table_from(state)}; }));
}

}  // namespace telltale::python
