// One process that uses a cache folder, for cache_test.py.
//
//   cache_user store FOLDER        says "ready" and stores again and again, until it is killed
//   cache_user load FOLDER         says "right", "miss" or "wrong" for each key
//   cache_user start FOLDER        waits for the end of standard input; then what a start does: loads, stores what is
//                                  missing, loads. Says "stored", "found" or "failed", then as `load`
#include <cstddef>
#include <iostream>
#include <string>
#include <string_view>

#include "base/cache_folder.h"

namespace {

using telltale::internal::CacheFolder;

constexpr std::size_t kKeys = 3;
constexpr std::size_t kSize = 1'000'000;

std::string key_of(std::size_t number) { return "key " + std::to_string(number); }

// Follows from the key, so that every process knows what is right.
std::string payload_of(std::size_t number) {
  std::string payload(kSize, '\0');
  std::size_t state = number + 1;
  for (char& c : payload) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    c = static_cast<char>(state >> 56);
  }
  return payload;
}

std::string_view verdict(const CacheFolder& cache, std::size_t number) {
  const auto loaded = cache.load(key_of(number));
  if (!loaded) return "miss";
  return loaded->view() == payload_of(number) ? "right" : "wrong";
}

int load(const CacheFolder& cache) {
  for (std::size_t number = 0; number < kKeys; ++number) std::cout << verdict(cache, number) << "\n";
  return 0;
}

[[noreturn]] void store_for_ever(const CacheFolder& cache) {
  const std::string payloads[kKeys] = {payload_of(0), payload_of(1), payload_of(2)};
  std::cout << "ready" << std::endl;
  for (std::size_t round = 0;; ++round) cache.store(key_of(round % kKeys), payloads[round % kKeys]);
}

int start(const CacheFolder& cache) {
  std::cin.ignore(1);
  std::string_view said = "found";
  for (std::size_t number = 0; number < kKeys; ++number) {
    if (cache.load(key_of(number))) continue;
    if (!cache.store(key_of(number), payload_of(number))) said = "failed";
    if (said == "found") said = "stored";
  }
  std::cout << said << "\n";
  return load(cache);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string_view word = argv[1];
  const CacheFolder cache(argv[2]);
  if (word == "store") store_for_ever(cache);
  if (word == "load") return load(cache);
  if (word == "start") return start(cache);
  return 2;
}
