// DigitRun: a part of a pattern that tells one digit from another, with the bytes beside it: ":443" in "[a-z.]+:443".
#ifndef TELLTALE_LIB_PACK_DIGIT_RUN_H_
#define TELLTALE_LIB_PACK_DIGIT_RUN_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace telltale::internal {

struct PatternNode;

// The bytes that one place of a pattern takes.
struct BytePlace {
  std::array<std::uint64_t, 4> bytes{};  // a bit each

  void add(unsigned char byte) noexcept { bytes[byte / 64U] |= std::uint64_t{1} << (byte % 64U); }
  [[nodiscard]] bool takes(char c) const noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return (bytes[byte / 64U] >> (byte % 64U) & 1U) != 0;
  }
  // How many of the ten digits it takes.
  [[nodiscard]] int digits() const noexcept {
    constexpr std::uint64_t kTen = (std::uint64_t{1} << 10U) - 1;
    return std::popcount(bytes['0' / 64U] & kTen << ('0' % 64U));
  }
  [[nodiscard]] bool tells_digits_apart() const noexcept { return digits() != 0 && digits() != 10; }

  bool operator==(const BytePlace&) const = default;

  // For base/archive.h.
  template <typename Archive>
  void describe(Archive& archive) {
    archive(bytes);
  }
};

using DigitRun = std::vector<BytePlace>;

// The runs of a pattern: whatever digit a match tells from another, it stands in one of them. A run ends where it is open
// what comes next (repeats, alternatives); what may be missing inside of one ("dns-?01") makes two of it.
[[nodiscard]] std::vector<DigitRun> digit_runs_of(const PatternNode& root);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_DIGIT_RUN_H_
