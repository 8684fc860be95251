// Archive: plain data as bytes and back, for what is kept in the cache (base/cache_folder.h).
//
// A struct says once, for both ways, what it consists of:
//
//   template <typename Archive> void describe(Archive& archive, Point& point) { archive(point.x, point.y); }
//
//   std::string bytes = archived(point);
//   Point again;
//   if (!restore(bytes, &again)) ...  // not bytes of a Point
//
// or, when its members are its own, as a member: `template <typename Archive> void describe(Archive& archive);`.
//
// Numbers, bools, enums, texts, vectors, arrays, maps, optionals, structs that are described, and pointers to shared
// data, of which each is stored once. The bytes are of this machine and of this version: a cache is for both, and its
// key says so. restore() believes no byte: sizes are held against what is left, so that a torn archive is refused and
// costs nothing. Cost: some 300 MB/s.
#ifndef TELLTALE_LIB_BASE_ARCHIVE_H_
#define TELLTALE_LIB_BASE_ARCHIVE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace telltale::internal {

template <typename T>
inline constexpr bool kIsNumber = std::is_arithmetic_v<T> || std::is_enum_v<T>;

template <typename Archive, typename T>
requires requires(Archive& archive, T& value) { value.describe(archive); }
void describe(Archive& archive, T& value) { value.describe(archive); }

class ArchiveWriter {
 public:
  template <typename... T>
  void operator()(const T&... values) {
    (put(values), ...);
  }

  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  void put_size(std::size_t size) { put(static_cast<std::uint32_t>(size)); }

  template <typename T>
  void put(const T& value) {
    if constexpr (kIsNumber<T>)
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
    else
      describe(*this, const_cast<T&>(value));  // NOLINT: one description for both ways; a writer only reads
  }
  void put(const std::string& text) {
    put_size(text.size());
    bytes_ += text;
  }
  template <typename T>
  void put(const std::vector<T>& values) {
    put_size(values.size());
    if constexpr (kIsNumber<T>)
      bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
    else
      for (const T& value : values) put(value);
  }
  template <typename T, std::size_t N>
  void put(const std::array<T, N>& values) {
    for (const T& value : values) put(value);
  }
  template <typename K, typename V>
  void put(const std::map<K, V>& values) {
    put_size(values.size());
    for (const auto& [key, value] : values) (*this)(key, value);
  }
  template <typename T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <typename T>
  void put(const std::shared_ptr<const T>& shared) {
    const auto [known, fresh] = shared_.try_emplace(shared.get(), shared_.size());
    put_size(known->second);
    if (fresh) put(*shared);
  }

  std::string bytes_;
  std::unordered_map<const void*, std::size_t> shared_;
};

class ArchiveReader {
 public:
  explicit ArchiveReader(std::string_view bytes) : rest_(bytes) {}

  template <typename... T>
  void operator()(T&... values) {
    (get(values), ...);
  }

  // Whether everything was there, and nothing else.
  [[nodiscard]] bool is_whole() const noexcept { return !torn_ && rest_.empty(); }

 private:
  template <typename T>
  void get(T& value) {
    if constexpr (std::is_same_v<T, bool>)
      value = get_byte() != 0;
    else if constexpr (kIsNumber<T>)
      get_bytes(&value, sizeof value);
    else
      describe(*this, value);
  }
  void get(std::string& text) { text = std::string(cut(get_size())); }
  template <typename T>
  void get(std::vector<T>& values) {
    values.clear();
    const std::size_t size = get_size();
    if constexpr (kIsNumber<T>) {
      const std::string_view bytes = cut(size * sizeof(T));
      values.resize(bytes.size() / sizeof(T));
      if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
    } else {
      values.reserve(size);
      for (std::size_t i = 0; i < size && !torn_; ++i) get(values.emplace_back());
    }
  }
  template <typename T, std::size_t N>
  void get(std::array<T, N>& values) {
    for (T& value : values) get(value);
  }
  template <typename K, typename V>
  void get(std::map<K, V>& values) {
    values.clear();
    for (std::size_t left = get_size(); left > 0 && !torn_; --left) {
      K key{};
      get(key);
      get(values[std::move(key)]);
    }
  }
  template <typename T>
  void get(std::optional<T>& value) {
    bool there = false;
    get(there);
    value.reset();
    if (there) get(value.emplace());
  }
  template <typename T>
  void get(std::shared_ptr<const T>& shared) {
    std::uint32_t number = 0;
    get(number);
    if (number == shared_.size()) {
      auto fresh = std::make_shared<T>();
      shared_.push_back(fresh);
      get(*fresh);
    }
    torn_ = torn_ || number >= shared_.size();
    shared = torn_ ? std::make_shared<const T>() : std::static_pointer_cast<const T>(shared_[number]);
  }

  // Of a text or a list, whose elements have a byte or more.
  std::size_t get_size() {
    std::uint32_t size = 0;
    get(size);
    torn_ = torn_ || size > rest_.size();
    return torn_ ? 0 : size;
  }
  unsigned char get_byte() {
    unsigned char byte = 0;
    get_bytes(&byte, 1);
    return byte;
  }
  void get_bytes(void* to, std::size_t size) {
    if (const std::string_view bytes = cut(size); bytes.size() == size) std::memcpy(to, bytes.data(), size);
  }
  std::string_view cut(std::size_t size) {
    torn_ = torn_ || size > rest_.size();
    const std::string_view bytes = rest_.substr(0, torn_ ? 0 : size);
    rest_.remove_prefix(bytes.size());
    return bytes;
  }

  std::string_view rest_;
  bool torn_ = false;
  std::vector<std::shared_ptr<const void>> shared_;  // one kind of data an archive
};

template <typename T>
[[nodiscard]] std::string archived(const T& value) {
  ArchiveWriter writer;
  writer(value);
  return writer.take();
}

// False when `bytes` are not those of a T; then *value is good for nothing.
template <typename T>
[[nodiscard]] bool restore(std::string_view bytes, T* value) {
  ArchiveReader reader(bytes);
  reader(*value);
  return reader.is_whole();
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_ARCHIVE_H_
