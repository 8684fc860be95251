#include "decompress.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "signals.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kCompressedBlock = std::size_t{128} * 1024;  // compressed bytes a read: zstd's own block size

// A bomb: real logs compress 10 to 100 times, repeated lines a few hundred. Memory is flat anyway; the bound keeps a
// few kilobytes from buying hours. The first quarter of a gigabyte is free, so that small inputs are never refused.
constexpr std::uint64_t kHighestRatio = 1000;
constexpr std::uint64_t kFreeBytes = 256ULL * 1024 * 1024;

constexpr std::string_view kGzipMagic = "\x1F\x8B";
constexpr std::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr std::string_view kSkippableTail = "\x2A\x4D\x18";  // behind a byte 50 to 5F: a zstd frame to be skipped

bool is_skippable_lead(char c) noexcept { return (static_cast<unsigned char>(c) & 0xF0U) == 0x50; }

bool starts_like(std::string_view bytes, std::string_view magic) noexcept {
  return magic.starts_with(bytes.substr(0, magic.size()));
}

// What both share: a window of compressed bytes, the count of both sides, the words.
class DecompressingSource : public ByteSource {
 public:
  DecompressingSource(std::unique_ptr<ByteSource> compressed, std::string name)
      : name_(std::move(name)), compressed_(std::move(compressed)), window_(kCompressedBlock) {}

  std::size_t read(char* buffer, std::size_t size) final {
    if (!error().empty() || ended_) return 0;
    const std::size_t count = decompress(buffer, size);
    bytes_out_ += count;
    if (bytes_out_ > kFreeBytes && bytes_out_ / kHighestRatio > bytes_in_) {
      fail_with_limit("grows more than 1000 times when it is decompressed: the rest is not read");
    }
    return count;
  }

 protected:
  virtual std::size_t decompress(char* buffer, std::size_t size) = 0;

  // Compressed bytes that were not used; reads more when there are none. Empty: the end of the file.
  std::string_view input() {
    if (used_ == filled_) {
      used_ = 0;
      filled_ = compressed_->read(window_.data(), window_.size());
      bytes_in_ += filled_;
    }
    return {window_.data() + used_, filled_ - used_};
  }
  void use(std::size_t count) noexcept { used_ += count; }
  void end() noexcept { ended_ = true; }

  void fail_damaged(std::string_view what) { fail(name_ + " data is damaged: " + std::string(what)); }
  void fail_cut() {
    if (stop_requested() && compressed_->error().empty()) return end();  // a signal cut it, not the file
    fail(compressed_->error().empty() ? name_ + " data ends too early: what came before was read"
                                      : compressed_->error());
  }
  // Between two members: zero padding is part of the custom, anything else is said.
  void end_with(std::string_view rest) {
    end();
    if (std::any_of(rest.begin(), rest.end(), [](char c) { return c != '\0'; })) {
      fail("something that is no " + name_ + " data follows and is not read");
    }
  }

 private:
  std::string name_;
  std::unique_ptr<ByteSource> compressed_;
  std::vector<char> window_;
  std::size_t used_ = 0;
  std::size_t filled_ = 0;
  std::uint64_t bytes_in_ = 0;
  std::uint64_t bytes_out_ = 0;
  bool ended_ = false;
};

class GzipSource final : public DecompressingSource {
 public:
  explicit GzipSource(std::unique_ptr<ByteSource> compressed) : DecompressingSource(std::move(compressed), "gzip") {
    constexpr int kGzipOnly = 16 + MAX_WBITS;
    if (inflateInit2(&stream_, kGzipOnly) != Z_OK) fail("not enough memory to read gzip data");
  }
  ~GzipSource() override { inflateEnd(&stream_); }

 protected:
  std::size_t decompress(char* buffer, std::size_t size) override {
    size = std::min<std::size_t>(size, std::numeric_limits<uInt>::max());
    for (;;) {
      const std::string_view bytes = input();
      if (between_members_ && !begin_member(bytes)) return 0;
      if (bytes.empty()) {
        fail_cut();
        return 0;
      }
      const std::size_t count = inflate_some(bytes, buffer, size);
      if (count != 0 || !error().empty()) return count;
    }
  }

 private:
  bool begin_member(std::string_view bytes) {
    if (bytes.empty()) {
      end();
      return false;
    }
    if (!starts_like(bytes, kGzipMagic)) {
      end_with(bytes);
      return false;
    }
    inflateReset(&stream_);
    between_members_ = false;
    return true;
  }

  std::size_t inflate_some(std::string_view bytes, char* buffer, std::size_t size) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write there
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    const int code = inflate(&stream_, Z_NO_FLUSH);
    use(bytes.size() - stream_.avail_in);
    if (code == Z_STREAM_END) between_members_ = true;
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      fail_damaged(stream_.msg != nullptr ? stream_.msg : "no way to go on");
    }
    return size - stream_.avail_out;
  }

  z_stream stream_{};
  bool between_members_ = false;
};

class ZstdSource final : public DecompressingSource {
 public:
  explicit ZstdSource(std::unique_ptr<ByteSource> compressed)
      : DecompressingSource(std::move(compressed), "zstd"), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) fail("not enough memory to read zstd data");
  }
  ~ZstdSource() override { ZSTD_freeDStream(stream_); }

 protected:
  std::size_t decompress(char* buffer, std::size_t size) override {
    for (;;) {
      const std::string_view bytes = input();
      if (between_frames_ && (bytes.empty() || !may_be_compressed(bytes.substr(0, kMagicSize)))) {
        end_with(bytes);
        return 0;
      }
      if (bytes.empty() && !holds_output_) {
        fail_cut();
        return 0;
      }
      const std::size_t count = decompress_some(bytes, buffer, size);
      if (count != 0 || !error().empty()) return count;
    }
  }

 private:
  // NOLINTNEXTLINE(readability-non-const-parameter): zstd writes through it
  std::size_t decompress_some(std::string_view bytes, char* buffer, std::size_t size) {
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    ZSTD_outBuffer out{buffer, size, 0};
    const std::size_t code = ZSTD_decompressStream(stream_, &out, &in);
    use(in.pos);
    between_frames_ = code == 0;
    holds_output_ = out.pos == size;
    if (ZSTD_isError(code) != 0) fail_damaged(ZSTD_getErrorName(code));
    return out.pos;
  }

  ZSTD_DStream* stream_;
  bool between_frames_ = false;
  bool holds_output_ = false;
};

}  // namespace

Compression compression_of(std::string_view first_bytes) noexcept {
  if (first_bytes.starts_with(kGzipMagic)) return Compression::kGzip;
  if (first_bytes.starts_with(kZstdMagic)) return Compression::kZstd;
  const bool skippable = first_bytes.size() >= kMagicSize && is_skippable_lead(first_bytes[0]) &&
                         first_bytes.substr(1, 3) == kSkippableTail;
  return skippable ? Compression::kZstd : Compression::kNone;
}

bool may_be_compressed(std::string_view first_bytes) noexcept {
  if (first_bytes.empty() || starts_like(first_bytes, kGzipMagic) || starts_like(first_bytes, kZstdMagic)) return true;
  return is_skippable_lead(first_bytes[0]) && starts_like(first_bytes.substr(1), kSkippableTail);
}

std::unique_ptr<ByteSource> make_gzip_source(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<GzipSource>(std::move(compressed));
}

std::unique_ptr<ByteSource> make_zstd_source(std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<ZstdSource>(std::move(compressed));
}

}  // namespace telltale::cli
