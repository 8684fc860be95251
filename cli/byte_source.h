// ByteSource: where bytes come from: a file, standard input, and either of them through gzip or zstd.
//
// Files are read in large blocks rather than mapped: a file that shrinks while it is mapped kills the process with
// SIGBUS, and mapping gains nothing: it pays a page fault every 4 KiB where reading pays a copy. Measured on 1 GB in
// the page cache, searched for one byte, in CPU time: read() in blocks of 128 KiB to 4 MiB 7.1-7.5 GB/s, mmap 7.1, mmap
// with MAP_POPULATE 6.1.
#ifndef TELLTALE_CLI_BYTE_SOURCE_H_
#define TELLTALE_CLI_BYTE_SOURCE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace telltale::cli {

class ByteSource {
 public:
  ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;
  virtual ~ByteSource() = default;

  // Reads at least one byte and at most `size` into `buffer`, waiting for the first. 0: the end, or error() says why
  // not.
  virtual std::size_t read(char* buffer, std::size_t size) = 0;

  // What went wrong: one sentence without the name of the source; empty when nothing did. What was read before is good.
  [[nodiscard]] const std::string& error() const noexcept { return error_; }
  // The error is a bound of ours rather than a fault of the input.
  [[nodiscard]] bool is_limit() const noexcept { return is_limit_; }

 protected:
  void fail(std::string error) { error_ = std::move(error); }
  void fail_with_limit(std::string error) {
    error_ = std::move(error);
    is_limit_ = true;
  }

 private:
  std::string error_;
  bool is_limit_ = false;
};

// Opens `path` ("-": standard input) and looks at its first bytes: gzip and zstd are read through. Never null: a file
// that cannot be opened is a source with an error. `progress` counts the bytes of the file itself, compressed or not.
[[nodiscard]] std::unique_ptr<ByteSource> open_source(const std::string& path, std::atomic<std::uint64_t>& progress);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_BYTE_SOURCE_H_
