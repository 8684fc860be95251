#include "base/build_identity.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__linux__)
#include <elf.h>
#include <link.h>

#include "base/content_hash.h"
#endif

namespace telltale::internal {

#if defined(__linux__)

namespace {

struct Search {
  std::initializer_list<std::string_view> libraries;
  std::string identity;
  bool complete = true;
};

std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

// The build id among the notes in [at, at + size); empty: none.
std::string build_id_in(const char* at, std::size_t size) {
  constexpr std::string_view kOwner{"GNU\0", 4};  // with its NUL
  while (size >= sizeof(ElfW(Nhdr))) {
    ElfW(Nhdr) note;
    std::memcpy(&note, at, sizeof note);
    const std::size_t name = padded(note.n_namesz);
    const std::size_t whole = sizeof note + name + padded(note.n_descsz);
    if (whole > size) return "";
    const std::string_view owner(at + sizeof note, note.n_namesz);
    if (note.n_type == NT_GNU_BUILD_ID && owner == kOwner) return to_hex({at + sizeof note + name, note.n_descsz});
    at += whole;
    size -= whole;
  }
  return "";
}

std::string build_id_of(const dl_phdr_info& object) {
  for (int i = 0; i < object.dlpi_phnum; ++i) {
    const ElfW(Phdr)& header = object.dlpi_phdr[i];
    if (header.p_type != PT_NOTE) continue;
    const auto* notes = reinterpret_cast<const char*>(object.dlpi_addr + header.p_vaddr);  // NOLINT
    if (std::string id = build_id_in(notes, header.p_memsz); !id.empty()) return id;
  }
  return "";
}

bool holds_this_code(const dl_phdr_info& object) {
  const auto here = reinterpret_cast<std::uintptr_t>(&build_id_in);  // NOLINT: only compared
  return std::any_of(object.dlpi_phdr, object.dlpi_phdr + object.dlpi_phnum, [&](const ElfW(Phdr) & header) {
    const std::uintptr_t begin = object.dlpi_addr + header.p_vaddr;
    return header.p_type == PT_LOAD && here >= begin && here < begin + header.p_memsz;
  });
}

// "libhs.so.5.4.0", or "libhs-8e430488.so.5.4.0" in a wheel.
bool is_wanted(const dl_phdr_info& object, const Search& search) {
  const std::string_view path = object.dlpi_name == nullptr ? "" : object.dlpi_name;
  const std::string_view file = path.substr(path.rfind('/') + 1);
  return std::any_of(search.libraries.begin(), search.libraries.end(), [&](std::string_view library) {
    return file.starts_with(library) && file.substr(library.size()).find_first_of(".-") == 0;
  });
}

int add_object(dl_phdr_info* object, std::size_t /*size*/, void* context) {
  Search& search = *static_cast<Search*>(context);
  if (!holds_this_code(*object) && !is_wanted(*object, search)) return 0;
  const std::string id = build_id_of(*object);
  search.complete = search.complete && !id.empty();
  search.identity += id + " ";
  return 0;
}

}  // namespace

std::string build_identity(std::initializer_list<std::string_view> libraries) {
  Search search{libraries, {}, true};
  dl_iterate_phdr(add_object, &search);
  return search.complete ? search.identity : "";
}

#else

std::string build_identity(std::initializer_list<std::string_view> /*libraries*/) { return ""; }

#endif

}  // namespace telltale::internal
