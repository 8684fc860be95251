#include "arrow_output.h"

#include <cerrno>
#include <new>
#include <string>
#include <utility>
#include <vector>

namespace telltale::python {
namespace {

// What stands behind an exported schema or array: its children, which it releases unless somebody moved them out.
template <typename T>
struct Parts {
  std::vector<const void*> buffers;
  std::vector<std::unique_ptr<T>> children;
  std::vector<T*> child_pointers;
  std::unique_ptr<T> dictionary;
  std::shared_ptr<const Table> table;

  ~Parts() {
    for (const std::unique_ptr<T>& child : children) release(child.get());
    release(dictionary.get());
  }
  static void release(T* part) noexcept {
    if (part != nullptr && part->release != nullptr) part->release(part);
  }
};

template <typename T>
void release_parts(T* exported) noexcept {
  const std::unique_ptr<Parts<T>> parts(static_cast<Parts<T>*>(exported->private_data));
  exported->release = nullptr;
}

template <typename T>
void attach(T& exported, std::unique_ptr<Parts<T>> parts) {
  for (const std::unique_ptr<T>& child : parts->children) parts->child_pointers.push_back(child.get());
  exported.n_children = static_cast<std::int64_t>(parts->children.size());
  exported.children = parts->child_pointers.data();
  exported.dictionary = parts->dictionary.get();
  exported.release = &release_parts<T>;
  exported.private_data = parts.release();
}

// ---- schema: every string is a literal ----

using SchemaPart = std::unique_ptr<ArrowSchema>;

SchemaPart make_schema(const char* format, const char* name, std::int64_t flags, std::vector<SchemaPart> children = {},
                       SchemaPart dictionary = nullptr) {
  auto schema = std::make_unique<ArrowSchema>();
  schema->format = format;
  schema->name = name;
  schema->flags = flags;
  auto parts = std::make_unique<Parts<ArrowSchema>>();
  parts->children = std::move(children);
  parts->dictionary = std::move(dictionary);
  attach(*schema, std::move(parts));
  return schema;
}

SchemaPart fields_schema(std::int64_t flags) {
  std::vector<SchemaPart> entry;
  entry.push_back(make_schema("u", "key", 0));
  entry.push_back(make_schema("u", "value", kArrowNullable));
  std::vector<SchemaPart> entries;
  entries.push_back(make_schema("+s", "entries", 0, std::move(entry)));
  return make_schema("+m", "fields", flags, std::move(entries));
}

SchemaPart table_schema(const Table& table) {
  const bool has_row = table.mode() == TableMode::kAll;
  const std::int64_t flags = has_row ? 0 : kArrowNullable;
  std::vector<SchemaPart> columns;
  if (has_row) columns.push_back(make_schema("l", "row", 0));
  for (std::size_t i = 0; i < kWordColumns; ++i) {
    const bool is_owner = i == static_cast<std::size_t>(WordColumn::kOwner);
    columns.push_back(make_schema("i", kWordColumnNames[i], is_owner ? kArrowNullable : flags, {},
                                  make_schema("u", "", kArrowNullable)));
  }
  for (const char* name : {"begin", "end", "line"}) columns.push_back(make_schema("l", name, flags));
  columns.push_back(fields_schema(flags));
  return make_schema("+s", "", 0, std::move(columns));
}

// ---- arrays ----

using ArrayPart = std::unique_ptr<ArrowArray>;

class ChunkExport {
 public:
  ChunkExport(const std::shared_ptr<const Table>& table, const TableChunk& chunk) : table_(table), chunk_(chunk) {}

  ArrayPart run() const {
    std::vector<ArrayPart> columns;
    if (table_->mode() == TableMode::kAll) columns.push_back(numbers(chunk_.row));
    for (std::size_t i = 0; i < kWordColumns; ++i) columns.push_back(words(i));
    for (const std::vector<std::int64_t>* column : {&chunk_.begin, &chunk_.end, &chunk_.line}) {
      columns.push_back(numbers(*column));
    }
    columns.push_back(fields());
    return make(chunk_.size(), 0, {nullptr}, std::move(columns));
  }

 private:
  ArrayPart make(std::int64_t length, std::int64_t nulls, std::vector<const void*> buffers,
                 std::vector<ArrayPart> children = {}, ArrayPart dictionary = nullptr) const {
    auto array = std::make_unique<ArrowArray>();
    auto parts = std::make_unique<Parts<ArrowArray>>();
    parts->buffers = std::move(buffers);
    parts->children = std::move(children);
    parts->dictionary = std::move(dictionary);
    parts->table = table_;
    array->length = length;
    array->null_count = nulls;
    array->n_buffers = static_cast<std::int64_t>(parts->buffers.size());
    array->buffers = parts->buffers.data();
    attach(*array, std::move(parts));
    return array;
  }

  static const void* bits(const std::vector<std::uint8_t>& bits) noexcept {
    return bits.empty() ? nullptr : bits.data();
  }
  // Some readers take a null pointer for a missing buffer even where there is nothing to read.
  template <typename List>
  static const void* data(const List& list) noexcept {
    return list.empty() ? static_cast<const void*>("") : static_cast<const void*>(list.data());
  }

  ArrayPart numbers(const std::vector<std::int64_t>& column) const {
    return make(chunk_.size(), chunk_.found_nulls, {bits(chunk_.found_bits), data(column)});
  }

  ArrayPart words(std::size_t column) const {
    const bool is_owner = column == static_cast<std::size_t>(WordColumn::kOwner);
    const Words& words = table_->words(static_cast<WordColumn>(column));
    return make(chunk_.size(), is_owner ? chunk_.owner_nulls : chunk_.found_nulls,
                {bits(is_owner ? chunk_.owner_bits : chunk_.found_bits), data(chunk_.codes[column])}, {},
                make(words.size(), 0, {nullptr, data(words.offsets()), data(words.data())}));
  }

  ArrayPart fields() const {
    const auto count = static_cast<std::int64_t>(chunk_.name_offsets.size()) - 1;
    std::vector<ArrayPart> entry;
    entry.push_back(make(count, 0, {nullptr, data(chunk_.name_offsets), data(chunk_.names)}));
    entry.push_back(make(count, 0, {nullptr, data(chunk_.value_offsets), data(chunk_.values)}));
    std::vector<ArrayPart> entries;
    entries.push_back(make(count, 0, {nullptr}, std::move(entry)));
    return make(chunk_.size(), chunk_.found_nulls, {bits(chunk_.found_bits), data(chunk_.field_offsets)},
                std::move(entries));
  }

  const std::shared_ptr<const Table>& table_;
  const TableChunk& chunk_;
};

// Hands over what a unique pointer owns; the struct itself is the caller's.
template <typename T>
void move_out(const std::unique_ptr<T>& from, T* out) noexcept {
  *out = *from;
  from->release = nullptr;
}

// ---- stream ----

struct StreamState {
  std::shared_ptr<const Table> table;
  std::size_t next = 0;
};

int stream_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  try {
    export_schema(*static_cast<StreamState*>(stream->private_data)->table, out);
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

int stream_next(ArrowArrayStream* stream, ArrowArray* out) {
  auto* state = static_cast<StreamState*>(stream->private_data);
  *out = ArrowArray();
  if (state->next == state->table->chunks().size()) return 0;
  try {
    export_chunk(state->table, state->next++, out);
    return 0;
  } catch (const std::bad_alloc&) {
    return ENOMEM;
  }
}

const char* stream_error(ArrowArrayStream*) { return "not enough memory"; }

void release_stream(ArrowArrayStream* stream) {
  const std::unique_ptr<StreamState> state(static_cast<StreamState*>(stream->private_data));
  stream->release = nullptr;
}

}  // namespace

void export_schema(const Table& table, ArrowSchema* out) { move_out(table_schema(table), out); }

void export_chunk(const std::shared_ptr<const Table>& table, std::size_t chunk, ArrowArray* out) {
  move_out(ChunkExport(table, table->chunks()[chunk]).run(), out);
}

void export_stream(const std::shared_ptr<const Table>& table, ArrowArrayStream* out) {
  auto state = std::make_unique<StreamState>(StreamState{table, 0});
  *out = ArrowArrayStream{&stream_schema, &stream_next, &stream_error, &release_stream, state.release()};
}

}  // namespace telltale::python
