#include "text/mapped_text.h"

#include <numeric>

namespace telltale::internal {

void MappedText::clear() noexcept {
  text.clear();
  begin.clear();
  end.clear();
}

void MappedText::reserve(std::size_t bytes) {
  text.reserve(bytes);
  begin.reserve(bytes);
  end.reserve(bytes);
}

void MappedText::append(char byte, std::uint32_t from, std::uint32_t to) {
  text.push_back(byte);
  begin.push_back(from);
  end.push_back(to);
}

void MappedText::append_from(const MappedText& other, std::size_t i) {
  append(other.text[i], other.begin[i], other.end[i]);
}

void MappedText::append_from(const MappedText& other, std::size_t from, std::size_t to) {
  text.append(other.text, from, to - from);
  begin.insert(begin.end(), other.begin.data() + from, other.begin.data() + to);
  end.insert(end.end(), other.end.data() + from, other.end.data() + to);
}

void MappedText::append(std::string_view bytes, std::uint32_t from, std::uint32_t to) {
  text.append(bytes);
  begin.insert(begin.end(), bytes.size(), from);
  end.insert(end.end(), bytes.size(), to);
}

void MappedText::assign(std::string_view raw) {
  text.assign(raw);
  begin.resize(raw.size());
  end.resize(raw.size());
  std::iota(begin.begin(), begin.end(), std::uint32_t{0});
  std::iota(end.begin(), end.end(), std::uint32_t{1});
}

}  // namespace telltale::internal
