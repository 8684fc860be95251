#include "base/content_hash.h"

#include <sodium.h>

#include "base/little_endian.h"

namespace telltale::internal {

struct ContentHash::State {
  crypto_generichash_state state;
};

namespace {

void update(crypto_generichash_state* state, const void* bytes, std::size_t size) {
  crypto_generichash_update(state, static_cast<const unsigned char*>(bytes), size);
}

}  // namespace

// Hashing needs no sodium_init(): without it the portable code runs, which gives the same digest.
ContentHash::ContentHash() : state_(std::make_unique<State>()) {
  crypto_generichash_init(&state_->state, nullptr, 0, std::tuple_size_v<Digest>);
}
ContentHash::ContentHash(ContentHash&&) noexcept = default;
ContentHash& ContentHash::operator=(ContentHash&&) noexcept = default;
ContentHash::~ContentHash() = default;

ContentHash& ContentHash::add(std::string_view field) {
  const auto length = to_little_endian(field.size());
  update(&state_->state, length.data(), length.size());
  update(&state_->state, field.data(), field.size());
  return *this;
}

Digest ContentHash::digest() const {
  crypto_generichash_state copy = state_->state;
  Digest digest{};
  crypto_generichash_final(&copy, digest.data(), digest.size());
  return digest;
}

std::string ContentHash::hex() const {
  const Digest bytes = digest();
  return to_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4];
    hex += kDigits[byte & 15];
  }
  return hex;
}

}  // namespace telltale::internal
