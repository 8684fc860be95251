// Bits of a word that stand for places of a text.
#ifndef TELLTALE_LIB_BASE_BITS_H_
#define TELLTALE_LIB_BASE_BITS_H_

#include <cstddef>
#include <cstdint>

namespace telltale::internal {

// The first `count` of 64 bits; all of them where `count` is more.
[[nodiscard]] constexpr std::uint64_t first_bits(std::size_t count) noexcept {
  return count < 64 ? (std::uint64_t{1} << count) - 1 : ~std::uint64_t{0};
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_BITS_H_
