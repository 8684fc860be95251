// AlignedBytes: bytes in memory of their own, where code that reads in wide steps may read them in place.
//
// Aligned to 64 bytes and followed by 64 bytes of zeros, which are no part of them. Owned by one, moved and never
// copied; views are good as long as the owner is there, and moving the owner leaves them where they are.
#ifndef TELLTALE_LIB_BASE_ALIGNED_BYTES_H_
#define TELLTALE_LIB_BASE_ALIGNED_BYTES_H_

#include <cstddef>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string_view>
#include <utility>

namespace telltale::internal {

class AlignedBytes {
 public:
  // A cache line: more than Hyperscan (8) or any vector register asks for.
  static constexpr std::size_t kAlignment = 64;
  static constexpr std::size_t kPadding = 64;

  // `size` bytes to be written through data(); nothing when there is no such memory. They are not set to zero: that
  // would read a database's 16 MB twice into the cache.
  [[nodiscard]] static std::optional<AlignedBytes> allocate(std::size_t size) noexcept {
    if (size > std::numeric_limits<std::size_t>::max() - kPadding) return std::nullopt;
    auto* data = static_cast<char*>(::operator new (size + kPadding, std::align_val_t{kAlignment}, std::nothrow));
    if (data == nullptr) return std::nullopt;
    std::memset(data + size, 0, kPadding);
    return AlignedBytes(data, size);
  }

  [[nodiscard]] char* data() noexcept { return data_.get(); }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] std::string_view view() const noexcept { return {data_.get(), size_}; }

  AlignedBytes(AlignedBytes&& other) noexcept : data_(std::move(other.data_)), size_(std::exchange(other.size_, 0)) {}
  AlignedBytes& operator=(AlignedBytes&& other) noexcept {
    data_ = std::move(other.data_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

 private:
  struct Free {
    void operator()(char* data) const noexcept { ::operator delete (data, std::align_val_t{kAlignment}); }
  };

  AlignedBytes(char* data, std::size_t size) noexcept : data_(data), size_(size) {}

  std::unique_ptr<char, Free> data_;
  std::size_t size_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_ALIGNED_BYTES_H_
