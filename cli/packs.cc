#include "packs.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "words.h"

namespace telltale::cli {
namespace {

bool is_folder(const std::string& path) noexcept {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

bool is_builtin(const std::string& name) {
  const std::vector<std::string> names = Pack::builtin_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

Problem unknown_pack(const std::string& name) {
  Problem problem;
  problem.code = "pack-unknown";
  problem.message = "there is no pack and no folder '" + name + "'";
  problem.remedy = "built in are:";
  for (const std::string& builtin : Pack::builtin_names()) problem.remedy += " " + builtin;
  problem.remedy += "; anything else is the path of a folder with a pack.json";
  return problem;
}

}  // namespace

std::string cache_folder() {
  const char* wish = std::getenv("TELLTALE_CACHE");
  if (wish == nullptr) return default_cache_folder();
  return wish == std::string_view("off") ? std::string() : std::string(wish);
}

Result<Pack> find_pack(const std::string& name_or_folder) {
  if (is_builtin(name_or_folder)) return Pack::builtin(name_or_folder, cache_folder());
  if (is_folder(name_or_folder)) return Pack::load(name_or_folder, cache_folder());
  return unknown_pack(name_or_folder);
}

std::optional<std::vector<Pack>> load_packs(const std::vector<std::string>& names) {
  std::vector<Pack> packs;
  bool good = true;
  for (const std::string& name : names.empty() ? Pack::builtin_names() : names) {
    Result<Pack> pack = find_pack(name);
    if (pack) {
      packs.push_back(*std::move(pack));
    } else {
      say_problems(pack.problems());
      good = false;
    }
  }
  if (!good) return std::nullopt;
  return packs;
}

std::optional<Classifier> make_classifier(ClassifierOptions options) {
  options.cache_folder = cache_folder();
  Result<Classifier> classifier = Classifier::create(options);
  if (classifier) {
    // The command ends when it is done with it. Given back to the system as a whole it costs nothing; piece by piece it
    // would cost as much as a tenth of the start.
    static auto* const kept = new std::optional<Classifier>;
    *kept = *classifier;
    return *std::move(classifier);
  }
  say_problems(classifier.problems());
  return std::nullopt;
}

}  // namespace telltale::cli
