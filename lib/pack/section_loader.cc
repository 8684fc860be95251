#include "pack/section_loader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/excerpt.h"
#include "base/spelling.h"
#include "pack/signature_loader.h"

namespace telltale::internal {
namespace {

// Names of findings are declared apart from their full ids, because causes, steps and examples use the name alone.
void declare_finding(const std::string& section, const std::string& name, IdPlace place, LoadContext* context) {
  const bool fresh = context->ids.declare(IdKind::kFindingName, name, place);
  if (fresh && !name.empty() && !section.empty())
    context->ids.declare(IdKind::kFinding, section == name ? name : section + "/" + name, place);
}

void load_finding(const JsonDocument& document, const JsonValue& value, const std::string& section,
                  LoadContext* context) {
  ObjectReader reader(document, value, "a finding", context->problems);
  const std::string name = read_id(&reader, "id");
  Finding finding{section + "/" + name, section, reader.localized("title"), reader.localized("summary")};
  reader.finish();
  declare_finding(section, name, {&document, &value}, context);
  context->data.findings.push_back(std::move(finding));
}

Cause load_cause(const JsonDocument& document, const JsonValue& value, const std::string& section,
                 LoadContext* context) {
  static const std::vector<std::string_view> kOrigins = {"guide", "field"};
  ObjectReader reader(document, value, "a cause", context->problems);
  Cause cause;
  const std::string name = read_id(&reader, "id");
  cause.id = section + "/" + name;
  const auto origin = reader.word("origin", kOrigins, Need::kRequired);
  if (origin) cause.origin = kOrigins[*origin];
  cause.title = reader.localized("title");
  cause.explanation = reader.localized("explanation");
  cause.for_findings = read_mentions(&reader, "for", IdKind::kFindingName, context);
  cause.against_findings = read_mentions(&reader, "against", IdKind::kFindingName, context);
  cause.steps = read_mentions(&reader, "steps", IdKind::kStep, context);
  // A cause that the guide does not know must say where it was learnt.
  cause.source = reader.text("source", cause.origin == "field" ? Need::kRequired : Need::kOptional);
  reader.finish();
  if (!name.empty()) context->ids.declare(IdKind::kCause, cause.id, {&document, &value});
  return cause;
}

std::vector<std::string> load_section_owners(ObjectReader* reader) {
  static const std::vector<std::string_view> kOwners = {"any", "pack", "cainjector", "unknown", "other"};
  std::vector<std::string> owners = reader->plain_texts("owners");
  const JsonValue* list = reader->value().find("owners");
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (std::find(kOwners.begin(), kOwners.end(), owners[i]) != kOwners.end()) continue;
    reader->complain(*list->children[i], "unknown-word", in_quotes(owners[i]) + " is no possible value of \"owners\"",
                     "possible: " + listing(kOwners, "and"));
  }
  if (owners.empty()) owners.emplace_back("any");
  return owners;
}

// What an error of the guide has and a family of findings has not: the message, and a place in the guide.
void load_guide_keys(ObjectReader* reader, Section* section) {
  const Need need = section->collection ? Need::kOptional : Need::kRequired;
  section->link = reader->localized("links", need);
  if (section->collection && reader->has("error")) {
    reader->complain(*reader->value().find("error"), "key-conflict", "a collection has no error of its own",
                     "remove \"error\", or write \"kind\": \"guide\"");
  }
  section->error = reader->text("error", need);
}

void load_common(ObjectReader* reader, const std::string& section, LoadContext* context) {
  for (const JsonValue* finding : reader->objects("findings")) {
    load_finding(reader->document(), *finding, section, context);
  }
  for (const JsonValue* signature : reader->objects("signatures")) {
    load_signature(reader->document(), *signature, section, context);
  }
}

}  // namespace

void load_section(const JsonDocument& document, std::string_view file_id, LoadContext* context) {
  static const std::vector<std::string_view> kKinds = {"guide", "collection"};
  ObjectReader reader(document, document.root(), "a section", context->problems);
  check_format(&reader);
  Section section;
  section.id = read_id(&reader, "id");
  if (!section.id.empty() && section.id != file_id) {
    reader.complain(*document.root().find("id"), "file-name", "the file is named after another section",
                    "name it " + section.id + ".json, or write \"id\": " + in_quotes(file_id));
  }
  section.order = static_cast<int>(reader.whole_number("order", 1, 1'000'000));
  section.collection = reader.word("kind", kKinds, Need::kRequired).value_or(0) == 1;
  section.title = reader.localized("title");
  section.summary = reader.localized("summary");
  load_guide_keys(&reader, &section);
  section.references = reader.references("references");
  section.owners = load_section_owners(&reader);
  for (const JsonValue* cause : reader.objects("causes")) {
    section.causes.push_back(load_cause(document, *cause, section.id, context));
  }
  const IdPlace place{&document, &document.root()};
  context->ids.declare(IdKind::kSection, section.id, place);
  if (!section.collection) {
    declare_finding(section.id, section.id, place, context);
    context->data.findings.push_back({section.id, section.id, section.title, section.summary});
  }
  load_common(&reader, section.id, context);
  reader.finish();
  context->data.sections.push_back(std::move(section));
}

void load_evidence(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "an evidence file", context->problems);
  check_format(&reader);
  const std::string section = read_id(&reader, "section");
  if (!section.empty()) context->ids.refer(IdKind::kSection, section, {&document, document.root().find("section")});
  load_common(&reader, section, context);
  reader.finish();
}

}  // namespace telltale::internal
