#include "pack/catalog_loader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "base/excerpt.h"
#include "base/spelling.h"
#include "pack/example_loader.h"

namespace telltale::internal {
namespace {

// "1.0.0", "1.10.2-rc.1": three numbers, then anything that a version may hold.
bool is_version(std::string_view text) {
  std::size_t at = 0;
  for (int part = 0; part < 3; ++part) {
    const std::size_t begin = at;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) ++at;
    if (at == begin) return false;
    if (part < 2 && (at == text.size() || text[at++] != '.')) return false;
  }
  return at == text.size() || text[at] == '-' || text[at] == '+';
}

// The values of {namespace} and its kin come from the text that is diagnosed.
constexpr std::array<std::string_view, 4> kPlaceholders{"{namespace}", "{service}", "{release}", "{deployment}"};

// A command holds braces of its own (jsonpath, awk); only what looks like a misspelt placeholder is complained about.
void check_placeholders(ObjectReader* step, std::string_view command) {
  const std::vector<std::string_view> known(kPlaceholders.begin(), kPlaceholders.end());
  for (std::size_t open = command.find('{'); open != std::string_view::npos; open = command.find('{', open + 1)) {
    const std::size_t close = command.find_first_not_of("abcdefghijklmnopqrstuvwxyz-_", open + 1);
    if (close == std::string_view::npos || command[close] != '}') continue;
    const std::string_view word = command.substr(open, close + 1 - open);
    const std::string_view meant = closest_word(word, known);
    if (meant.empty() || meant == word) continue;
    step->complain(*step->value().find("command"), "unknown-word", in_quotes(word) + " is no placeholder",
                   "did you mean " + in_quotes(meant) + "? possible: " + listing(known, "and"));
  }
}

Step load_step(const JsonDocument& document, const JsonValue& value, LoadContext* context) {
  static const std::vector<std::string_view> kKinds = {"check", "fix", "ask", "report"};
  ObjectReader reader(document, value, "a step", context->problems);
  Step step;
  step.id = read_id(&reader, "id");
  if (const auto kind = reader.word("kind", kKinds, Need::kRequired)) step.kind = kKinds[*kind];
  step.title = reader.localized("title");
  step.why = reader.localized("why");
  step.command = reader.text_or_empty("command");
  step.expect = reader.localized("expect");
  step.finds = read_mentions(&reader, "finds", IdKind::kFindingName, context);
  step.links = reader.references("links");
  check_placeholders(&reader, step.command);
  reader.finish();
  context->ids.declare(IdKind::kStep, step.id, {&document, &value});
  return step;
}

Owner load_owner(const JsonDocument& document, const JsonValue& value, LoadContext* context) {
  static const std::vector<std::string_view> kAuthorities = {"own", "cainjector", "unknown"};
  ObjectReader reader(document, value, "an owner", context->problems);
  Owner owner;
  owner.id = read_id(&reader, "id");
  owner.title = reader.text("title");
  owner.webhooks = reader.plain_texts("webhooks");
  owner.services = reader.plain_texts("services");
  owner.namespaces = reader.plain_texts("namespaces");
  owner.groups = reader.plain_texts("groups");
  const auto authority = reader.word("ca", kAuthorities, Need::kRequired);
  if (authority) owner.ca = kAuthorities[*authority];
  const bool nameless =
      owner.webhooks.empty() && owner.services.empty() && owner.namespaces.empty() && owner.groups.empty();
  if (nameless) {
    reader.complain("bad-value", "nothing leads to this owner",
                    "add globs to webhooks, services, namespaces or groups");
  }
  if (owner.id == "unknown") {
    reader.complain(*value.find("id"), "bad-id", "\"unknown\" is the owner of calls that say nothing of it",
                    "use the project's name, or \"other\" when it is not known");
  }
  reader.finish();
  // Name patterns of projects that are not known may differ in who fills their caBundle: several entries of one id.
  if (owner.id != "other" && owner.id != "unknown") context->ids.declare(IdKind::kOwner, owner.id, {&document, &value});
  return owner;
}

void load_wording(const JsonDocument& document, const JsonValue& value, Frame* frame, LoadedFrame* loaded,
                  LoadContext* context) {
  ObjectReader reader(document, value, "a wording", context->problems);
  Wording wording;
  wording.id = read_id(&reader, "id");
  const JsonValue* pattern = reader.find("pattern", JsonKind::kString, Need::kRequired);
  wording.begun = reader.flag("begun");
  wording.emitter = reader.text("emitter", Need::kOptional);
  wording.source = reader.text("source", Need::kOptional);
  wording.examples = reader.plain_texts("examples");
  reader.finish();
  if (!frame->id.empty() && !wording.id.empty()) {
    context->ids.declare(IdKind::kWording, frame->id + "/" + wording.id, {&document, &value});
  }
  if (wording.examples.empty()) {
    context->problems->add_at(
        document, value,
        {"missing-example", "this wording has no example", "add a text that it must match", Severity::kWarning});
  }
  if (pattern == nullptr) return;
  wording.pattern = pattern->text;
  PatternPtr parsed = context->patterns.load(document, *pattern, TextForm::kMessage, PatternUse::kProposed);
  if (!parsed) return;
  loaded->wordings.push_back({std::move(parsed), source_place(document, value)});
  frame->wordings.push_back(std::move(wording));
}

void load_wrapper(const JsonDocument& document, const JsonValue& value, LoadContext* context) {
  ObjectReader reader(document, value, "a wrapper", context->problems);
  Wrapper wrapper;
  wrapper.id = read_id(&reader, "id");
  const JsonValue* pattern = reader.find("pattern", JsonKind::kString, Need::kRequired);
  wrapper.emitter = reader.text("emitter", Need::kOptional);
  wrapper.source = reader.text("source", Need::kOptional);
  PatternPtr parsed;
  if (pattern != nullptr) parsed = context->patterns.load(document, *pattern, TextForm::kMessage);
  KnownFields known;
  if (parsed) {
    known.emplace({std::string(kWrappersField)});
    known->insert(parsed->field_names.begin(), parsed->field_names.end());
    context->wrapper_fields.insert(known->begin(), known->end());
  }
  for (const JsonValue* example : reader.objects("examples"))
    wrapper.examples.push_back(load_wrapper_example(document, *example, known, context));
  reader.finish();
  context->ids.declare(IdKind::kWrapper, wrapper.id, {&document, &value});
  if (wrapper.examples.empty()) {
    context->problems->add_at(document, value,
                              {"missing-example", "this wrapper has no example",
                               "add a text in which it stands in front of a failing call", Severity::kWarning});
  }
  if (!parsed) return;
  wrapper.pattern = pattern->text;
  context->data.wrappers.push_back(std::move(wrapper));
  context->data.loaded_wrappers.push_back({std::move(parsed), source_place(document, value)});
}

std::set<std::string> fields_of(const LoadedFrame& frame) {
  std::set<std::string> fields;
  const auto add = [&](const PatternPtr& pattern) {
    fields.insert(pattern->field_names.begin(), pattern->field_names.end());
  };
  for (const LoadedWording& wording : frame.wordings) add(wording.pattern);
  for (const PatternPtr& insert : frame.inserts) add(insert);
  return fields;
}

// Which fields of the frame say whose component failed.
std::map<std::string, std::string> load_owner_fields(ObjectReader* frame, const std::set<std::string>& fields) {
  std::map<std::string, std::string> owner_fields;
  const JsonValue* value = frame->find("owner_fields", JsonKind::kObject, Need::kOptional);
  if (value == nullptr) return owner_fields;
  ObjectReader reader(frame->document(), *value, "\"owner_fields\"", frame->problems());
  for (const std::string_view role : {"webhook", "group", "service", "namespace"}) {
    const std::string field = reader.text(role, Need::kOptional);
    if (field.empty()) continue;
    owner_fields.emplace(role, field);
    if (fields.contains(field)) continue;
    const std::vector<std::string_view> known(fields.begin(), fields.end());
    reader.complain(
        *value->find(role), "unknown-field", "no wording of this frame has a field " + in_quotes(field),
        known.empty() ? "name one with (?P<name>...) in a wording" : "known fields: " + listing(known, "and"));
  }
  reader.finish();
  return owner_fields;
}

void load_frame(const JsonDocument& document, const JsonValue& value, LoadContext* context) {
  ObjectReader reader(document, value, "a frame", context->problems);
  Frame frame;
  LoadedFrame loaded;
  frame.id = read_id(&reader, "id");
  frame.title = reader.localized("title");
  const std::vector<const JsonValue*> wordings = reader.objects("wordings", Need::kRequired);
  for (const JsonValue* wording : wordings) load_wording(document, *wording, &frame, &loaded, context);
  if (wordings.empty() && reader.has("wordings"))
    reader.complain("missing-key", "a frame needs at least one wording", "add it to \"wordings\"");
  const std::vector<const JsonValue*> inserts = reader.texts("inserts");
  loaded.inserts = context->patterns.load_all(document, inserts, TextForm::kMessage);
  for (const JsonValue* insert : inserts) frame.inserts.emplace_back(insert->text);
  const std::set<std::string> fields = fields_of(loaded);
  // Of a pattern that could not be read the fields are not known: no complaint that could be wrong.
  const bool complete =
      !wordings.empty() && loaded.wordings.size() == wordings.size() && loaded.inserts.size() == inserts.size();
  if (complete)
    frame.owner_fields = load_owner_fields(&reader, fields);
  else
    reader.has("owner_fields");
  reader.finish();
  context->ids.declare(IdKind::kFrame, frame.id, {&document, &value});
  if (complete) context->frame_fields.emplace(frame.id, fields);
  context->data.frames.push_back(std::move(frame));
  context->data.loaded_frames.push_back(std::move(loaded));
}

}  // namespace

void load_pack_file(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "pack.json", context->problems);
  check_format(&reader);
  PackData& data = context->data;
  data.name = read_id(&reader, "name");
  data.version = reader.text("version");
  data.title = reader.localized("title");
  data.summary = reader.localized("summary");
  data.owner = reader.text("owner", Need::kOptional);
  reader.text("license", Need::kOptional);
  const JsonValue* source = reader.find("source", JsonKind::kObject, Need::kOptional);
  if (source != nullptr) data.source = read_reference(document, *source, context->problems);
  if (!data.version.empty() && !is_version(data.version)) {
    reader.complain(*document.root().find("version"), "bad-value", in_quotes(data.version) + " is no version",
                    "write three numbers, as in \"1.0.0\"");
  }
  if (!data.owner.empty()) {
    context->ids.refer(IdKind::kOwner, data.owner, {&document, document.root().find("owner")});
  }
  reader.finish();
}

void load_definitions(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "defs.json", context->problems);
  check_format(&reader);
  const JsonValue* table = reader.find("defs", JsonKind::kObject, Need::kRequired);
  reader.finish();
  if (table == nullptr) return;
  std::vector<const JsonValue*> good;
  for (const JsonValue* entry : table->children) {
    if (!is_definition_name(entry->key)) {
      context->problems->add_at_key(document, *entry,
                                    {"bad-id", in_quotes(entry->key) + " is no name of a definition",
                                     "write upper-case letters, digits and _, as in \"ADDRESS\""});
    } else if (entry->kind != JsonKind::kString) {
      reader.complain(*entry, "wrong-type", "a definition must be a text, not " + std::string(to_string(entry->kind)),
                      "write its pattern as a text");
    } else {
      context->definitions.add(std::string(entry->key), std::string(entry->text), {&document, entry});
      good.push_back(entry);
    }
  }
  for (const JsonValue* entry : good) context->patterns.load_definition(document, *entry);
}

void load_steps(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "steps.json", context->problems);
  check_format(&reader);
  for (const JsonValue* step : reader.objects("steps", Need::kRequired)) {
    context->data.steps.push_back(load_step(document, *step, context));
  }
  reader.finish();
}

void load_owners(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "owners.json", context->problems);
  check_format(&reader);
  for (const JsonValue* owner : reader.objects("owners", Need::kRequired)) {
    context->data.owners.push_back(load_owner(document, *owner, context));
  }
  reader.finish();
}

void load_frames(const JsonDocument& document, LoadContext* context) {
  ObjectReader reader(document, document.root(), "frames.json", context->problems);
  check_format(&reader);
  for (const JsonValue* frame : reader.objects("frames", Need::kRequired)) load_frame(document, *frame, context);
  for (const JsonValue* wrapper : reader.objects("wrappers")) load_wrapper(document, *wrapper, context);
  reader.finish();
}

}  // namespace telltale::internal
