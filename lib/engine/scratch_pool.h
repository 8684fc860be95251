// A pool of things that one thread at a time may use and that are costly to make: Hyperscan's scratch space.
//
// A fixed row of slots; taking and giving back is one atomic exchange, mostly on a slot that only this thread touches.
// There is no list to corrupt and nothing to wait for: an empty row means "make one", a full row means "drop it". So
// there are never more items than threads that were busy at the same time.
#ifndef TELLTALE_LIB_ENGINE_SCRATCH_POOL_H_
#define TELLTALE_LIB_ENGINE_SCRATCH_POOL_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace telltale::internal {

// A number for each thread, in the order in which they first asked.
[[nodiscard]] inline std::size_t thread_number() noexcept {
  static std::atomic<std::size_t> next{0};
  thread_local const std::size_t number = next.fetch_add(1, std::memory_order_relaxed);
  return number;
}

template <typename T, typename Delete>
class ScratchPool {
 public:
  using Item = std::unique_ptr<T, Delete>;

  ScratchPool() = default;
  ScratchPool(const ScratchPool&) = delete;
  ScratchPool& operator=(const ScratchPool&) = delete;
  ~ScratchPool() {
    for (Slot& slot : slots_) Item(slot.item.load(std::memory_order_acquire)).reset();
  }

  // An item nobody else has, or null when there is none.
  [[nodiscard]] Item take() noexcept {
    for (std::size_t i = 0; i < kSlots; ++i) {
      std::atomic<T*>& place = slot(i);
      if (place.load(std::memory_order_relaxed) == nullptr) continue;  // looking is cheaper than an exchange
      if (T* item = place.exchange(nullptr, std::memory_order_acquire)) return Item(item);
    }
    return nullptr;
  }

  void give_back(Item item) noexcept {
    for (std::size_t i = 0; i < kSlots && item; ++i) {
      T* expected = nullptr;
      if (slot(i).compare_exchange_strong(expected, item.get(), std::memory_order_release, std::memory_order_relaxed)) {
        static_cast<void>(item.release());
      }
    }
  }

 private:
  // More slots than most machines have threads; each on a cache line of its own so that threads do not slow each
  // other down. 8 KiB a pool.
  static constexpr std::size_t kSlots = 128;
  struct alignas(64) Slot {
    std::atomic<T*> item{nullptr};
  };

  [[nodiscard]] std::atomic<T*>& slot(std::size_t offset) noexcept {
    return slots_[(thread_number() + offset) % kSlots].item;
  }

  std::array<Slot, kSlots> slots_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_ENGINE_SCRATCH_POOL_H_
