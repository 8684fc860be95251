// Numbers as the bytes of files and hashes: the lowest first, on every machine.
#ifndef TELLTALE_LIB_BASE_LITTLE_ENDIAN_H_
#define TELLTALE_LIB_BASE_LITTLE_ENDIAN_H_

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace telltale::internal {

[[nodiscard]] constexpr std::array<unsigned char, 8> to_little_endian(std::uint64_t number) noexcept {
  std::array<unsigned char, 8> bytes{};
  for (unsigned char& byte : bytes) {
    byte = static_cast<unsigned char>(number & 0xFF);
    number >>= 8;
  }
  return bytes;
}

// The number whose eight bytes begin at `bytes`.
[[nodiscard]] inline std::uint64_t from_little_endian(const char* bytes) noexcept {
  std::uint64_t number = 0;
  std::memcpy(&number, bytes, sizeof number);
  if constexpr (std::endian::native == std::endian::big) number = __builtin_bswap64(number);
  return number;
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_LITTLE_ENDIAN_H_
