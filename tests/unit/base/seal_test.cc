#include "base/seal.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>

namespace telltale::internal {
namespace {

constexpr Secret kSecret = {1, 2, 3};

class Seal : public ::testing::Test {
 protected:
  Seal() { EXPECT_TRUE(can_seal()); }
  const Digest key_ = digest_of_key("key");
  const std::string payload_ = "a payload that is longer than a block of Poly1305";
  const SealHeader header_ = seal(kSecret, key_, payload_);
};

SealHeader with_flip(const SealHeader& header, std::size_t byte, unsigned bit) {
  unsigned char bytes[sizeof header];
  std::memcpy(bytes, &header, sizeof header);
  bytes[byte] = static_cast<unsigned char>(bytes[byte] ^ (1U << bit));
  SealHeader flipped{};
  std::memcpy(&flipped, bytes, sizeof header);
  return flipped;
}

TEST_F(Seal, HoldsWhatItWasMadeFor) {
  EXPECT_TRUE(is_sealed(kSecret, header_, key_, payload_));
  EXPECT_TRUE(claims(header_, key_, payload_.size()));
  EXPECT_TRUE(is_sealed(kSecret, seal(kSecret, key_, ""), key_, ""));
}

TEST_F(Seal, HoldsNothingElse) {
  Secret other = kSecret;
  other.back() ^= 1;
  EXPECT_FALSE(is_sealed(other, header_, key_, payload_));
  EXPECT_FALSE(is_sealed(kSecret, header_, digest_of_key("kez"), payload_));
  EXPECT_FALSE(is_sealed(kSecret, header_, key_, payload_ + '\0'));
  EXPECT_FALSE(is_sealed(kSecret, header_, key_, payload_.substr(1)));
  EXPECT_FALSE(is_sealed(kSecret, header_, key_, ""));
  EXPECT_FALSE(claims(header_, digest_of_key("kez"), payload_.size()));
  EXPECT_FALSE(claims(header_, key_, payload_.size() + 1));
}

TEST_F(Seal, EveryBitCounts) {
  for (unsigned bit = 0; bit < 8; ++bit) {
    for (std::size_t i = 0; i < sizeof header_; ++i) {
      EXPECT_FALSE(is_sealed(kSecret, with_flip(header_, i, bit), key_, payload_)) << i << " " << bit;
    }
    for (std::size_t i = 0; i < payload_.size(); ++i) {
      std::string flipped = payload_;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      EXPECT_FALSE(is_sealed(kSecret, header_, key_, flipped)) << i << " " << bit;
    }
  }
}

// The tag is right for the payload alone: the rest of the header is part of what makes its one-time key.
TEST_F(Seal, AFormatKeyOrSizeThatIsWrittenOverIsSeen) {
  SealHeader header = header_;
  header.key = digest_of_key("another");
  EXPECT_TRUE(claims(header, header.key, payload_.size()));
  EXPECT_FALSE(is_sealed(kSecret, header, header.key, payload_));
  header = header_;
  header.format.back() = '2';
  EXPECT_FALSE(claims(header, key_, payload_.size()));
  const SealHeader longer = seal(kSecret, key_, payload_ + payload_);
  header = header_;
  header.size = longer.size;
  EXPECT_FALSE(is_sealed(kSecret, header, key_, payload_ + payload_));
}

TEST_F(Seal, IsTheSameForTheSameAndSharesNoNonceOtherwise) {
  const SealHeader again = seal(kSecret, key_, payload_);
  EXPECT_EQ(std::memcmp(&again, &header_, sizeof again), 0);
  EXPECT_NE(seal(kSecret, key_, payload_ + "x").nonce, header_.nonce);
  EXPECT_NE(seal(kSecret, digest_of_key("kez"), payload_).nonce, header_.nonce);
  EXPECT_NE(seal(Secret{1}, key_, payload_).nonce, header_.nonce);
}

TEST_F(Seal, SecretsAreNew) {
  const auto first = make_secret();
  const auto second = make_secret();
  ASSERT_TRUE(first && second);
  EXPECT_NE(*first, *second);
  EXPECT_FALSE(is_blank(*first));
  EXPECT_TRUE(is_blank(Secret{}));
  Secret almost{};
  almost.back() = 1;
  EXPECT_FALSE(is_blank(almost));
}

}  // namespace
}  // namespace telltale::internal
