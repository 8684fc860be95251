// A library to preload: makes the n-th call of read() or write() fail or do less than it was asked to.
//
// TELLTALE_FAULT=read:eio:7 is the seventh read. Kinds: eio, enospc, epipe, eintr (once), short (from there on, one
// byte a call). Reads of regular files and pipes count, and writes to standard output; what else the process does is
// left alone.
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace {

struct Fault {
  char call[8] = "";
  char kind[8] = "";
  long at = 0;
};

Fault parse() {
  Fault fault;
  const char* text = std::getenv("TELLTALE_FAULT");
  if (text == nullptr) return fault;
  const char* kind = std::strchr(text, ':');
  const char* number = kind == nullptr ? nullptr : std::strchr(kind + 1, ':');
  if (number == nullptr || kind - text > 7 || number - kind > 8) return fault;
  std::memcpy(fault.call, text, static_cast<std::size_t>(kind - text));
  std::memcpy(fault.kind, kind + 1, static_cast<std::size_t>(number - kind - 1));
  fault.at = std::strtol(number + 1, nullptr, 10);
  return fault;
}

std::atomic<long> calls{0};

// What becomes of this call: 0 nothing, -1 an error in errno, 1 only one byte.
int happens(const char* call) {
  static const Fault fault = parse();
  if (std::strcmp(call, fault.call) != 0) return 0;
  const long now = ++calls;
  if (std::strcmp(fault.kind, "short") == 0) return now >= fault.at ? 1 : 0;
  const bool once = std::strcmp(fault.kind, "eintr") == 0;
  if (once ? now != fault.at : now < fault.at) return 0;
  errno = once                                     ? EINTR
          : std::strcmp(fault.kind, "enospc") == 0 ? ENOSPC
          : std::strcmp(fault.kind, "epipe") == 0  ? EPIPE
                                                   : EIO;
  return -1;
}

template <typename Function>
Function real(const char* name) {
  void* found = dlsym(RTLD_NEXT, name);
  Function function = nullptr;
  std::memcpy(&function, &found, sizeof function);
  return function;
}

bool counts(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 && (S_ISREG(status.st_mode) || S_ISFIFO(status.st_mode));
}

}  // namespace

extern "C" __attribute__((visibility("default"))) ssize_t read(int fd, void* buffer, size_t size) {
  static const auto next = real<ssize_t (*)(int, void*, size_t)>("read");
  const int what = counts(fd) ? happens("read") : 0;
  if (what < 0) return -1;
  return next(fd, buffer, what > 0 && size > 0 ? 1 : size);
}

extern "C" __attribute__((visibility("default"))) ssize_t write(int fd, const void* buffer, size_t size) {
  static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
  const int what = fd == STDOUT_FILENO ? happens("write") : 0;
  if (what < 0) return -1;
  return next(fd, buffer, what > 0 && size > 0 ? 1 : size);
}
