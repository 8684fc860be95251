// MappedText: a text with the way back. Every byte knows which bytes of the original it stands for.
#ifndef TELLTALE_LIB_TEXT_MAPPED_TEXT_H_
#define TELLTALE_LIB_TEXT_MAPPED_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace telltale::internal {

// Byte i of `text` stands for the original bytes [begin[i], end[i]). Both arrays are monotone, begin[i] < end[i], and
// as long as the text. Offsets are relative to the window that was cleaned, so 32 bits are enough.
struct MappedText {
  std::string text;
  std::vector<std::uint32_t> begin;
  std::vector<std::uint32_t> end;

  void clear() noexcept;
  void reserve(std::size_t bytes);
  void append(char byte, std::uint32_t from, std::uint32_t to);
  // Appends byte `i` of `other` as it is.
  void append_from(const MappedText& other, std::size_t i);
  // Appends the bytes [from, to) of `other` as they are.
  void append_from(const MappedText& other, std::size_t from, std::size_t to);
  // Appends `bytes`, which together stand for the original bytes [from, to).
  void append(std::string_view bytes, std::uint32_t from, std::uint32_t to);

  // The identity over `raw`.
  void assign(std::string_view raw);
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_TEXT_MAPPED_TEXT_H_
