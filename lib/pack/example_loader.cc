#include "pack/example_loader.h"

#include <string_view>
#include <utility>
#include <vector>

#include "base/excerpt.h"
#include "base/spelling.h"

namespace telltale::internal {
namespace {

void load_example_fields(ObjectReader* example, const KnownFields& known, std::map<std::string, std::string>* loaded) {
  const JsonValue* fields = example->find("fields", JsonKind::kObject, Need::kOptional);
  if (fields == nullptr) return;
  for (const JsonValue* field : fields->children) {
    if (field->kind != JsonKind::kString) {
      example->complain(*field, "wrong-type", "the value of a field must be a text", "write it in quotes");
      continue;
    }
    loaded->emplace(field->key, field->text);
    if (!known || known->contains(std::string(field->key))) continue;
    const std::vector<std::string_view> names(known->begin(), known->end());
    Complaint complaint{"unknown-field", "no pattern here has a field " + in_quotes(field->key), ""};
    complaint.remedy =
        names.empty() ? "name one with (?P<name>...) in the pattern" : "known fields: " + listing(names, "and");
    example->problems()->add_at_key(example->document(), *field, std::move(complaint));
  }
}

}  // namespace

Example load_example(const JsonDocument& document, const JsonValue& value, const KnownFields& known,
                     LoadContext* context) {
  ObjectReader reader(document, value, "an example", context->problems);
  Example example;
  example.text = reader.text("text");
  example.match = reader.text("match", Need::kOptional);
  load_example_fields(&reader, known, &example.fields);
  example.owner = reader.text("owner", Need::kOptional);
  if (!example.owner.empty()) context->ids.refer(IdKind::kOwner, example.owner, {&document, value.find("owner")});
  for (const JsonValue* also : reader.texts("also")) {
    const bool full = also->text.find('/') != std::string_view::npos;
    context->ids.refer(full ? IdKind::kFinding : IdKind::kFindingName, also->text, {&document, also});
    example.also.emplace_back(also->text);
  }
  if (!example.match.empty() && example.text.find(example.match) == std::string::npos) {
    reader.complain(*value.find("match"), "bad-example", "\"match\" is not a part of the example's text",
                    "copy it from the text, byte for byte");
  }
  reader.finish();
  return example;
}

CounterExample load_counter_example(const JsonDocument& document, const JsonValue& value, LoadContext* context) {
  ObjectReader reader(document, value, "a counter-example", context->problems);
  CounterExample counter{reader.text("text"), reader.text("why")};
  reader.finish();
  return counter;
}

WrapperExample load_wrapper_example(const JsonDocument& document, const JsonValue& value, const KnownFields& known,
                                    LoadContext* context) {
  ObjectReader reader(document, value, "an example", context->problems);
  WrapperExample example;
  example.text = reader.text("text");
  load_example_fields(&reader, known, &example.fields);
  reader.finish();
  return example;
}

}  // namespace telltale::internal
