#include "engine/big_stack.h"

#include <pthread.h>

#include <exception>

namespace telltale::internal {
namespace {

struct Task {
  const std::function<void()>* work;
  std::exception_ptr failure;
};

void* run(void* argument) noexcept {
  Task& task = *static_cast<Task*>(argument);
  try {
    (*task.work)();
  } catch (...) {
    task.failure = std::current_exception();
  }
  return nullptr;
}

}  // namespace

// std::thread has no way to ask for a stack.
bool run_on_big_stack(const std::function<void()>& work, std::size_t stack_size) {
  Task task{&work, nullptr};
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return false;
  pthread_t thread{};
  const bool started =
      pthread_attr_setstacksize(&attributes, stack_size) == 0 && pthread_create(&thread, &attributes, run, &task) == 0;
  pthread_attr_destroy(&attributes);
  if (!started) return false;
  pthread_join(thread, nullptr);
  if (task.failure) std::rethrow_exception(task.failure);
  return true;
}

}  // namespace telltale::internal
