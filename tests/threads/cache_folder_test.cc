// Several threads store and load in one cache folder: whoever loads gets one of the payloads that were stored, whole.
#include "base/cache_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "temporary_folder.h"

namespace telltale::internal {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kThreads = 8;
constexpr std::size_t kRounds = 20;

class CacheThreads : public ::testing::Test {
 protected:
  static void on_all_threads(const std::function<void(std::size_t)>& work) {
    std::vector<std::thread> threads;
    for (std::size_t number = 0; number < kThreads; ++number) threads.emplace_back(work, number);
    for (std::thread& thread : threads) thread.join();
  }

  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(above_ / "cache"), {}));
  }

  const ::telltale::testing::TemporaryFolder temporary_;
  const fs::path above_ = temporary_.path();
};

// Of one byte value and a size of its own: a mixture would be seen.
std::string payload_of(std::size_t number) { return std::string(100'000 + number, static_cast<char>('a' + number)); }

bool is_a_payload(std::string_view bytes) {
  return bytes.size() >= 100'000 && bytes.size() < 100'000 + kThreads && bytes == payload_of(bytes.size() - 100'000);
}

TEST_F(CacheThreads, TheSameKey) {
  const CacheFolder cache((above_ / "cache").string());
  std::atomic<std::size_t> failed{0};
  on_all_threads([&](std::size_t number) {
    for (std::size_t round = 0; round < kRounds; ++round) {
      if (!cache.store("key", payload_of(number))) ++failed;
      const auto loaded = cache.load("key");
      if (!loaded || !is_a_payload(loaded->view())) ++failed;
    }
  });
  EXPECT_EQ(failed, 0U);
  EXPECT_EQ(files(), 2U);  // the secret and the entry
}

TEST_F(CacheThreads, KeysOfTheirOwn) {
  const CacheFolder cache((above_ / "cache").string());
  std::atomic<std::size_t> failed{0};
  on_all_threads([&](std::size_t number) {
    const std::string key = std::to_string(number);
    for (std::size_t round = 0; round < kRounds; ++round) {
      if (!cache.store(key, payload_of(number))) ++failed;
      const auto loaded = cache.load(key);
      if (!loaded || loaded->view() != payload_of(number)) ++failed;
    }
  });
  EXPECT_EQ(failed, 0U);
  EXPECT_EQ(files(), 1 + kThreads);
}

}  // namespace
}  // namespace telltale::internal
