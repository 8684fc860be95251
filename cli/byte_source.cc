#include "byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "decompress.h"
#include "signals.h"

namespace telltale::cli {
namespace {

std::string error_text(int error) { return std::generic_category().message(error); }

// A descriptor; polls what is no regular file together with stop_fd(), so that a signal ends a read that waits.
class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(const std::string& path, std::atomic<std::uint64_t>& progress)
      : owned_(path != "-"), progress_(progress) {
    // O_NONBLOCK: opening a FIFO waits in poll(), where it can be stopped, instead of in open().
    fd_ = owned_ ? open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : STDIN_FILENO;
    struct stat status {};
    if (fd_ < 0 || fstat(fd_, &status) != 0) {
      fail(error_text(errno));
    } else if (S_ISDIR(status.st_mode)) {
      fail(error_text(EISDIR));
    }
    waits_ = !S_ISREG(status.st_mode);
  }
  ~DescriptorSource() override {
    if (owned_ && fd_ >= 0) close(fd_);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    while (error().empty() && !stop_requested()) {
      if (waits_ && !wait()) return 0;
      const ssize_t got = ::read(fd_, buffer, size);
      if (got >= 0) {
        progress_ += static_cast<std::uint64_t>(got);
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR && errno != EAGAIN) fail(error_text(errno));
    }
    return 0;
  }

 private:
  // False when a stop is wanted.
  bool wait() {
    pollfd wanted[2] = {{fd_, POLLIN, 0}, {stop_fd(), POLLIN, 0}};
    while (poll(wanted, 2, -1) < 0) {
      if (errno != EINTR || stop_requested()) return !stop_requested();
    }
    return wanted[0].revents != 0 && wanted[1].revents == 0;
  }

  int fd_ = -1;
  bool owned_;
  bool waits_ = false;
  std::atomic<std::uint64_t>& progress_;
};

// A source whose first bytes were looked at.
class PeekedSource final : public ByteSource {
 public:
  PeekedSource(std::string first, std::unique_ptr<ByteSource> rest)
      : first_(std::move(first)), rest_(std::move(rest)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    if (at_ < first_.size()) {
      const std::size_t count = std::min(size, first_.size() - at_);
      first_.copy(buffer, count, at_);
      at_ += count;
      return count;
    }
    const std::size_t count = rest_->read(buffer, size);
    if (count == 0 && !rest_->error().empty()) fail(rest_->error());
    return count;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

// No more than is needed to tell: a line typed at a terminal must not wait for the next.
std::string first_bytes(ByteSource& source) {
  char buffer[kMagicSize];
  std::size_t size = 0;
  while (size < kMagicSize && may_be_compressed({buffer, size})) {
    const std::size_t count = source.read(buffer + size, kMagicSize - size);
    if (count == 0) break;
    size += count;
  }
  return {buffer, size};
}

}  // namespace

std::unique_ptr<ByteSource> open_source(const std::string& path, std::atomic<std::uint64_t>& progress) {
  std::unique_ptr<ByteSource> source = std::make_unique<DescriptorSource>(path, progress);
  if (!source->error().empty()) return source;
  std::string first = first_bytes(*source);
  const Compression compression = compression_of(first);
  source = std::make_unique<PeekedSource>(std::move(first), std::move(source));
  switch (compression) {
    case Compression::kNone:
      return source;
    case Compression::kGzip:
      return make_gzip_source(std::move(source));
    case Compression::kZstd:
      return make_zstd_source(std::move(source));
  }
  return source;
}

}  // namespace telltale::cli
