#include "file_parts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "decompress.h"
#include "line_ends.h"

namespace telltale::cli {
namespace {

// Small enough that many threads need little memory, and large enough that what is read beside it is 3 % more.
constexpr std::uint64_t kPart = std::uint64_t{2} << 20U;
// Read on both sides of a part: eight times as far as a message is looked for from its middle.
constexpr std::uint64_t kBeside = std::uint64_t{32} << 10U;
// Smaller files are read as one: many of them are a job each.
constexpr std::uint64_t kLarge = 2 * kPart;
constexpr std::size_t kFirstBytes = std::size_t{8} << 10U;  // shown to looks_binary()

bool is_utf16(std::string_view first) noexcept {
  return first.starts_with("\xFF\xFE") || first.starts_with("\xFE\xFF");
}

// As many bytes as there are up to `size`; less at the end of the file or on an error.
std::size_t read_at(int fd, char* buffer, std::size_t size, std::uint64_t offset, std::string* error) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::pread(fd, buffer + done, size - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) *error = std::generic_category().message(errno);
    if (got <= 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

}  // namespace

std::shared_ptr<FileParts> FileParts::open(const Input& input) {
  if (input.waits || input.size < kLarge) return nullptr;
  const int fd = ::open(input.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) return nullptr;
  struct stat status {};
  const bool regular = ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = static_cast<std::uint64_t>(regular ? status.st_size : 0);
  std::shared_ptr<FileParts> parts(new FileParts(fd, size));
  std::string first(kFirstBytes, '\0');
  std::string error;
  first.resize(read_at(fd, first.data(), first.size(), 0, &error));
  const bool is_one = size < kLarge || !error.empty() || compression_of(first) != Compression::kNone ||
                      is_utf16(first) || (input.walked && looks_binary(first));
  return is_one ? nullptr : parts;
}

FileParts::FileParts(int fd, std::uint64_t size)
    : fd_(fd), size_(size), counts_(std::max<std::uint64_t>(1, size / kPart)), before_(counts_.size()) {}

FileParts::~FileParts() { ::close(fd_); }

FileParts::Part FileParts::read(std::size_t number, std::vector<char>& buffer) {
  Part part;
  part.begin = number * kPart;
  part.end = number + 1 == count() ? size_ : part.begin + kPart;
  try {
    read_range(part.begin - std::min(part.begin, kBeside), std::min(size_, part.end + kBeside), buffer, part);
  } catch (...) {
    publish(number, {});  // nobody waits for it for ever
    throw;
  }
  count_lines(number, part);
  place(number, part);
  return part;
}

// The file may have shrunk since it was opened; what is there is read.
void FileParts::read_range(std::uint64_t from, std::uint64_t to, std::vector<char>& buffer, Part& part) const {
  if (buffer.size() < kPart + kLarge) buffer.resize(kPart + kLarge);
  const std::size_t size = read_at(fd_, buffer.data(), static_cast<std::size_t>(to - from), from, &part.error);
  part.text = {buffer.data(), size};
  part.text_begin = from;
  part.begin = std::min(part.begin, from + size);
  part.end = std::min(part.end, from + size);
}

void FileParts::count_lines(std::size_t number, const Part& part) {
  Count count;
  const std::string_view own = part.text.substr(static_cast<std::size_t>(part.begin - part.text_begin),
                                                static_cast<std::size_t>(part.end - part.begin));
  count.lines = count_line_ends(own);
  if (count.lines != 0) count.last_line = part.begin + own.rfind('\n') + 1;
  publish(number, count);
}

void FileParts::publish(std::size_t number, Count count) {
  count.known = true;
  const std::lock_guard lock(mutex_);
  counts_[number] = count;
  for (; placed_ + 1 < counts_.size() && counts_[placed_].known; ++placed_) {
    before_[placed_ + 1].lines = before_[placed_].lines + counts_[placed_].lines;
    before_[placed_ + 1].last_line =
        counts_[placed_].last_line ? counts_[placed_].last_line : before_[placed_].last_line;
  }
  for_counts_.notify_all();
}

void FileParts::place(std::size_t number, Part& part) {
  Count before;
  {
    std::unique_lock lock(mutex_);
    for_counts_.wait(lock, [&] { return placed_ >= number; });
    before = before_[number];
  }
  const std::string_view beside = part.text.substr(0, static_cast<std::size_t>(part.begin - part.text_begin));
  part.lines = before.lines - count_line_ends(beside);
  part.line_begin = before.last_line.value_or(0);
}

}  // namespace telltale::cli
