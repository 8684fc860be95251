// Which inputs a run reads, in which order: paths as given, folders walked in the order of their names.
#ifndef TELLTALE_CLI_INPUTS_H_
#define TELLTALE_CLI_INPUTS_H_

#include <cstdint>
#include <string>
#include <vector>

namespace telltale::cli {

enum class InputKind { kText, kJsonl };

struct Input {
  std::string path;  // as given, or below a folder that was; "-" for standard input
  InputKind kind = InputKind::kText;
  std::uint64_t size = 0;  // bytes of a regular file, else 0
  bool walked = false;     // found in a folder: left out when it is binary
  bool waits = false;      // standard input, a FIFO, a device: its end may be far
  std::string error;       // not empty: cannot be read, and this is why
};

struct InputOptions {
  enum class From { kAuto, kText, kJsonl };
  From from = From::kAuto;  // auto: JSONL by the suffixes .jsonl and .ndjson, also in front of .gz and .zst
  bool hidden = false;      // walk hidden files and folders too
};

struct InputList {
  std::vector<Input> inputs;
  std::uint64_t total_bytes = 0;
  std::uint64_t packs_left_out = 0;  // folders that are packs of telltale: their examples are no failures of anybody
};

// Lists everything below `paths`. Symbolic links are followed; a folder is entered once, and of a file that a walk
// meets under two names because of a link the first is read. What cannot be read is in the list with its error.
[[nodiscard]] InputList list_inputs(const std::vector<std::string>& paths, const InputOptions& options);

// The paths in `file` ("-": standard input), one a line, or ended by NUL bytes when there are any. False: `error` says
// why.
[[nodiscard]] bool read_path_list(const std::string& file, std::vector<std::string>& paths, std::string& error);

// Whether a file that begins like this is a program, a picture, an archive: control bytes beside its NULs. Text with a
// run of NULs (a log after a crash) and UTF-16 are not binary.
[[nodiscard]] bool looks_binary(std::string_view first_bytes) noexcept;

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_INPUTS_H_
