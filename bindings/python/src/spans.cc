#include "spans.h"

#include <cstddef>

namespace telltale::python {
namespace {

// The length of the valid UTF-8 sequence that `bytes` begins with; 0 when it begins with none, and then `broken` is how
// many bytes are replaced by one U+FFFD.
std::size_t sequence_length(std::string_view bytes, std::size_t& broken) noexcept {
  const auto at = [&bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = at(0);
  broken = 1;
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (i == 1) {
      if (first == 0xE0) low = 0xA0;
      if (first == 0xED) high = 0x9F;
      if (first == 0xF0) low = 0x90;
      if (first == 0xF4) high = 0x8F;
    }
    if (i >= bytes.size() || at(i) < low || at(i) > high) return 0;
    broken = i + 1;
  }
  return length;
}

}  // namespace

std::string valid_utf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size());
  while (!bytes.empty()) {
    std::size_t broken = 0;
    const std::size_t length = sequence_length(bytes, broken);
    if (length == 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out += bytes.substr(0, length);
    }
    bytes.remove_prefix(length == 0 ? broken : length);
  }
  return out;
}

}  // namespace telltale::python
