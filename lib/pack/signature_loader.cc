#include "pack/signature_loader.h"

#include <array>
#include <set>
#include <string>
#include <utility>

#include "base/excerpt.h"
#include "base/file.h"
#include "base/spelling.h"
#include "pack/example_loader.h"

namespace telltale::internal {
namespace {

// Whose failure it is follows from the frame's fields, and so does the confidence: only a signature without a frame can
// say it itself. Being the last resort, on the other hand, has a meaning only in a frame.
void load_framing(ObjectReader* reader, Signature* signature, LoadContext* context) {
  static const std::vector<std::string_view> kConfidences = {"low", "medium", "high"};
  for (const std::string_view key : {"confidence", "owner"}) {
    if (signature->frame.empty() || !reader->has(key)) continue;
    reader->complain(*reader->value().find(key), "key-conflict",
                     in_quotes(key) + " is given by the frame and cannot be set beside it",
                     "remove it, or remove \"frame\" if the message stands alone");
  }
  signature->fallback = reader->flag("fallback");
  if (signature->fallback && signature->frame.empty()) {
    reader->complain(*reader->value().find("fallback"), "key-conflict",
                     "a signature without a frame cannot be a fallback",
                     "remove it, or name the \"frame\" whose unknown reasons it stands for");
  }
  const auto confidence = reader->word("confidence", kConfidences, Need::kOptional);
  if (confidence) signature->confidence = static_cast<Confidence>(*confidence);
  signature->owner = reader->text("owner", Need::kOptional);
  if (signature->owner.empty()) return;
  context->ids.refer(IdKind::kOwner, signature->owner, {&reader->document(), reader->value().find("owner")});
}

// The words of the object: everything but its patterns and examples.
Signature load_words(ObjectReader* reader, std::string_view section, LoadContext* context) {
  static const std::vector<std::string_view> kRoles = {"symptom", "evidence", "healthy", "ignorable"};
  static const std::vector<std::string_view> kForms = {"message", "line"};
  const JsonDocument& document = reader->document();
  Signature signature;
  signature.id = read_id(reader, "id", 2, 4);
  if (!signature.id.empty() && !section.empty() &&
      signature.id.substr(0, section.size() + 1) != std::string(section) + "/") {
    reader->complain(*reader->value().find("id"), "bad-id", "the id does not begin with its section",
                     "write \"" + std::string(section) + "/...\"");
  }
  signature.finding = read_id(reader, "finding", 1, 2);
  if (!signature.finding.empty()) {
    context->ids.refer(IdKind::kFinding, signature.finding, {&document, reader->value().find("finding")});
  }
  const auto role = reader->word("role", kRoles, Need::kRequired);
  if (role) signature.role = static_cast<Role>(*role);
  signature.emitter = reader->text("emitter", Need::kOptional);
  signature.frame = reader->text("frame", Need::kOptional);
  if (!signature.frame.empty())
    context->ids.refer(IdKind::kFrame, signature.frame, {&document, reader->value().find("frame")});
  const auto form = reader->word("text", kForms, Need::kOptional);
  if (form) signature.text = static_cast<TextForm>(*form);
  load_framing(reader, &signature, context);
  signature.outranks = read_mentions(reader, "outranks", IdKind::kSignature, context);
  signature.source = reader->text("source", Need::kOptional);
  return signature;
}

constexpr std::array<ConditionKind, 11> kConditionKinds = {
    ConditionKind::kUnlessBefore,   ConditionKind::kClose,    ConditionKind::kUnlessClose,   ConditionKind::kSentence,
    ConditionKind::kUnlessSentence, ConditionKind::kNear,     ConditionKind::kUnless,        ConditionKind::kAround,
    ConditionKind::kUnlessAround,   ConditionKind::kAnywhere, ConditionKind::kUnlessAnywhere};

std::vector<PatternPtr> load_conditions(ObjectReader* reader, Signature* signature, LoadContext* context) {
  std::vector<PatternPtr> patterns;
  for (const ConditionKind kind : kConditionKinds) {
    // What surrounds a match is read as message text, whatever the match was found in.
    const TextForm form = looks_around(kind) ? TextForm::kMessage : signature->text;
    for (const JsonValue* text : reader->texts(to_string(kind))) {
      PatternPtr pattern = context->patterns.load(reader->document(), *text, form);
      if (!pattern) continue;
      signature->conditions.push_back({kind, std::string(text->text)});
      patterns.push_back(std::move(pattern));
    }
  }
  return patterns;
}

// Nothing when the pattern cannot be used.
std::optional<LoadedSignature> load_patterns(ObjectReader* reader, Signature* signature, LoadContext* context) {
  const JsonDocument& document = reader->document();
  const JsonValue* written = reader->find("pattern", JsonKind::kString, Need::kRequired);
  std::vector<PatternPtr> conditions = load_conditions(reader, signature, context);
  if (written == nullptr) return std::nullopt;
  signature->pattern = written->text;
  PatternPtr pattern = context->patterns.load(document, *written, signature->text, PatternUse::kProposed);
  if (!pattern) return std::nullopt;
  return LoadedSignature{std::move(pattern), std::move(conditions), source_place(document, reader->value())};
}

KnownFields known_fields(const Signature& signature, const std::optional<LoadedSignature>& loaded,
                         const LoadContext& context) {
  if (!loaded) return std::nullopt;
  std::set<std::string> fields(loaded->pattern->field_names.begin(), loaded->pattern->field_names.end());
  if (signature.frame.empty()) return fields;
  const auto frame = context.frame_fields.find(signature.frame);
  if (frame == context.frame_fields.end()) return std::nullopt;
  fields.insert(frame->second.begin(), frame->second.end());
  fields.insert(context.wrapper_fields.begin(), context.wrapper_fields.end());
  return fields;
}

void advise(const ObjectReader& reader, const Signature& signature) {
  const auto warn = [&](std::string code, std::string message, std::string remedy) {
    reader.problems()->add_at(reader.document(), reader.value(),
                              {std::move(code), std::move(message), std::move(remedy), Severity::kWarning});
  };
  if (signature.examples.empty()) {
    warn("missing-example", "the signature " + in_quotes(signature.id) + " has no example",
         "add a text that it must match, with the span and the fields");
  }
  if (signature.counter_examples.empty()) {
    warn("missing-counter-example", "the signature " + in_quotes(signature.id) + " has no counter-example",
         "add the text that is closest to it and means something else");
  }
}

}  // namespace

void load_signature(const JsonDocument& document, const JsonValue& value, std::string_view section,
                    LoadContext* context) {
  if (++context->signatures_seen > context->max_signatures) {
    if (context->signatures_seen > context->max_signatures + 1) return;
    context->problems->add_at(
        document, value,
        {"pack-limit", "the pack has more than " + with_thousands(context->max_signatures) + " signatures",
         "split it into several packs"});
    return;
  }
  ObjectReader reader(document, value, "a signature", context->problems);
  Signature signature = load_words(&reader, section, context);
  std::optional<LoadedSignature> loaded = load_patterns(&reader, &signature, context);
  const KnownFields known = known_fields(signature, loaded, *context);
  for (const JsonValue* example : reader.objects("examples")) {
    signature.examples.push_back(load_example(document, *example, known, context));
  }
  for (const JsonValue* counter : reader.objects("counter_examples")) {
    signature.counter_examples.push_back(load_counter_example(document, *counter, context));
  }
  reader.finish();
  context->ids.declare(IdKind::kSignature, signature.id, {&document, &value});
  advise(reader, signature);
  if (!loaded) return;  // the pack cannot be used, and the lists stay parallel
  context->data.signatures.push_back(std::move(signature));
  context->data.loaded_signatures.push_back(std::move(*loaded));
}

}  // namespace telltale::internal
