// Seals: a header in front of stored bytes that only who knows a secret can make, and that fits one key, one size and
// one payload. Whoever reads the bytes back learns that nothing was changed, cut, appended or put under another key.
//
// The tag is Poly1305 with a key that serves one header: BLAKE2b of the header, keyed with the secret. That is how RFC
// 8439 (2.6) makes one-time keys, with a keyed hash in place of ChaCha20; Poly1305 is sound exactly when no two
// messages share such a key (Bernstein, "The Poly1305-AES message-authentication code", FSE 2005), and then a forged
// tag for L bytes is right with a chance of 8 * ceil(L / 16) in 2^106: at 16 MB, 2^-83 a try. Two messages do not share
// one, because the header holds a nonce that is itself a keyed hash of header and payload, as in RFC 8452: contents
// that differ have nonces that differ (but for one pair in 2^192), and the same content has the same seal, so that
// files are reproducible. Keyed BLAKE2b over the payload would need no such care; of 16 MB it takes 21 ms, Poly1305 5
// to 8, and every start waits for it. Making a seal costs both.
#ifndef TELLTALE_LIB_BASE_SEAL_H_
#define TELLTALE_LIB_BASE_SEAL_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "base/content_hash.h"

namespace telltale::internal {

using Secret = std::array<unsigned char, 32>;

// As it stands in a file: bytes alone, the same on every machine.
struct SealHeader {
  std::array<char, 16> format;        // "telltale cache 1"; another format has another number
  std::array<unsigned char, 8> size;  // of the payload
  Digest key;                         // of the key
  std::array<unsigned char, 24> nonce;
  std::array<unsigned char, 16> tag;
};
static_assert(sizeof(SealHeader) == 96 && alignof(SealHeader) == 1);

// Whether secrets and seals can be made here: not in a process that is denied random numbers. Never waits for them.
[[nodiscard]] bool can_seal();

// A new secret; nothing when can_seal() is false.
[[nodiscard]] std::optional<Secret> make_secret();
// Zeros are what a machine that lost its power leaves of a file, and what everybody can guess.
[[nodiscard]] bool is_blank(const Secret& secret) noexcept;

[[nodiscard]] Digest digest_of_key(std::string_view key);

[[nodiscard]] SealHeader seal(const Secret& secret, const Digest& key, std::string_view payload);

// Whether `header` says that it is for this key and size. Proves nothing; for who has not read the payload yet.
[[nodiscard]] bool claims(const SealHeader& header, const Digest& key, std::size_t size) noexcept;

// Whether seal() made `header` for this secret, key and payload. Compares in constant time. Thread-safe, as all here.
[[nodiscard]] bool is_sealed(const Secret& secret, const SealHeader& header, const Digest& key,
                             std::string_view payload);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_SEAL_H_
