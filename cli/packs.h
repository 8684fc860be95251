// Packs and classifiers for the subcommands: found by name or folder, with every problem said.
#ifndef TELLTALE_CLI_PACKS_H_
#define TELLTALE_CLI_PACKS_H_

#include <optional>
#include <string>
#include <vector>

#include "telltale/classifier.h"
#include "telltale/pack.h"

namespace telltale::cli {

// Where compiled packs are kept: the environment variable TELLTALE_CACHE, else the library's default; empty when it is
// "off" or empty.
[[nodiscard]] std::string cache_folder();

// A name without a slash is a built-in pack; when there is none of that name, and for everything else, a folder.
[[nodiscard]] Result<Pack> find_pack(const std::string& name_or_folder);

// The packs that were asked for, or the built-in ones. Nothing when one cannot be loaded: said on standard error.
[[nodiscard]] std::optional<std::vector<Pack>> load_packs(const std::vector<std::string>& names);

// A classifier with the cache of the command, or nothing: said on standard error.
[[nodiscard]] std::optional<Classifier> make_classifier(ClassifierOptions options);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_PACKS_H_
