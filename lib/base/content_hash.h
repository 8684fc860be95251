// ContentHash: a name for everything that a result depends on, so that two names are equal when all of it is.
//
//   ContentHash hash;
//   hash.add("pattern set, format 3").add(hs_version()).add(pack_bytes);
//   cache.store(hash.hex(), ...);
//
// BLAKE2b with 256 bits: nobody finds two contents with one hash. It is no proof of origin: anybody can compute it
// (what only we can make is in base/seal.h). Fields keep their borders: {"ab", "c"} is another content than {"a",
// "bc"}, and an empty field counts. The same on every machine and in every version.
//
// One thread at a time. 16 MB take some 21 ms.
#ifndef TELLTALE_LIB_BASE_CONTENT_HASH_H_
#define TELLTALE_LIB_BASE_CONTENT_HASH_H_

#include <array>
#include <memory>
#include <string>
#include <string_view>

namespace telltale::internal {

using Digest = std::array<unsigned char, 32>;

class ContentHash {
 public:
  ContentHash();
  ContentHash(ContentHash&&) noexcept;
  ContentHash& operator=(ContentHash&&) noexcept;
  ~ContentHash();

  ContentHash& add(std::string_view field);
  // Of what was added so far; more can be added afterwards.
  [[nodiscard]] Digest digest() const;
  [[nodiscard]] std::string hex() const;  // digest() as 64 lower-case digits

 private:
  struct State;  // libsodium's, which no header of ours names
  std::unique_ptr<State> state_;
};

// `bytes` as lower-case digits, two a byte.
[[nodiscard]] std::string to_hex(std::string_view bytes);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_CONTENT_HASH_H_
