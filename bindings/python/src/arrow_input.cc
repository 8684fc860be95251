#include "arrow_input.h"

#include <pybind11/critical_section.h>

#include <cstring>
#include <stdexcept>

#include "python_text.h"
#include "telltale/report.h"

namespace telltale::python {
namespace {

// A string view of Arrow: 16 bytes, the text itself when it has at most 12.
struct ArrowView {
  std::int32_t size;
  char prefix[4];
  std::int32_t buffer;
  std::int32_t begin;
};
constexpr std::int32_t kInlineView = 12;

bool bit(const std::uint8_t* bits, std::int64_t index) noexcept {
  return bits == nullptr || (bits[index >> 3] >> (index & 7) & 1) != 0;
}

const std::uint8_t* validity_of(const ArrowArray& array) noexcept {
  return array.n_buffers > 0 ? static_cast<const std::uint8_t*>(array.buffers[0]) : nullptr;
}

std::optional<ArrowLayout> text_layout(std::string_view format) noexcept {
  if (format == "u" || format == "z") return ArrowLayout::kOffsets32;
  if (format == "U" || format == "Z") return ArrowLayout::kOffsets64;
  if (format == "vu" || format == "vz") return ArrowLayout::kView;
  if (format == "n") return ArrowLayout::kNull;
  return std::nullopt;
}

bool is_index(std::string_view format) noexcept {
  return format.size() == 1 && std::string_view("cCsSiIlL").find(format) != std::string_view::npos;
}

[[noreturn]] void refuse(const ArrowSchema& schema) {
  throw py::type_error(
      "an Arrow column of texts is utf8, binary, a large or a view one, null, or a dictionary of them, not '" +
      valid_utf8(schema.format) + "'" + (schema.dictionary == nullptr ? "" : " as a dictionary"));
}

std::string quoted_names(const ArrowSchema& schema) {
  std::string names;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const char* name = schema.children[i]->name;
    names += (i == 0 ? "'" : ", '") + valid_utf8(name == nullptr ? "" : name) + "'";
  }
  return names.empty() ? "none" : names;
}

std::int64_t find_child(const ArrowSchema& schema, const std::optional<std::string>& column) {
  if (!column && schema.n_children == 1) return 0;
  for (std::int64_t i = 0; column && i < schema.n_children; ++i) {
    if (schema.children[i]->name != nullptr && *column == schema.children[i]->name) return i;
  }
  throw py::value_error(
      (column ? "there is no column '" + *column + "'" : std::string("name the column of the texts")) +
      ": column= is one of " + quoted_names(schema));
}

// Moves what a capsule holds out of it. Other threads may have been given the same one, so one alone may look at a
// time.
template <typename T>
void take(const py::handle& capsule, const char* name, ArrowOwner<T>& owner) {
  auto* source = static_cast<T*>(PyCapsule_GetPointer(capsule.ptr(), name));
  if (source == nullptr) throw py::error_already_set();
  const py::scoped_critical_section alone(capsule);
  if (source->release == nullptr) throw py::value_error(std::string("somebody has taken this ") + name + " already");
  *owner.fresh() = *source;
  source->release = nullptr;
}

template <typename T>
std::int64_t index_at(const ArrowArray& array, std::int64_t row) noexcept {
  return static_cast<std::int64_t>(static_cast<const T*>(array.buffers[1])[row]);
}

}  // namespace

ArrowColumnType arrow_column_type(const ArrowSchema& schema, const std::optional<std::string>& column) {
  ArrowColumnType type;
  const ArrowSchema* texts = &schema;
  if (std::string_view(schema.format) == "+s") {
    type.child = find_child(schema, column);
    texts = schema.children[*type.child];
  } else if (column) {
    throw py::value_error("column= is for tables, and this is a single column");
  }
  const std::string_view format = texts->format;
  if (texts->dictionary != nullptr) {
    const std::optional<ArrowLayout> values = text_layout(texts->dictionary->format);
    if (!values || texts->dictionary->dictionary != nullptr || !is_index(format)) refuse(*texts->dictionary);
    type.layout = ArrowLayout::kDictionary;
    type.values = *values;
    type.index = format[0];
    return type;
  }
  const std::optional<ArrowLayout> layout = text_layout(format);
  if (!layout) refuse(*texts);
  type.layout = *layout;
  return type;
}

ArrowTexts::ArrowTexts(const ArrowArray& array, ArrowLayout layout, std::int64_t offset)
    : layout_(layout), offset_(offset) {
  if (layout == ArrowLayout::kNull) return;
  validity_ = validity_of(array);
  offsets_ = array.buffers[1];
  if (layout == ArrowLayout::kView) {
    variadic_ = array.buffers + 2;
  } else {
    data_ = static_cast<const char*>(array.buffers[2]);
  }
}

bool ArrowTexts::read(std::int64_t row, std::string_view& text) const noexcept {
  row += offset_;
  if (layout_ == ArrowLayout::kNull || !bit(validity_, row)) return false;
  if (layout_ == ArrowLayout::kView) {
    const ArrowView& view = static_cast<const ArrowView*>(offsets_)[row];
    const char* begin = view.size <= kInlineView ? reinterpret_cast<const char*>(&view) + sizeof(view.size)
                                                 : static_cast<const char*>(variadic_[view.buffer]) + view.begin;
    text = {begin, static_cast<std::size_t>(view.size)};
    return true;
  }
  const auto at = [&](const auto* offsets) {
    const auto size = static_cast<std::size_t>(offsets[row + 1] - offsets[row]);
    text = size == 0 ? std::string_view("") : std::string_view(data_ + offsets[row], size);
  };
  if (layout_ == ArrowLayout::kOffsets32) {
    at(static_cast<const std::int32_t*>(offsets_));
  } else {
    at(static_cast<const std::int64_t*>(offsets_));
  }
  return true;
}

ArrowColumn::ArrowColumn(const ArrowArray& array, const ArrowColumnType& type)
    : size_(array.length), index_(type.index) {
  const ArrowArray* column = &array;
  std::int64_t offset = array.offset;
  if (type.child) {
    column = array.children[*type.child];
    offset += column->offset;
    if (validity_of(array) != nullptr && array.null_count != 0) parent_ = &array;
  }
  if (type.layout == ArrowLayout::kDictionary) {
    indices_ = column;
    index_offset_ = offset;
    dictionary_ = column->dictionary;
    texts_ = ArrowTexts(*dictionary_, type.values, dictionary_->offset);
  } else {
    texts_ = ArrowTexts(*column, type.layout, offset);
  }
}

bool ArrowColumn::is_valid(std::int64_t row) const noexcept {
  return parent_ == nullptr || bit(validity_of(*parent_), parent_->offset + row);
}

bool ArrowColumn::read(std::int64_t row, std::string_view& text) const noexcept {
  return is_valid(row) && texts_.read(row, text);
}

std::size_t ArrowColumn::read_some(std::size_t most_rows, std::size_t most_bytes, std::int64_t& row,
                                   std::vector<std::string_view>& texts) const {
  std::size_t bytes = 0;
  for (std::size_t rows = 0; row < size_ && rows < most_rows && bytes < most_bytes; ++rows, ++row) {
    std::string_view text;
    texts.push_back(read(row, text) ? text : std::string_view());
    bytes += texts.back().size();
  }
  return bytes;
}

std::int64_t ArrowColumn::entry(std::int64_t row) const noexcept {
  const std::int64_t at = row + index_offset_;
  if (!is_valid(row) || !bit(validity_of(*indices_), at)) return -1;
  switch (index_) {
    case 'c':
      return index_at<std::int8_t>(*indices_, at);
    case 'C':
      return index_at<std::uint8_t>(*indices_, at);
    case 's':
      return index_at<std::int16_t>(*indices_, at);
    case 'S':
      return index_at<std::uint16_t>(*indices_, at);
    case 'i':
      return index_at<std::int32_t>(*indices_, at);
    case 'I':
      return index_at<std::uint32_t>(*indices_, at);
    default:
      return index_at<std::int64_t>(*indices_, at);  // 'l', and 'L': nobody has 2^63 entries
  }
}

std::optional<ArrowReader> ArrowReader::open(const py::object& object) {
  ArrowReader reader;
  if (py::hasattr(object, "__arrow_c_stream__")) {
    reader.open_stream(object.attr("__arrow_c_stream__")());
  } else if (py::hasattr(object, "__arrow_c_array__")) {
    reader.open_array(object.attr("__arrow_c_array__")().cast<py::tuple>());
  } else {
    return std::nullopt;
  }
  return reader;
}

void ArrowReader::open_stream(const py::object& capsule) {
  has_stream_ = true;
  take(capsule, "arrow_array_stream", stream_);
  if (stream_->get_schema(stream_.get(), schema_.fresh()) != 0) throw std::runtime_error(last_error());
}

void ArrowReader::open_array(const py::tuple& capsules) {
  take(capsules[0], "arrow_schema", schema_);
  take(capsules[1], "arrow_array", array_);
}

ArrowArray* ArrowReader::next() {
  if (done_) return nullptr;
  if (!has_stream_) {
    done_ = true;
    return array_.get();
  }
  if (stream_->get_next(stream_.get(), array_.fresh()) != 0) throw std::runtime_error(last_error());
  done_ = array_.is_released();
  return done_ ? nullptr : array_.get();
}

std::string ArrowReader::last_error() {
  const char* error = stream_->get_last_error(stream_.get());
  return "the Arrow stream fails: " + valid_utf8(error == nullptr ? "it does not say why" : error);
}

}  // namespace telltale::python
