#include "classify/set_cache.h"

#include <algorithm>
#include <utility>

#include "base/archive.h"
#include "base/cache_folder.h"
#include "base/content_hash.h"

namespace telltale::internal {

template <typename Archive>
void describe(Archive& archive, SetTarget& target) {
  archive(target.is_wording, target.index, target.wording);
}

template <typename Archive>
void describe(Archive& archive, KnownAnswer& answer) {
  archive(answer.text, answer.hits);
}

template <typename Archive>
void describe(Archive& archive, KeptForm& form) {
  archive(form.serialized, form.targets, form.answers);
}

template <typename Archive>
void describe(Archive& archive, EngineChoice& choice) {
  archive(choice.engine, choice.version, choice.reason);
}

template <typename Archive>
void describe(Archive& archive, GatePlan& plan) {
  archive(plan.words, plan.uncovered);
}

template <typename Archive>
void describe(Archive& archive, KeptSet& set) {
  archive(set.choice, set.message, set.line, set.plan, set.needs, set.gate);
}

namespace {

std::vector<std::uint32_t> answer_of(const PatternSet& patterns, std::string text) {
  const std::size_t size = text.size();
  text.append(kTextPadding, '\0');
  std::vector<std::uint32_t> hits;
  patterns.find({text.data(), size}, &hits);
  return hits;
}

std::string entry_of(const std::string& key) { return "set " + key; }

}  // namespace

std::string set_key(const std::vector<Pack>& packs, const ClassifierOptions& options) {
  if (options.cache_folder.empty() || options.engine == Engine::kRe2) return "";
  const std::string identity = engine_identity();
  if (identity.empty()) return "";
  ContentHash hash;
  hash.add("set").add(identity).add(to_string(options.engine)).add(to_string(options.min_confidence));
  for (const Pack& pack : packs) {
    if (pack.data().digest.empty()) return "";
    hash.add(pack.data().digest);
  }
  return hash.hex();
}

std::optional<KeptSet> load_set(const std::string& cache_folder, const std::string& key) {
  if (key.empty()) return std::nullopt;
  const std::optional<AlignedBytes> bytes = CacheFolder(cache_folder).load(entry_of(key));
  KeptSet set;
  if (!bytes || !restore(bytes->view(), &set)) return std::nullopt;
  return set;
}

void store_set(const std::string& cache_folder, const std::string& key, const KeptSet& set) {
  if (!key.empty()) CacheFolder(cache_folder).store(entry_of(key), archived(set));
}

KeptForm keep(const SetOfForm& form, const std::vector<std::string>& texts) {
  KeptForm kept;
  if (!form.patterns) return kept;
  kept.serialized = form.patterns->serialized();
  kept.targets = form.targets;
  for (const std::string& text : texts) kept.answers.push_back({text, answer_of(*form.patterns, text)});
  return kept;
}

std::optional<SetOfForm> restore_form(Engine engine, KeptForm kept) {
  SetOfForm form;
  if (kept.targets.empty()) return form;
  form.patterns = restore_pattern_set(engine, kept.serialized, kept.targets.size());
  form.targets = std::move(kept.targets);
  if (!form.patterns) return std::nullopt;
  const bool right = std::all_of(kept.answers.begin(), kept.answers.end(), [&](const KnownAnswer& answer) {
    return answer_of(*form.patterns, answer.text) == answer.hits;
  });
  if (!right) return std::nullopt;
  return form;
}

}  // namespace telltale::internal
