#include "report/cells.h"

#include <cstdint>

#include "report/characters.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kTab = "    ";  // fixed, so that carets stay under their text however a line is cut
constexpr std::size_t kLongestCell = 32;   // bytes: room for a letter with its marks, none for towers of them

std::uint32_t unit_at(std::string_view text, std::size_t at, Evidence::Encoding encoding) noexcept {
  const auto first = static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
  const auto second = static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + 1]));
  return encoding == Evidence::Encoding::kUtf16Le ? (second << 8U) | first : (first << 8U) | second;
}

Character utf16_at(std::string_view text, std::size_t at, Evidence::Encoding encoding) noexcept {
  if (at + 1 >= text.size()) return {};
  const std::uint32_t high = unit_at(text, at, encoding);
  if (high < 0xD800 || high > 0xDFFF) return {high, 2, true};
  if (high > 0xDBFF || at + 3 >= text.size()) return {kReplacement, 2, false};
  const std::uint32_t low = unit_at(text, at + 2, encoding);
  if (low < 0xDC00 || low > 0xDFFF) return {kReplacement, 2, false};
  return {0x10000 + ((high - 0xD800) << 10U) + (low - 0xDC00), 4, true};
}

class Cutter {
 public:
  Cutter(std::string_view text, Evidence::Encoding encoding) : text_(text), encoding_(encoding) {}

  std::vector<Cell> cut() {
    while (at_ < text_.size()) {
      if (const std::size_t escape = escape_length(); escape != 0) {
        at_ += escape;
        continue;
      }
      const Character character = next();
      add(character);
      at_ += character.length;
    }
    return std::move(cells_);
  }

 private:
  [[nodiscard]] std::size_t escape_length() const noexcept {
    return encoding_ == Evidence::Encoding::kUtf8 ? escape_sequence_length(text_, at_) : 0;
  }

  [[nodiscard]] Character next() const noexcept {
    return encoding_ == Evidence::Encoding::kUtf8 ? character_at(text_, at_) : utf16_at(text_, at_, encoding_);
  }

  // A carriage return in front of a newline or at the end is part of the line's end.
  [[nodiscard]] bool is_before_newline(const Character& character) const noexcept {
    const std::size_t after = at_ + character.length;
    if (after >= text_.size()) return true;
    if (encoding_ == Evidence::Encoding::kUtf8) return text_[after] == '\n';
    return after + 1 < text_.size() && unit_at(text_, after, encoding_) == '\n';
  }

  void add(const Character& character) {
    const std::size_t end = at_ + character.length;
    if (character.value == '\r' && is_before_newline(character)) return;
    if (character.value == '\n') return cells_.push_back({"", 0, at_, end, true});
    if (character.value == '\t') return cells_.push_back({std::string(kTab), kTab.size(), at_, end, false});
    if (is_unsafe(character.value)) return cells_.push_back({std::string(kReplacementUtf8), 1, at_, end, false});
    const unsigned width = column_width(character.value);
    if (width == 0) return join(character, end);
    cells_.push_back({"", width, at_, end, false});
    append_utf8(character.value, cells_.back().text);
  }

  void join(const Character& character, std::size_t end) {
    if (cells_.empty() || cells_.back().newline || cells_.back().text.size() >= kLongestCell) return;
    append_utf8(character.value, cells_.back().text);
    cells_.back().end = end;
  }

  std::string_view text_;
  Evidence::Encoding encoding_;
  std::size_t at_ = 0;
  std::vector<Cell> cells_;
};

}  // namespace

std::vector<Cell> cells_of(std::string_view text, Evidence::Encoding encoding) { return Cutter(text, encoding).cut(); }

}  // namespace telltale::internal

namespace telltale {

std::string terminal_safe(std::string_view bytes, bool keep_lines) {
  std::string safe;
  safe.reserve(bytes.size());
  for (const internal::Cell& cell : internal::cells_of(bytes, Evidence::Encoding::kUtf8)) {
    const bool tab = !cell.newline && bytes[cell.begin] == '\t';
    if (cell.newline) {
      safe += keep_lines ? std::string_view("\n") : internal::kReplacementUtf8;
    } else if (tab) {
      safe += keep_lines ? std::string_view("\t") : internal::kReplacementUtf8;
    } else {
      safe += cell.text;
    }
  }
  return safe;
}

std::size_t terminal_width(std::string_view safe) noexcept {
  std::size_t width = 0;
  for (std::size_t at = 0; at < safe.size();) {
    const internal::Character character = internal::character_at(safe, at);
    width += internal::column_width(character.value);
    at += character.length;
  }
  return width;
}

}  // namespace telltale
