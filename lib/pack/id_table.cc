#include "pack/id_table.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/excerpt.h"
#include "base/spelling.h"

namespace telltale::internal {
namespace {

// Above this many ids the closest one is not looked for: 500 problems times thousands of ids would take seconds.
constexpr std::size_t kSearchedIds = 1'000;

std::string_view name_of(IdKind kind) {
  switch (kind) {
    case IdKind::kSection:
      return "section";
    case IdKind::kFinding:
    case IdKind::kFindingName:
      return "finding";
    case IdKind::kCause:
      return "cause";
    case IdKind::kStep:
      return "step";
    case IdKind::kOwner:
      return "owner";
    case IdKind::kFrame:
      return "frame";
    case IdKind::kWording:
      return "wording";
    case IdKind::kWrapper:
      return "wrapper";
    case IdKind::kSignature:
      return "signature";
  }
  return "";
}

std::string place_in_words(const IdPlace& place) {
  if (place.value == nullptr) return "the format itself";
  const LineColumn at = place.document->place_of(place.value->face().begin);
  return place.document->file() + ":" + std::to_string(at.line);
}

// One part of an id: words of lower-case letters and digits, joined by single dashes.
bool is_good_part(std::string_view part) {
  if (part.empty() || part.front() == '-' || part.back() == '-' || part.find("--") != std::string_view::npos)
    return false;
  return std::all_of(part.begin(), part.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

bool is_good_id(std::string_view id, std::size_t least, std::size_t most) {
  std::size_t parts = 1;
  for (std::size_t slash = id.find('/'); slash != std::string_view::npos; slash = id.find('/')) {
    if (!is_good_part(id.substr(0, slash))) return false;
    id.remove_prefix(slash + 1);
    ++parts;
  }
  return is_good_part(id) && parts >= least && parts <= most;
}

bool IdTable::declare(IdKind kind, std::string_view id, IdPlace place) {
  if (id.empty()) return true;
  const auto [entry, added] = ids_[static_cast<std::size_t>(kind)].emplace(id, place);
  if (added) return true;
  problems_->add_at(*place.document, *place.value,
                    {"duplicate-id", "the " + std::string(name_of(kind)) + " " + in_quotes(id) + " exists already",
                     "rename one of the two; the first is in " + place_in_words(entry->second)});
  return false;
}

void IdTable::refer(IdKind kind, std::string_view id, IdPlace place) {
  mentions_.push_back({kind, std::string(id), place});
}

bool IdTable::declared(IdKind kind, std::string_view id) const { return of(kind).find(id) != of(kind).end(); }

void IdTable::resolve() const {
  for (const Mention& mention : mentions_) {
    if (!declared(mention.kind, mention.id)) complain_unknown(mention);
  }
}

void IdTable::complain_unknown(const Mention& mention) const {
  std::vector<std::string_view> known;
  const bool searched = !problems_->is_full(Severity::kError) && of(mention.kind).size() <= kSearchedIds;
  for (const auto& [id, place] : of(mention.kind)) {
    if (searched) known.push_back(id);
  }
  const std::string_view meant = closest_word(mention.id, known);
  std::string remedy = "define it, or name one that exists";
  if (!meant.empty()) remedy = "did you mean " + in_quotes(meant) + "?";
  problems_->add_at(*mention.place.document, *mention.place.value,
                    {"unknown-id", "there is no " + std::string(name_of(mention.kind)) + " " + in_quotes(mention.id),
                     std::move(remedy)});
}

std::vector<IdPlace> IdTable::unused(IdKind kind) const {
  std::set<std::string_view> mentioned;
  for (const Mention& mention : mentions_) {
    if (mention.kind == kind) mentioned.insert(mention.id);
  }
  std::vector<IdPlace> places;
  for (const auto& [id, place] : of(kind)) {
    if (place.value != nullptr && !mentioned.contains(id)) places.push_back(place);
  }
  return places;
}

}  // namespace telltale::internal
