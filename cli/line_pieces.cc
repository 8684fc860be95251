#include "line_pieces.h"

#include <atomic>
#include <cstddef>
#include <memory>

#include "byte_source.h"
#include "line_ends.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kPiece = std::size_t{32} * 1024 * 1024;
constexpr std::size_t kReadAtOnce = std::size_t{256} * 1024;

std::size_t last_line_end(std::string_view piece) noexcept {
  const std::size_t newline = piece.rfind('\n');
  return newline == std::string_view::npos ? piece.size() : newline + 1;
}

}  // namespace

std::string take_line_pieces(const Input& input, const TakePiece& take) {
  if (!input.error.empty()) return input.error;
  std::atomic<std::uint64_t> progress{0};
  const std::unique_ptr<ByteSource> source = open_source(input.path, progress);
  std::string block(kReadAtOnce, '\0');
  std::string piece;
  std::uint64_t line = 1;
  const auto hand_over = [&](std::size_t size) {
    const std::string_view text = std::string_view(piece).substr(0, size);
    if (!text.empty()) take(text, line);
    line += count_line_ends(text);
    piece.erase(0, size);
  };
  bool first = true;
  for (std::size_t count = 0; (count = source->read(block.data(), block.size())) != 0; first = false) {
    piece.append(block, 0, count);
    if (first && input.walked && looks_binary(piece)) return {};
    if (piece.size() >= kPiece) hand_over(last_line_end(piece));
  }
  hand_over(piece.size());
  return source->error();
}

}  // namespace telltale::cli
