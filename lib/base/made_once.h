// MadeOnce: something that is dear to make and often not needed, made by the first who asks for it.
#ifndef TELLTALE_LIB_BASE_MADE_ONCE_H_
#define TELLTALE_LIB_BASE_MADE_ONCE_H_

#include <atomic>
#include <mutex>
#include <optional>

namespace telltale::internal {

// Thread-safe; who comes second waits for the first. Asking again costs one load, which is less than asking a
// once_flag.
template <typename T>
class MadeOnce {
 public:
  // `parts` are what T is made of. They are the same each time, and only used the first time.
  template <typename... Parts>
  [[nodiscard]] const T& get(const Parts&... parts) const {
    if (const T* const known = ready_.load(std::memory_order_acquire)) return *known;
    std::call_once(once_, [&] { ready_.store(&made_.emplace(parts...), std::memory_order_release); });
    return *made_;
  }

  [[nodiscard]] bool is_made() const noexcept { return ready_.load(std::memory_order_relaxed) != nullptr; }

 private:
  mutable std::once_flag once_;
  mutable std::optional<T> made_;
  mutable std::atomic<const T*> ready_{nullptr};
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_BASE_MADE_ONCE_H_
