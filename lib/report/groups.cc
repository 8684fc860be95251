#include "report/groups.h"

#include <algorithm>

namespace telltale::internal {
namespace {

constexpr std::size_t kPlaces = 10;  // a line of places; counts say the rest

std::uint64_t line_of(const ReportedMatch& match) noexcept {
  return match.origin.record_line != 0 ? match.origin.record_line : match.match.line;
}

void add_place(Group& group, const ReportedMatch& match) {
  const std::uint64_t line = line_of(match);
  const auto same = [&](const Group::Place& place) {
    return place.line == line && place.source == match.origin.source;
  };
  if (std::any_of(group.places.begin(), group.places.end(), same)) return;
  if (group.places.size() == kPlaces) {
    group.more_places = true;
    return;
  }
  group.places.push_back({match.origin.source, line});
}

}  // namespace

Group& Groups::add(const ReportedMatch& match, bool& is_new) {
  std::string key(match.match.finding);
  key += '\n';
  key += match.match.owner;
  const auto [entry, inserted] = index_.emplace(std::move(key), groups_.size());
  is_new = inserted;
  if (inserted) {
    groups_.push_back({match, 0, {}, false});
    return groups_.back();
  }
  Group& group = groups_[entry->second];
  ++group.repeats;
  add_place(group, match);
  return group;
}

std::string display_source(const std::string& source) {
  return source == "-" ? "standard input" : terminal_safe(source);
}

std::string display_place(const ReportedMatch& match) {
  const Origin& origin = match.origin;
  const std::string in_text = std::to_string(match.match.line) + ":" + std::to_string(match.match.column);
  std::string place = display_source(origin.source) + ":";
  if (origin.record_line == 0) return place + in_text;
  place += std::to_string(origin.record_line);
  if (origin.id.kind != RecordId::Kind::kNone) place += " (id " + terminal_safe(origin.id.value) + ")";
  return place + ", text " + in_text;
}

std::string display_repeats(const Group& group, std::string_view code) {
  if (group.repeats == 0) return "";
  std::string line = "... and " + std::to_string(group.repeats) + " more like this: ";
  const std::string* source = nullptr;
  for (const Group::Place& place : group.places) {
    const bool same = source != nullptr && *source == place.source;
    if (!same) {
      if (source != nullptr) line.append(code).append("; ");
      line.append(code).append(display_source(place.source)).append(":");
    } else {
      line += ',';
    }
    line += std::to_string(place.line);
    source = &place.source;
  }
  line += code;
  return group.more_places ? line + ",..." : line;
}

std::string section_title(const Match& match, const std::vector<Pack>& packs) {
  for (const Pack& pack : packs) {
    if (pack.name() != match.pack) continue;
    const std::string_view id = match.section.size() > pack.name().size() + 1
                                    ? match.section.substr(pack.name().size() + 1)
                                    : std::string_view();
    const Section* section = pack.find_section(id);
    if (section != nullptr) return terminal_safe(section->title.en);
  }
  return "";
}

std::string display_standing(const Match& match, const std::vector<Pack>& packs) {
  std::string standing;
  if (!match.owner.empty()) standing = "owner " + terminal_safe(match.owner) + ", ";
  standing += "confidence ";
  standing += to_string(match.confidence);
  if (match.role == Role::kSymptom) return standing;
  const std::string title = section_title(match, packs);
  const std::string about = title.empty() || match.finding == match.section ? "" : " for: " + title;
  switch (match.role) {
    case Role::kSymptom:
      break;
    case Role::kEvidence:
      return "evidence" + about + " (" + standing + ")";
    case Role::kHealthy:
      return "a healthy sign" + about + " (" + standing + ")";
    case Role::kIgnorable:
      return "looks alarming and can be ignored" + about + " (" + standing + ")";
  }
  return standing;
}

}  // namespace telltale::internal
