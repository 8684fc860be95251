#include "diagnose/match_reader.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "pack/json_reader.h"
#include "pack/object_reader.h"
#include "pack/problem_list.h"

namespace telltale::internal {
namespace {

constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

// The index in an enumeration whose words are those of to_string().
template <typename Enum>
Enum read_word(ObjectReader& object, std::string_view key, const std::vector<Enum>& values) {
  std::vector<std::string_view> words(values.size());
  std::transform(values.begin(), values.end(), words.begin(), [](Enum value) { return to_string(value); });
  const std::optional<std::size_t> chosen = object.word(key, words, Need::kRequired);
  return chosen ? values[*chosen] : values[0];
}

const Finding* find_finding(const std::vector<Pack>& packs, std::string_view id) {
  const std::size_t slash = std::min(id.find('/'), id.size());
  const auto pack = std::find_if(packs.begin(), packs.end(),
                                 [&](const Pack& one) { return std::string_view(one.name()) == id.substr(0, slash); });
  return pack == packs.end() || slash == id.size() ? nullptr : pack->find_finding(id.substr(slash + 1));
}

void read_finding(ObjectReader& object, const std::vector<Pack>& packs, Match* match) {
  const JsonValue* id = object.find("finding", JsonKind::kString, Need::kRequired);
  if (id == nullptr) return;
  match->finding = id->text;
  if (const Finding* finding = find_finding(packs, id->text); finding != nullptr) {
    match->section = finding->section;
    return;
  }
  object.complain(*id, "unknown-id", "no pack of this diagnosis has the finding " + std::string(id->text),
                  "name the pack that it comes from (--pack)");
}

std::vector<Field> read_fields(ObjectReader& object) {
  std::vector<Field> fields;
  const JsonValue* written = object.find("fields", JsonKind::kObject, Need::kOptional);
  if (written == nullptr) return fields;
  for (const JsonValue* value : written->children) {
    if (value->kind == JsonKind::kString) fields.push_back({value->key, std::string(value->text), 0, 0});
  }
  return fields;
}

std::string read_text(ObjectReader& object, std::string_view key) {
  const JsonValue* value = object.find(key, JsonKind::kString, Need::kOptional);
  return value == nullptr ? std::string() : std::string(value->text);
}

}  // namespace

Result<ReadMatch> read_match(const std::vector<Pack>& packs, std::string_view written) {
  ProblemList problems;
  ReadMatch read;
  read.document = read_json({}, std::string(written), &problems);
  if (read.document == nullptr) return problems.take();
  ObjectReader object(*read.document, read.document->root(), "a match", &problems);
  read_finding(object, packs, &read.match);
  read.match.role =
      read_word<Role>(object, "role", {Role::kSymptom, Role::kEvidence, Role::kHealthy, Role::kIgnorable});
  read.match.confidence =
      read_word<Confidence>(object, "confidence", {Confidence::kLow, Confidence::kMedium, Confidence::kHigh});
  const JsonValue* owner = object.value().find("owner");  // null when nobody owns it
  if (owner != nullptr && owner->kind == JsonKind::kString) read.match.owner = owner->text;
  read.match.fields = read_fields(object);
  read.source = read_text(object, "source");
  read.text = read_text(object, "text");
  if (object.has("line")) read.match.line = static_cast<std::uint64_t>(object.whole_number("line", 0, kMost));
  if (object.has("time")) read.time = object.whole_number("time", 0, kMost);
  if (problems.has_errors()) return problems.take();
  return read;
}

}  // namespace telltale::internal
