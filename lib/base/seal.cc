#include "base/seal.h"

#include <sodium.h>
#include <sys/random.h>

#include <algorithm>

#include "base/little_endian.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kFormat = "telltale cache 1";

using OneTimeKey = std::array<unsigned char, crypto_onetimeauth_KEYBYTES>;
static_assert(std::tuple_size_v<decltype(SealHeader::tag)> == crypto_onetimeauth_BYTES);
static_assert(std::tuple_size_v<Secret> == crypto_generichash_KEYBYTES);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

// What the secret is used for, so that no nonce is ever somebody's one-time key. Neither begins the other.
constexpr std::string_view kForNonce = "nonce   ";
constexpr std::string_view kForOneTimeKey = "one-time";

template <typename Out>
Out keyed_hash(const Secret& secret, std::string_view purpose, const SealHeader& header, std::string_view rest) {
  crypto_generichash_state state;
  Out out{};
  crypto_generichash_init(&state, secret.data(), secret.size(), out.size());
  crypto_generichash_update(&state, bytes_of(purpose), purpose.size());
  crypto_generichash_update(&state, bytes_of({header.format.data(), header.format.size()}), header.format.size());
  crypto_generichash_update(&state, header.size.data(), header.size.size());
  crypto_generichash_update(&state, header.key.data(), header.key.size());
  crypto_generichash_update(&state, bytes_of(rest), rest.size());
  crypto_generichash_final(&state, out.data(), out.size());
  return out;
}

OneTimeKey one_time_key(const Secret& secret, const SealHeader& header) {
  const std::string_view nonce(reinterpret_cast<const char*>(header.nonce.data()), header.nonce.size());
  return keyed_hash<OneTimeKey>(secret, kForOneTimeKey, header, nonce);
}

}  // namespace

// libsodium ends the process when it finds no source of random numbers, and waits for one at boot: asked first, the
// system says so.
bool can_seal() {
  static const bool can = [] {
    unsigned char byte = 0;
    return ::getrandom(&byte, sizeof byte, GRND_NONBLOCK) == 1 && sodium_init() >= 0;
  }();
  return can;
}

std::optional<Secret> make_secret() {
  if (!can_seal()) return std::nullopt;
  Secret secret{};
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

bool is_blank(const Secret& secret) noexcept { return sodium_is_zero(secret.data(), secret.size()) == 1; }

Digest digest_of_key(std::string_view key) { return ContentHash().add(kFormat).add(key).digest(); }

SealHeader seal(const Secret& secret, const Digest& key, std::string_view payload) {
  SealHeader header{};
  std::copy(kFormat.begin(), kFormat.end(), header.format.begin());
  header.size = to_little_endian(payload.size());
  header.key = key;
  header.nonce = keyed_hash<decltype(header.nonce)>(secret, kForNonce, header, payload);
  const OneTimeKey once = one_time_key(secret, header);
  crypto_onetimeauth(header.tag.data(), bytes_of(payload), payload.size(), once.data());
  return header;
}

bool claims(const SealHeader& header, const Digest& key, std::size_t size) noexcept {
  return std::equal(kFormat.begin(), kFormat.end(), header.format.begin(), header.format.end()) &&
         header.size == to_little_endian(size) && header.key == key;
}

bool is_sealed(const Secret& secret, const SealHeader& header, const Digest& key, std::string_view payload) {
  if (!claims(header, key, payload.size())) return false;
  const OneTimeKey once = one_time_key(secret, header);
  return crypto_onetimeauth_verify(header.tag.data(), bytes_of(payload), payload.size(), once.data()) == 0;
}

}  // namespace telltale::internal
