// The public handle of a pack.
#include "telltale/pack.h"

#include <algorithm>
#include <utility>

#include "base/cache_folder.h"
#include "pack/pack_cache.h"
#include "pack/pack_data.h"
#include "pack/pack_files.h"

namespace telltale {
namespace {

Result<Pack> to_pack(Result<std::shared_ptr<const internal::PackData>> loaded) {
  if (!loaded) return loaded.problems();
  return Pack(*std::move(loaded));
}

template <typename T>
const T* find_by_id(const std::vector<T>& all, std::string_view id) noexcept {
  const auto it = std::find_if(all.begin(), all.end(), [id](const T& one) { return one.id == id; });
  return it == all.end() ? nullptr : &*it;
}

}  // namespace

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::kSymptom:
      return "symptom";
    case Role::kEvidence:
      return "evidence";
    case Role::kHealthy:
      return "healthy";
    case Role::kIgnorable:
      return "ignorable";
  }
  return "";
}

std::string_view to_string(Relevance relevance) noexcept {
  switch (relevance) {
    case Relevance::kPresent:
      return "present";
    case Relevance::kPast:
      return "past";
    case Relevance::kQuoted:
      return "quoted";
    case Relevance::kElsewhere:
      return "elsewhere";
    case Relevance::kDenied:
      return "denied";
  }
  return "";
}

std::string_view to_string(Confidence confidence) noexcept {
  switch (confidence) {
    case Confidence::kLow:
      return "low";
    case Confidence::kMedium:
      return "medium";
    case Confidence::kHigh:
      return "high";
  }
  return "";
}

std::string_view to_string(ConditionKind kind) noexcept {
  switch (kind) {
    case ConditionKind::kUnlessBefore:
      return "unless_before";
    case ConditionKind::kClose:
      return "close";
    case ConditionKind::kUnlessClose:
      return "unless_close";
    case ConditionKind::kSentence:
      return "sentence";
    case ConditionKind::kUnlessSentence:
      return "unless_sentence";
    case ConditionKind::kNear:
      return "near";
    case ConditionKind::kUnless:
      return "unless";
    case ConditionKind::kAround:
      return "around";
    case ConditionKind::kUnlessAround:
      return "unless_around";
    case ConditionKind::kAnywhere:
      return "anywhere";
    case ConditionKind::kUnlessAnywhere:
      return "unless_anywhere";
  }
  return "";
}

std::string default_cache_folder() { return internal::default_cache_folder(); }

Result<Pack> Pack::load(const std::string& folder, const std::string& cache_folder) {
  return to_pack(internal::load_pack_folder(folder, cache_folder));
}

Result<Pack> Pack::builtin(std::string_view name, const std::string& cache_folder) {
  return to_pack(internal::load_builtin_pack(name, cache_folder));
}

std::vector<std::string> Pack::builtin_names() { return internal::list_builtin_packs(); }

const std::string& Pack::name() const noexcept { return data_->name; }
const std::string& Pack::version() const noexcept { return data_->version; }
const std::string& Pack::owner() const noexcept { return data_->owner; }
const LocalizedText& Pack::title() const noexcept { return data_->title; }
const LocalizedText& Pack::summary() const noexcept { return data_->summary; }
const Reference& Pack::source() const noexcept { return data_->source; }
const std::vector<Section>& Pack::sections() const noexcept { return data_->sections; }
const std::vector<Finding>& Pack::findings() const noexcept { return data_->findings; }
const std::vector<Step>& Pack::steps() const noexcept { return data_->steps; }
const std::vector<Frame>& Pack::frames() const noexcept { return data_->frames; }
const std::vector<Wrapper>& Pack::wrappers() const noexcept { return data_->wrappers; }
const std::vector<Owner>& Pack::owners() const noexcept { return data_->owners; }
const std::vector<Signature>& Pack::signatures() const noexcept { return data_->signatures; }
const Finding* internal::find_by_name(const std::vector<Finding>& findings, std::string_view name) noexcept {
  const auto it = std::find_if(findings.begin(), findings.end(),
                               [name](const Finding& finding) { return last_part(finding.id) == name; });
  return it == findings.end() ? nullptr : &*it;
}

const Section* Pack::find_section(std::string_view id) const noexcept { return find_by_id(sections(), id); }
const Finding* Pack::find_finding(std::string_view id) const noexcept { return find_by_id(findings(), id); }
const Signature* Pack::find_signature(std::string_view id) const noexcept { return find_by_id(signatures(), id); }
const std::vector<Problem>& Pack::warnings() const noexcept { return data_->warnings; }
Pack::Pack(std::shared_ptr<const internal::PackData> data) noexcept : data_(std::move(data)) {}
const internal::PackData& Pack::data() const noexcept { return *data_; }

}  // namespace telltale
