// What the next start with the same packs need not compute again: databases of the engine, words and tables of the
// gate.
//
// Kept by the cache of base/cache_folder.h under a key that names all that it depends on: packs, options, builds of
// this library and of the engines, the CPU. Before a set from the cache is used it has to answer some texts as it did
// when it was compiled.
#ifndef TELLTALE_LIB_CLASSIFY_SET_CACHE_H_
#define TELLTALE_LIB_CLASSIFY_SET_CACHE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "classify/compiled_set.h"

namespace telltale::internal {

// A text and what a set answered.
struct KnownAnswer {
  std::string text;
  std::vector<std::uint32_t> hits;
};

// One form's set; empty bytes when nothing reads that form.
struct KeptForm {
  std::string serialized;
  std::vector<std::vector<SetTarget>> targets;
  std::vector<KnownAnswer> answers;
};

struct KeptSet {
  EngineChoice choice;
  KeptForm message;
  KeptForm line;
  GatePlan plan;
  NeedFilter needs;
  std::string gate;  // Gate::serialized()
};

// The name of a set that `options` lead to for these packs. Empty when it cannot be kept: no cache was asked for, a
// pack came without one, builds cannot be told apart.
[[nodiscard]] std::string set_key(const std::vector<Pack>& packs, const ClassifierOptions& options);

[[nodiscard]] std::optional<KeptSet> load_set(const std::string& cache_folder, const std::string& key);
void store_set(const std::string& cache_folder, const std::string& key, const KeptSet& set);

// `patterns` as it can be kept, with its answers to `texts`.
[[nodiscard]] KeptForm keep(const SetOfForm& form, const std::vector<std::string>& texts);

// The set again; nothing when the engine does not take it or answers differently.
[[nodiscard]] std::optional<SetOfForm> restore_form(Engine engine, KeptForm kept);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_SET_CACHE_H_
