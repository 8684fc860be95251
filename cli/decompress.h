// gzip and zstd as they come in the world: several members behind one another, cut short, padded, or made to explode.
#ifndef TELLTALE_CLI_DECOMPRESS_H_
#define TELLTALE_CLI_DECOMPRESS_H_

#include <memory>
#include <string_view>

#include "byte_source.h"

namespace telltale::cli {

enum class Compression { kNone, kGzip, kZstd };

inline constexpr std::size_t kMagicSize = 4;

// By the first bytes: at most kMagicSize are looked at.
[[nodiscard]] Compression compression_of(std::string_view first_bytes) noexcept;

// Whether more bytes could still change what compression_of() says.
[[nodiscard]] bool may_be_compressed(std::string_view first_bytes) noexcept;

[[nodiscard]] std::unique_ptr<ByteSource> make_gzip_source(std::unique_ptr<ByteSource> compressed);
[[nodiscard]] std::unique_ptr<ByteSource> make_zstd_source(std::unique_ptr<ByteSource> compressed);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_DECOMPRESS_H_
