// Values as bytes and back, for pickles of results: as they lie in memory, read by the same version of telltale alone.
//
// A struct takes part by a function fields_of(state, value) in this namespace, which names its members once for both
// ways.
#ifndef TELLTALE_BINDINGS_PYTHON_STATE_H_
#define TELLTALE_BINDINGS_PYTHON_STATE_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "telltale/match.h"
#include "telltale/version.h"

namespace telltale::python {

// A T, const when it is written.
template <typename Given, typename T>
concept Is = std::is_same_v<std::remove_const_t<Given>, T>;

template <typename T>
concept Plain = std::is_trivially_copyable_v<T> && !std::is_class_v<T>;

class StateWriter {
 public:
  StateWriter() { (*this)(std::string(version())); }

  void operator()(const auto&... values) { (put(values), ...); }

  std::string bytes;

 private:
  void put_raw(const void* at, std::size_t size) { bytes.append(static_cast<const char*>(at), size); }
  void put_size(std::size_t size) { put(static_cast<std::uint64_t>(size)); }

  void put(const Plain auto& value) { put_raw(&value, sizeof value); }
  void put(const std::string& value) {
    put_size(value.size());
    bytes += value;
  }
  template <Plain T>
  void put(const std::vector<T>& list) {
    put_size(list.size());
    put_raw(list.data(), list.size() * sizeof(T));
  }
  template <typename T>
  void put(const std::vector<T>& list) {
    put_all(list);
  }
  template <typename T>
  void put(const std::deque<T>& list) {
    put_all(list);
  }
  template <typename Key, typename T>
  void put(const std::map<Key, T>& map) {
    put_size(map.size());
    for (const auto& [key, value] : map) (*this)(key, value);
  }
  void put(const auto& value) { fields_of(*this, value); }

  void put_all(const auto& list) {
    put_size(list.size());
    for (const auto& value : list) put(value);
  }
};

// Throws std::invalid_argument (ValueError in Python) for what is no state, or that of another version.
class StateReader {
 public:
  explicit StateReader(std::string_view state) : left_(state) {
    std::string written;
    get(written);
    if (written != version()) {
      throw std::invalid_argument("pickled by telltale " + written + ", and this is " + std::string(version()));
    }
  }

  void operator()(auto&... values) { (get(values), ...); }

  void expect_end() const { check(left_.empty()); }
  static void check(bool is_right) {
    if (!is_right) throw std::invalid_argument("a damaged pickle of telltale");
  }

 private:
  std::string_view take(std::uint64_t size) {
    check(size <= left_.size());
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  // How many elements follow, of at least so many bytes each.
  std::size_t take_size(std::size_t each = 1) {
    std::uint64_t size = 0;
    get(size);
    check(size <= left_.size() / each);
    return size;
  }

  template <Plain T>
  void get(T& value) {
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
  }
  void get(std::string& value) { value = take(take_size()); }
  template <Plain T>
  void get(std::vector<T>& list) {
    list.resize(take_size(sizeof(T)));
    const std::string_view bytes = take(list.size() * sizeof(T));
    if (!bytes.empty()) std::memcpy(list.data(), bytes.data(), bytes.size());
  }
  template <typename T>
  void get(std::vector<T>& list) {
    get_all(list);
  }
  template <typename T>
  void get(std::deque<T>& list) {
    get_all(list);
  }
  template <typename Key, typename T>
  void get(std::map<Key, T>& map) {
    for (std::size_t left = take_size(); left != 0; --left) {
      std::pair<Key, T> entry;
      (*this)(entry.first, entry.second);
      map.insert(std::move(entry));
    }
  }
  void get(auto& value) { fields_of(*this, value); }

  void get_all(auto& list) {
    list.resize(take_size());
    for (auto& value : list) get(value);
  }

  std::string_view left_;
};

// `value` as bytes.
std::string to_state(const auto& value) {
  StateWriter writer;
  writer(value);
  return std::move(writer.bytes);
}

template <typename T>
T from_state(std::string_view state) {
  StateReader reader(state);
  T value{};
  reader(value);
  reader.expect_end();
  return value;
}

// Limits by their words, which are all that they show of themselves.
template <Is<Limits> T>
void fields_of(auto& state, T& limits) {
  std::uint8_t bits = 0;
  constexpr Limit kAll[] = {Limit::kMessageLength, Limit::kMatches, Limit::kWork};
  for (std::size_t i = 0; i < std::size(kAll); ++i) {
    if (limits.has(kAll[i])) bits = static_cast<std::uint8_t>(bits | 1U << i);
  }
  state(bits);
  if constexpr (!std::is_const_v<T>) {
    for (std::size_t i = 0; i < std::size(kAll); ++i) {
      if ((bits >> i & 1U) != 0) limits.add(kAll[i]);
    }
  }
}

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_STATE_H_
