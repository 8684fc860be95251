// SARIF 2.1.0, the part of it that GitHub code scanning reads, and nothing that it refuses.
//
// Every finding of the packs in use is a rule, found or not, so that ids and indexes do not depend on the input.
// Results are written as they come; a run's notifications follow behind them.
#include "report/sarif.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "base/utf8.h"
#include "pack/pack_data.h"
#include "report/groups.h"
#include "report/json_text.h"
#include "report/writer.h"
#include "telltale/version.h"

namespace telltale::internal {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::size_t kLongestDescription = 1000;  // GitHub refuses descriptions of more than 1,024 characters
constexpr std::size_t kLongestNotes = 100;         // notifications; the counts say the rest

std::string dump(const Json& json) { return with_escapes(json.dump(-1, ' ', false, Json::error_handler_t::replace)); }

std::string shortened(std::string text) {
  if (text.size() <= kLongestDescription) return text;
  return text.substr(0, utf8_boundary(text, kLongestDescription)) + "...";
}

const Step* find_step(const Pack& pack, const std::string& id) {
  const auto step = std::find_if(pack.steps().begin(), pack.steps().end(), [&](const Step& s) { return s.id == id; });
  return step == pack.steps().end() ? nullptr : &*step;
}

// Whether `cause` speaks of `finding`: a section's own finding stands for all of its causes.
bool concerns(const Cause& cause, const Finding& finding) {
  if (finding.id == finding.section) return true;
  const std::string_view name = last_part(finding.id);
  const auto holds = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return holds(cause.for_findings) || holds(cause.against_findings);
}

struct Help {
  std::string text;
  std::string markdown;
};

void append_cause(const Pack& pack, const Cause& cause, Help& help) {
  help.text += "- " + cause.title.en + "\n";
  help.markdown += "- **" + cause.title.en + "**: " + cause.explanation.en + "\n";
  for (const std::string& id : cause.steps) {
    const Step* step = find_step(pack, id);
    if (step == nullptr) continue;
    help.text += "    " + step->title.en + "\n";
    help.markdown += "  - " + step->title.en + "\n";
  }
}

Help help_of(const Pack& pack, const Finding& finding, const Section* section) {
  Help help{finding.summary.en + "\n", finding.summary.en + "\n"};
  if (section == nullptr) return help;
  bool first = true;
  for (const Cause& cause : section->causes) {
    if (!concerns(cause, finding)) continue;
    if (first) help.text += "\nCauses, and what to check:\n";
    if (first) help.markdown += "\n#### Causes, and what to check\n\n";
    first = false;
    append_cause(pack, cause, help);
  }
  if (section->link.en.empty()) return help;
  help.text += "\n" + section->link.en + "\n";
  help.markdown += "\n[" + section->title.en + "](" + section->link.en + ")\n";
  return help;
}

Json rule_of(const Pack& pack, const Finding& finding) {
  const Section* section = pack.find_section(finding.section);
  const Help help = help_of(pack, finding, section);
  const bool is_section = finding.id == finding.section;
  Json rule;
  rule["id"] = pack.name() + "/" + finding.id;
  rule["name"] = sarif_name(finding.id);
  rule["shortDescription"]["text"] = shortened(finding.title.en);
  rule["fullDescription"]["text"] = shortened(finding.summary.en.empty() ? finding.title.en : finding.summary.en);
  rule["help"] = {{"text", help.text}, {"markdown", help.markdown}};
  if (section != nullptr && !section->link.en.empty()) rule["helpUri"] = section->link.en;
  rule["defaultConfiguration"]["level"] = is_section ? "error" : "note";
  rule["properties"] = {{"tags", Json::array({pack.name(), finding.section})},
                        {"precision", is_section ? "high" : "medium"},
                        {"problem.severity", is_section ? "error" : "recommendation"}};
  return rule;
}

std::string_view level_of(const Match& match) noexcept {
  switch (match.role) {
    case Role::kSymptom:
      return match.confidence == Confidence::kLow ? "warning" : "error";
    case Role::kEvidence:
      return "note";
    case Role::kHealthy:
    case Role::kIgnorable:
      return "none";
  }
  return "note";
}

std::string_view kind_of(Role role) noexcept {
  switch (role) {
    case Role::kSymptom:
    case Role::kEvidence:
      return "fail";
    case Role::kHealthy:
      return "pass";
    case Role::kIgnorable:
      return "informational";
  }
  return "fail";
}

// Braces and brackets mean something in a message of SARIF; a value that holds anything but the letters of names,
// addresses and URLs stays in the properties alone.
bool is_message_safe(std::string_view value) noexcept {
  constexpr std::string_view kPunctuation = "._:/-?=&%,@+";
  return !value.empty() && std::all_of(value.begin(), value.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kPunctuation.find(c) != std::string_view::npos;
  });
}

std::string message_of(const Match& match, const std::vector<Pack>& packs) {
  std::string message = terminal_safe(match.title) + " (" + display_standing(match, packs) + ").";
  for (const Field& field : match.fields) {
    if (is_message_safe(field.value)) message += " " + std::string(field.name) + ": " + field.value + ".";
  }
  return message;
}

Json region_of(const ReportedMatch& reported) {
  const Match& match = reported.match;
  if (reported.origin.record_line != 0) return {{"startLine", reported.origin.record_line}};
  const Evidence& evidence = reported.evidence;
  Json region = {{"startLine", match.line}};
  if (evidence.column_utf16 != 0 && evidence.end_column_utf16 != 0) {
    region["startColumn"] = evidence.column_utf16;
    region["endLine"] = evidence.end_line;
    region["endColumn"] = evidence.end_column_utf16;
  }
  region["byteOffset"] = match.begin;
  region["byteLength"] = match.end - match.begin;
  return region;
}

Json properties_of(const ReportedMatch& reported) {
  const Match& match = reported.match;
  Json fields = Json::object();
  for (const Field& field : match.fields) fields.emplace(std::string(field.name), field.value);
  Json properties = {{"signature", match.signature},
                     {"role", to_string(match.role)},
                     {"confidence", to_string(match.confidence)},
                     {"owner", match.owner.empty() ? Json() : Json(match.owner)},
                     {"fields", std::move(fields)}};
  if (reported.origin.record_line == 0) return properties;
  properties["record"] = reported.origin.record;
  properties["begin"] = match.begin;
  properties["end"] = match.end;
  if (reported.origin.id.kind != RecordId::Kind::kNone) properties["id"] = reported.origin.id.value;
  return properties;
}

// FNV-1a: a name for a place that survives a new timestamp in front of it; nothing here is about security.
class Hash {
 public:
  void add(std::string_view bytes) noexcept {
    for (const char c : bytes) {
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n') continue;
      value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    }
    value_ = (value_ ^ 0xFFU) * 0x100000001B3U;
  }
  [[nodiscard]] std::string hex() const {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += kDigits[(value_ >> static_cast<unsigned>(shift)) & 0xFU];
    return text;
  }

 private:
  std::uint64_t value_ = 0xCBF29CE484222325U;
};

std::string hash_of(const ReportedMatch& reported, const std::string& uri) {
  Hash hash;
  hash.add(uri);
  hash.add(reported.match.finding);
  hash.add(reported.match.owner);
  const Evidence& evidence = reported.evidence;
  const std::uint64_t from = reported.match.begin - std::min(reported.match.begin, evidence.begin);
  if (!evidence.text.empty() && from < evidence.text.size()) {
    hash.add(std::string_view(evidence.text).substr(from, reported.match.end - reported.match.begin));
  } else {
    for (const Field& field : reported.match.fields) hash.add(field.value);
  }
  return hash.hex();
}

class SarifWriter final : public Report::Writer {
 public:
  SarifWriter(const ReportOptions& options, std::vector<Pack> packs)
      : base_folder_(options.base_folder), packs_(std::move(packs)) {}

  [[nodiscard]] bool wants_evidence() const noexcept override { return true; }

  void begin(std::string& out) override {
    Json driver = {{"name", "telltale"}, {"semanticVersion", TELLTALE_VERSION}, {"rules", rules()}};
    out.append("{\"$schema\":\"")
        .append(kSchema)
        .append("\",\n\"version\":\"2.1.0\",\n\"runs\":[{\n\"tool\":{\"driver\":");
    out.append(dump(driver)).append("},\n\"columnKind\":\"utf16CodeUnits\",\n\"results\":[");
  }

  void add(const ReportedMatch& reported, std::string& out) override {
    out += empty_ ? "\n" : ",\n";
    empty_ = false;
    out += dump(result_of(reported));
  }

  void finish(const ReportTotals& totals, std::string& out) override {
    out += empty_ ? "]" : "\n]";
    out.append(",\n\"invocations\":[").append(dump(invocation_of(totals))).append("]\n}]}\n");
  }

 private:
  Json rules() {
    Json rules = Json::array();
    for (const Pack& pack : packs_) {
      for (const Finding& finding : pack.findings()) {
        rule_index_.emplace(pack.name() + "/" + finding.id, rules.size());
        rules.push_back(rule_of(pack, finding));
      }
    }
    return rules;
  }

  Json result_of(const ReportedMatch& reported) {
    const Match& match = reported.match;
    const std::string uri = sarif_uri(reported.origin.source, base_folder_);
    Json result = {{"ruleId", match.finding}};
    const auto index = rule_index_.find(std::string(match.finding));
    if (index != rule_index_.end()) result["ruleIndex"] = index->second;
    result["kind"] = kind_of(match.role);
    result["level"] = level_of(match);
    result["message"]["text"] = message_of(match, packs_);
    result["locations"] = Json::array({{{"physicalLocation", location_of(reported, uri)}}});
    const std::string hash = hash_of(reported, uri);
    result["partialFingerprints"]["primaryLocationLineHash"] = hash + ":" + std::to_string(++occurrences_[hash]);
    result["properties"] = properties_of(reported);
    return result;
  }

  static Json location_of(const ReportedMatch& reported, const std::string& uri) {
    Json artifact = {{"uri", uri}};
    if (!uri.starts_with("file:")) artifact["uriBaseId"] = "%SRCROOT%";
    return {{"artifactLocation", std::move(artifact)}, {"region", region_of(reported)}};
  }

  Json invocation_of(const ReportTotals& totals) const {
    Json notes = Json::array();
    for (const ReportNote& note : totals.notes) {
      if (notes.size() == kLongestNotes) break;
      const bool error = note.kind == ReportNote::Kind::kError;
      Json location = {{"artifactLocation", {{"uri", sarif_uri(note.source, base_folder_)}}}};
      if (note.line != 0) location["region"] = {{"startLine", note.line}};
      notes.push_back({{"level", error ? "error" : "warning"},
                       {"message", {{"text", terminal_safe(note.message)}}},
                       {"locations", Json::array({{{"physicalLocation", std::move(location)}}})}});
    }
    return {{"executionSuccessful", totals.errors == 0}, {"toolExecutionNotifications", std::move(notes)}};
  }

  std::string base_folder_;
  std::vector<Pack> packs_;
  std::unordered_map<std::string, std::size_t> rule_index_;
  std::unordered_map<std::string, std::uint64_t> occurrences_;
  bool empty_ = true;
};

bool is_unreserved(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~' || c == '/';
}

std::string percent_encoded(std::string_view path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : path) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kDigits[byte >> 4U];
    encoded += kDigits[byte & 0xFU];
  }
  return encoded;
}

}  // namespace

std::string sarif_uri(std::string_view path, std::string_view base_folder) {
  if (path == "-") return "stdin";
  while (base_folder.ends_with('/')) base_folder.remove_suffix(1);
  const bool below = !base_folder.empty() && path.size() > base_folder.size() + 1 && path.starts_with(base_folder) &&
                     path[base_folder.size()] == '/';
  if (below) path.remove_prefix(base_folder.size() + 1);
  if (path.starts_with('/')) return "file://" + percent_encoded(path);
  while (path.starts_with("./")) path.remove_prefix(2);
  return percent_encoded(path);
}

std::string sarif_name(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = !letter;
  }
  return name;
}

std::unique_ptr<Report::Writer> make_sarif_writer(const ReportOptions& options, std::vector<Pack> packs) {
  return std::make_unique<SarifWriter>(options, std::move(packs));
}

}  // namespace telltale::internal
