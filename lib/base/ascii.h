// Letter case of ASCII alone: what the engines' literals and the gate's words are compared in.
#ifndef TELLTALE_LIB_BASE_ASCII_H_
#define TELLTALE_LIB_BASE_ASCII_H_

namespace telltale::internal {

[[nodiscard]] constexpr char to_lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_ASCII_H_
