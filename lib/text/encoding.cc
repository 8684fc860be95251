#include "text/encoding.h"

#include <algorithm>
#include <cstring>

#include "text/characters.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kProbe = 4096;           // enough for the first lines of any log
constexpr std::size_t kCheckpointBytes = 512;  // to_original() counts at most these; a checkpoint costs 16 bytes

// NUL bytes at even and odd places of the first bytes.
std::pair<std::size_t, std::size_t> count_nuls(std::string_view bytes) noexcept {
  std::pair<std::size_t, std::size_t> nuls{0, 0};
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    nuls.first += bytes[i] == '\0' ? 1U : 0U;
    nuls.second += bytes[i + 1] == '\0' ? 1U : 0U;
  }
  return nuls;
}

// A unit of UTF-16; the caller knows that two bytes are there.
char32_t unit_at(std::string_view utf16, std::size_t at, Encoding encoding) noexcept {
  const auto first = static_cast<unsigned char>(utf16[at]);
  const auto second = static_cast<unsigned char>(utf16[at + 1]);
  const bool little = encoding == Encoding::kUtf16Le;
  return little ? static_cast<char32_t>(second << 8U | first) : static_cast<char32_t>(first << 8U | second);
}

struct Character {
  char32_t code_point;
  std::size_t bytes;  // in UTF-16
};

constexpr char32_t kReplacement = 0xFFFD;

bool is_high(char32_t unit) noexcept { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low(char32_t unit) noexcept { return unit >= 0xDC00 && unit <= 0xDFFF; }

Character character_at(std::string_view utf16, std::size_t at, Encoding encoding) noexcept {
  if (at + 1 >= utf16.size()) return {kReplacement, 1};
  const char32_t unit = unit_at(utf16, at, encoding);
  if (is_high(unit) && at + 3 < utf16.size()) {
    const char32_t next = unit_at(utf16, at + 2, encoding);
    if (is_low(next)) return {0x10000 + ((unit - 0xD800) << 10U) + (next - 0xDC00), 4};
  }
  return {is_high(unit) || is_low(unit) ? kReplacement : unit, 2};
}

}  // namespace

Encoding detect_encoding(std::string_view bytes) noexcept {
  if (bytes.size() < 2) return Encoding::kUtf8;
  if (bytes[0] == '\xFF' && bytes[1] == '\xFE') return Encoding::kUtf16Le;
  if (bytes[0] == '\xFE' && bytes[1] == '\xFF') return Encoding::kUtf16Be;
  if (bytes.size() < 4) return Encoding::kUtf8;
  const std::string_view probe = bytes.substr(0, kProbe);
  // Nearly every text ends here, many times faster than by counting.
  if (std::memchr(probe.data(), '\0', probe.size()) == nullptr) return Encoding::kUtf8;
  const auto [even, odd] = count_nuls(probe);
  // ASCII in UTF-16 has a NUL in every pair; 30 % leaves room for text in other scripts. Binary data has NULs on both
  // sides; one in a hundred pairs is forgiven.
  const std::size_t pairs = probe.size() / 2;
  const std::size_t many = pairs * 3 / 10 + 1;
  const std::size_t few = pairs / 100;
  if (odd >= many && even <= few) return Encoding::kUtf16Le;
  if (even >= many && odd <= few) return Encoding::kUtf16Be;
  return Encoding::kUtf8;
}

Transcoded::Transcoded(std::string_view utf16, Encoding encoding) : original_size_(utf16.size()) {
  text_.reserve(utf16.size() / 2 + utf16.size() / 8);
  std::size_t at = 0;
  if (utf16.size() >= 2 && unit_at(utf16, 0, encoding) == 0xFEFF) at = 2;
  checkpoints_.emplace_back(0, at);
  while (at < utf16.size()) {
    if (text_.size() - checkpoints_.back().first >= kCheckpointBytes) checkpoints_.emplace_back(text_.size(), at);
    const Character character = character_at(utf16, at, encoding);
    text_.append(EncodedCodePoint(character.code_point).bytes());
    at += character.bytes;
  }
}

std::uint64_t Transcoded::to_original(std::uint64_t offset) const noexcept {
  if (offset >= text_.size()) return original_size_;
  const auto after = std::upper_bound(checkpoints_.begin(), checkpoints_.end(), offset,
                                      [](std::uint64_t wanted, const auto& point) { return wanted < point.first; });
  auto [here, original] = *(after - 1);
  for (;;) {
    const auto lead = static_cast<unsigned char>(text_[here]);
    const std::uint64_t size = lead < 0x80 ? 1U : lead < 0xE0 ? 2U : lead < 0xF0 ? 3U : 4U;
    if (offset < here + size) return original;
    here += size;
    original += size == 4 ? 4U : 2U;
  }
}

}  // namespace telltale::internal
