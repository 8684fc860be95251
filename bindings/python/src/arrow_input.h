// Texts in Arrow memory, read where they lie: utf8, large_utf8, utf8_view, binary, large_binary, binary_view, null and
// dictionaries of them, with nulls and offsets, alone or as a column of a struct.
//
// Buffers are trusted: the interface does not tell their sizes. Types are not: what cannot be read is said before.
#ifndef TELLTALE_BINDINGS_PYTHON_ARROW_INPUT_H_
#define TELLTALE_BINDINGS_PYTHON_ARROW_INPUT_H_

#include <pybind11/pybind11.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arrow_abi.h"

namespace telltale::python {

namespace py = pybind11;

enum class ArrowLayout : std::uint8_t { kOffsets32, kOffsets64, kView, kNull, kDictionary };

// What a schema says of the column to read.
struct ArrowColumnType {
  ArrowLayout layout = ArrowLayout::kNull;
  ArrowLayout values = ArrowLayout::kNull;  // of a dictionary
  char index = 'i';                         // of a dictionary: the format of its indices
  std::optional<std::int64_t> child;        // the column of a struct
};

// Throws ValueError (which column?) or TypeError (no texts).
[[nodiscard]] ArrowColumnType arrow_column_type(const ArrowSchema& schema, const std::optional<std::string>& column);

// An array of texts, without a dictionary.
class ArrowTexts {
 public:
  ArrowTexts() = default;
  ArrowTexts(const ArrowArray& array, ArrowLayout layout, std::int64_t offset);

  // False: null.
  [[nodiscard]] bool read(std::int64_t row, std::string_view& text) const noexcept;

 private:
  ArrowLayout layout_ = ArrowLayout::kNull;
  std::int64_t offset_ = 0;
  const std::uint8_t* validity_ = nullptr;
  const void* offsets_ = nullptr;  // or views
  const char* data_ = nullptr;
  const void** variadic_ = nullptr;
};

// The column of one array, struct and dictionary undone.
class ArrowColumn {
 public:
  ArrowColumn(const ArrowArray& array, const ArrowColumnType& type);

  [[nodiscard]] std::int64_t size() const noexcept { return size_; }
  [[nodiscard]] bool is_dictionary() const noexcept { return dictionary_ != nullptr; }
  [[nodiscard]] std::int64_t dictionary_size() const noexcept { return dictionary_->length; }

  // Appends the texts of rows, empty ones for null, and moves `row` behind them; about as many bytes as `most_bytes`.
  // Returns their bytes.
  std::size_t read_some(std::size_t most_rows, std::size_t most_bytes, std::int64_t& row,
                        std::vector<std::string_view>& texts) const;
  // The text of an entry of the dictionary. False: null.
  [[nodiscard]] bool read_entry(std::int64_t entry, std::string_view& text) const noexcept {
    return texts_.read(entry, text);
  }
  // The entry that a row stands for; -1: null.
  [[nodiscard]] std::int64_t entry(std::int64_t row) const noexcept;

 private:
  [[nodiscard]] bool is_valid(std::int64_t row) const noexcept;
  // The text of a row. False: null.
  [[nodiscard]] bool read(std::int64_t row, std::string_view& text) const noexcept;

  std::int64_t size_ = 0;
  const ArrowArray* parent_ = nullptr;   // a struct with nulls of its own
  const ArrowArray* indices_ = nullptr;  // of a dictionary
  const ArrowArray* dictionary_ = nullptr;
  std::int64_t index_offset_ = 0;
  char index_ = 'i';
  ArrowTexts texts_;
};

// Arrays one after the other, whatever door an object has. Not tied to the GIL but for making one.
class ArrowReader {
 public:
  // Nothing when `object` has none of the two doors.
  static std::optional<ArrowReader> open(const py::object& object);

  [[nodiscard]] const ArrowSchema& schema() noexcept { return *schema_.get(); }
  // The next array; nothing at the end. Without the GIL. Throws std::runtime_error with the words of the producer.
  ArrowArray* next();

 private:
  ArrowReader() = default;
  void open_stream(const py::object& capsule);
  void open_array(const py::tuple& capsules);
  [[nodiscard]] std::string last_error();

  ArrowOwner<ArrowSchema> schema_;
  ArrowOwner<ArrowArrayStream> stream_;
  ArrowOwner<ArrowArray> array_;
  bool has_stream_ = false;
  bool done_ = false;
};

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_ARROW_INPUT_H_
