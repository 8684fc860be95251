// The Arrow C data and stream interfaces, as their specification prints them: three structs are the whole agreement
// between libraries that know nothing of each other. https://arrow.apache.org/docs/format/CDataInterface.html
#ifndef TELLTALE_BINDINGS_PYTHON_ARROW_ABI_H_
#define TELLTALE_BINDINGS_PYTHON_ARROW_ABI_H_

#include <cstdint>

namespace telltale::python {

constexpr std::int64_t kArrowDictionaryOrdered = 1;
constexpr std::int64_t kArrowNullable = 2;

struct ArrowSchema {
  const char* format = nullptr;
  const char* name = nullptr;
  const char* metadata = nullptr;
  std::int64_t flags = 0;
  std::int64_t n_children = 0;
  ArrowSchema** children = nullptr;
  ArrowSchema* dictionary = nullptr;
  void (*release)(ArrowSchema*) = nullptr;
  void* private_data = nullptr;
};

struct ArrowArray {
  std::int64_t length = 0;
  std::int64_t null_count = 0;
  std::int64_t offset = 0;
  std::int64_t n_buffers = 0;
  std::int64_t n_children = 0;
  const void** buffers = nullptr;
  ArrowArray** children = nullptr;
  ArrowArray* dictionary = nullptr;
  void (*release)(ArrowArray*) = nullptr;
  void* private_data = nullptr;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema* out) = nullptr;
  int (*get_next)(ArrowArrayStream*, ArrowArray* out) = nullptr;
  const char* (*get_last_error)(ArrowArrayStream*) = nullptr;
  void (*release)(ArrowArrayStream*) = nullptr;
  void* private_data = nullptr;
};

// Owns one of the three: moved out of where it was found, released at the end.
template <typename T>
class ArrowOwner {
 public:
  ArrowOwner() = default;
  explicit ArrowOwner(T* source) noexcept : value_(*source) { source->release = nullptr; }
  ArrowOwner(const ArrowOwner&) = delete;
  ArrowOwner& operator=(const ArrowOwner&) = delete;
  ArrowOwner(ArrowOwner&& other) noexcept : ArrowOwner(&other.value_) {}
  ArrowOwner& operator=(ArrowOwner&&) = delete;
  ~ArrowOwner() { reset(); }

  void reset() noexcept {
    if (value_.release != nullptr) value_.release(&value_);
    value_ = T();
  }
  // For a function that fills it in; what was in it is released first.
  T* fresh() noexcept {
    reset();
    return &value_;
  }
  T* get() noexcept { return &value_; }
  T* operator->() noexcept { return &value_; }
  [[nodiscard]] bool is_released() const noexcept { return value_.release == nullptr; }

 private:
  T value_;
};

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_ARROW_ABI_H_
