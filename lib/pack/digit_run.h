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

  // For base/archive.h. Nearly all places take one byte, and large packs have hundred thousands of them.
  template <typename Archive>
  void describe(Archive& archive) {
    int taken = 0;
    for (const std::uint64_t some : bytes) taken += std::popcount(some);
    bool is_one = taken == 1;
    archive(is_one);
    if (!is_one) return archive(bytes);
    std::uint8_t byte = first();
    archive(byte);
    BytePlace one;
    one.add(byte);
    if (*this != one) *this = one;  // who stores may not write
  }

 private:
  // The first byte that it takes; 0 when there is none.
  [[nodiscard]] std::uint8_t first() const noexcept {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      if (bytes[i] != 0)
        return static_cast<std::uint8_t>(64 * i + static_cast<std::size_t>(std::countr_zero(bytes[i])));
    }
    return 0;
  }
};

using DigitRun = std::vector<BytePlace>;

// The runs of a pattern: whatever digit a match tells from another, it stands in one of them. A run ends where it is
// open what comes next (repeats, alternatives); what may be missing inside of one ("dns-?01") makes two of it.
[[nodiscard]] std::vector<DigitRun> digit_runs_of(const PatternNode& root);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_DIGIT_RUN_H_
