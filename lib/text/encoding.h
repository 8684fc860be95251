// UTF-16 in, UTF-8 out, with the way back: PowerShell's `>` writes UTF-16, and a text read as the wrong encoding
// would silently match nothing.
#ifndef TELLTALE_LIB_TEXT_ENCODING_H_
#define TELLTALE_LIB_TEXT_ENCODING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace telltale::internal {

enum class Encoding : std::uint8_t { kUtf8, kUtf16Le, kUtf16Be };

// By byte order mark, else by NUL bytes in every second place of the first 4 KiB (30 % or more, one side only).
[[nodiscard]] Encoding detect_encoding(std::string_view bytes) noexcept;

// UTF-16 as UTF-8; lone surrogates and odd last bytes become U+FFFD. The BOM is dropped.
class Transcoded {
 public:
  Transcoded(std::string_view utf16, Encoding encoding);
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  // The offset in the UTF-16 bytes of the character that holds byte `offset` of text(); text().size() and everything
  // beyond map to the end.
  [[nodiscard]] std::uint64_t to_original(std::uint64_t offset) const noexcept;

 private:
  std::string text_;
  // (offset in text_, offset in the original) every few hundred bytes; between two, characters are counted.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> checkpoints_;
  std::uint64_t original_size_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_ENCODING_H_
