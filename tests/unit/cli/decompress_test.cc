#include "decompress.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <memory>

namespace telltale::cli {
namespace {

class StringSource final : public ByteSource {
 public:
  StringSource(std::string bytes, std::size_t piece) : bytes_(std::move(bytes)), piece_(piece) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size() - at_});
    bytes_.copy(buffer, count, at_);
    at_ += count;
    return count;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

std::string gzip(const std::string& text) {
  std::string out(compressBound(static_cast<uLong>(text.size())) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(out.size() - stream.avail_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

struct Outcome {
  std::string text;
  std::string error;
  bool is_limit = false;
};

Outcome read_all(const std::string& bytes, Compression compression, std::size_t piece, std::size_t block) {
  auto compressed = std::make_unique<StringSource>(bytes, piece);
  const std::unique_ptr<ByteSource> source = compression == Compression::kGzip
                                                 ? make_gzip_source(std::move(compressed))
                                                 : make_zstd_source(std::move(compressed));
  Outcome outcome;
  std::string buffer(block, '\0');
  while (const std::size_t count = source->read(buffer.data(), block)) outcome.text.append(buffer, 0, count);
  outcome.error = source->error();
  outcome.is_limit = source->is_limit();
  return outcome;
}

const std::string kFirst(5000, 'a');
const std::string kSecond = "second member\n";

class DecompressTest : public ::testing::TestWithParam<Compression> {
 protected:
  static std::string pack(const std::string& text) {
    return GetParam() == Compression::kGzip ? gzip(text) : zstd(text);
  }
  static Outcome read(const std::string& bytes, std::size_t piece = 1000, std::size_t block = 1000) {
    return read_all(bytes, GetParam(), piece, block);
  }
};

TEST_P(DecompressTest, ReadsMembersBehindOneAnother) {
  const std::string bytes = pack(kFirst) + pack("") + pack(kSecond);
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 1000U}) {
    for (const std::size_t block : {1U, 100U, 5000U, 5014U, 10000U}) {
      const Outcome outcome = read(bytes, piece, block);
      EXPECT_EQ(outcome.text, kFirst + kSecond) << piece << " " << block;
      EXPECT_EQ(outcome.error, "") << piece << " " << block;
    }
  }
}

TEST_P(DecompressTest, WhatWasCutIsReadAndSaid) {
  const std::string bytes = pack(kFirst) + pack(kSecond);
  for (std::size_t size = 5; size < bytes.size(); ++size) {
    const Outcome outcome = read(bytes.substr(0, size));
    EXPECT_EQ((kFirst + kSecond).substr(0, outcome.text.size()), outcome.text);
    if (size == pack(kFirst).size()) {
      EXPECT_EQ(outcome.error, "");
      EXPECT_EQ(outcome.text, kFirst);
    } else {
      EXPECT_NE(outcome.error.find("ends too early"), std::string::npos) << size;
    }
  }
}

TEST_P(DecompressTest, DamageIsSaid) {
  std::string bytes = pack(kSecond);
  bytes[bytes.size() - 6] = static_cast<char>(bytes[bytes.size() - 6] ^ 0x55);
  EXPECT_NE(read(bytes).error, "");
}

TEST_P(DecompressTest, PaddingIsNothingAndOtherBytesAreSaid) {
  EXPECT_EQ(read(pack(kSecond) + std::string(512, '\0')).error, "");
  const Outcome outcome = read(pack(kSecond) + "tail");
  EXPECT_EQ(outcome.text, kSecond);
  EXPECT_NE(outcome.error.find("follows and is not read"), std::string::npos);
}

TEST_P(DecompressTest, BombsAreStopped) {
  const std::string member = pack(std::string(64U << 20U, '\0'));
  std::string bomb;
  for (int i = 0; i < 8; ++i) bomb += member;
  const Outcome outcome = read(bomb, 1U << 20U, 1U << 20U);
  EXPECT_TRUE(outcome.is_limit);
  EXPECT_LT(outcome.text.size(), 300U << 20U);
}

INSTANTIATE_TEST_SUITE_P(Both, DecompressTest, testing::Values(Compression::kGzip, Compression::kZstd),
                         [](const auto& instance) { return instance.param == Compression::kGzip ? "gzip" : "zstd"; });

TEST(Compression, IsToldByTheFirstBytes) {
  EXPECT_EQ(compression_of(gzip("x").substr(0, 4)), Compression::kGzip);
  EXPECT_EQ(compression_of(zstd("x").substr(0, 4)), Compression::kZstd);
  EXPECT_EQ(compression_of("\x53\x2A\x4D\x18"), Compression::kZstd);
  EXPECT_EQ(compression_of("plain"), Compression::kNone);
  EXPECT_EQ(compression_of("\x1F"), Compression::kNone);
  EXPECT_EQ(compression_of("P*M"), Compression::kNone);
  EXPECT_FALSE(may_be_compressed("plain"));
  EXPECT_FALSE(may_be_compressed("PA"));
  EXPECT_TRUE(may_be_compressed("P"));
  EXPECT_TRUE(may_be_compressed(""));
}

}  // namespace
}  // namespace telltale::cli
