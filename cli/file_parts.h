// FileParts: a large file that several threads read, each one part of it at a time.
//
// Parts are cut anywhere. Each is looked at with enough on both sides that every match which begins in it is found as
// in the whole file, and only those are told; where a part begins is the same for any number of threads.
#ifndef TELLTALE_CLI_FILE_PARTS_H_
#define TELLTALE_CLI_FILE_PARTS_H_

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inputs.h"

namespace telltale::cli {

class FileParts {
 public:
  // Null when `input` is to be read as one: what is small, waits, is compressed, in UTF-16 or binary, or fails to open.
  [[nodiscard]] static std::shared_ptr<FileParts> open(const Input& input);

  ~FileParts();
  FileParts(const FileParts&) = delete;
  FileParts& operator=(const FileParts&) = delete;

  [[nodiscard]] std::size_t count() const noexcept { return counts_.size(); }

  struct Part {
    std::string_view text;         // the part with what is beside it
    std::uint64_t text_begin = 0;  // of `text` in the file
    std::uint64_t begin = 0;       // of the part in the file
    std::uint64_t end = 0;
    std::uint64_t lines = 0;       // line ends of the file before `text`
    std::uint64_t line_begin = 0;  // in the file, of the line that `text` begins in
    std::string error;             // not empty: the file could not be read up to its end, and this is why
  };

  // Reads a part into `buffer`, which has to live as long as the part is used. Every part has to be read once; waits
  // until those before it are, to know how many lines they have.
  [[nodiscard]] Part read(std::size_t number, std::vector<char>& buffer);

  // Whether no match was found before; for one text there is one that matched, however many parts it has.
  [[nodiscard]] bool is_first_match() noexcept { return !matched_.exchange(true); }

 private:
  // What is known of the lines in a part.
  struct Count {
    bool known = false;
    std::uint64_t lines = 0;
    std::optional<std::uint64_t> last_line;  // where in the file the last line begins that begins in the part
  };

  FileParts(int fd, std::uint64_t size);
  void read_range(std::uint64_t from, std::uint64_t to, std::vector<char>& buffer, Part& part) const;
  void count_lines(std::size_t number, const Part& part);
  void publish(std::size_t number, Count count);
  void place(std::size_t number, Part& part);

  int fd_;
  std::uint64_t size_;
  std::atomic<bool> matched_{false};
  std::mutex mutex_;
  std::condition_variable for_counts_;
  std::vector<Count> counts_;
  // All parts before this one are counted: their sum.
  std::size_t placed_ = 0;
  std::vector<Count> before_;  // of each part up to placed_
};

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_FILE_PARTS_H_
