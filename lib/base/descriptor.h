// Descriptor: owns an open file; what is left of it when it goes is nothing.
#ifndef TELLTALE_LIB_BASE_DESCRIPTOR_H_
#define TELLTALE_LIB_BASE_DESCRIPTOR_H_

#include <unistd.h>

#include <utility>

namespace telltale::internal {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) noexcept : fd_(fd) {}  // what open() returned, -1 too
  Descriptor(Descriptor&& other) noexcept : fd_(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] bool is_open() const noexcept { return fd_ >= 0; }
  [[nodiscard]] int get() const noexcept { return fd_; }
  // For who closes it himself.
  [[nodiscard]] int release() noexcept { return std::exchange(fd_, -1); }

 private:
  int fd_ = -1;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_DESCRIPTOR_H_
