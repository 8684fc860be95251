#include "allocation/allocations.h"

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>

// NOLINTBEGIN(bugprone-reserved-identifier): names of glibc and of the linker
extern "C" void* __libc_malloc(std::size_t size);
extern "C" const char __executable_start;
extern "C" const char etext;
// NOLINTEND(bugprone-reserved-identifier)

namespace {

using telltale::testing::Failure;

thread_local std::size_t allocated = 0;
std::atomic<std::int64_t> live{0};

std::atomic<bool> armed{false};
std::atomic<std::uint64_t> calls_made{0};
std::uint64_t fails_at = 0;
Failure failure_kind = Failure::kNever;

bool fails_now() noexcept {
  if (!armed) return false;
  const std::uint64_t call = calls_made++;
  return failure_kind == Failure::kForEver ? call >= fails_at : failure_kind == Failure::kOnce && call == fails_at;
}

// In front of each block of operator new; of a size that keeps the block aligned.
struct alignas(std::max_align_t) Head {
  bool is_ours;
};

// Whether code of this program calls, which the library is a part of, and not that of a shared library.
bool is_ours(const void* caller) noexcept {
  const auto* const code = static_cast<const char*>(caller);
  return std::less_equal<>()(&__executable_start, code) && std::less<>()(code, &etext);
}

void give_back(void* memory) noexcept {
  if (memory == nullptr) return;
  Head* const head = static_cast<Head*>(memory) - 1;
  if (head->is_ours) --live;
  std::free(head);
}

}  // namespace

extern "C" void* malloc(std::size_t size) { return fails_now() ? nullptr : __libc_malloc(size); }

void* operator new(std::size_t size) {
  ++allocated;
  auto* const head = static_cast<Head*>(std::malloc(sizeof(Head) + size));
  if (head == nullptr) throw std::bad_alloc();
  head->is_ours = is_ours(__builtin_return_address(0));
  if (head->is_ours) ++live;
  return head + 1;
}
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { give_back(memory); }

namespace telltale::testing {

std::size_t allocations() noexcept { return allocated; }
std::int64_t live_blocks() noexcept { return live; }

FailingMemory::FailingMemory(Failure failure, std::uint64_t at) noexcept {
  failure_kind = failure;
  fails_at = at;
  calls_made = 0;
  armed = true;
}

FailingMemory::~FailingMemory() { armed = false; }

std::uint64_t FailingMemory::calls() const noexcept { return calls_made; }

}  // namespace telltale::testing
