#include "pack/load_context.h"

#include "base/excerpt.h"

namespace telltale::internal {

std::string read_id(ObjectReader* reader, std::string_view key, std::size_t least, std::size_t most) {
  const JsonValue* found = reader->find(key, JsonKind::kString, Need::kRequired);
  if (found == nullptr) return {};
  if (is_good_id(found->text, least, most)) return std::string(found->text);
  const std::string parts =
      most == 1 ? "" : " in " + std::to_string(least) + " to " + std::to_string(most) + " parts between slashes";
  reader->complain(*found, "bad-id", in_quotes(found->text) + " is no id",
                   "write lower-case words and dashes" + parts + (most == 1 ? ", as in \"no-endpoints\"" : ""));
  return {};
}

std::vector<std::string> read_mentions(ObjectReader* reader, std::string_view key, IdKind kind, LoadContext* context) {
  std::vector<std::string> ids;
  for (const JsonValue* text : reader->texts(key)) {
    context->ids.refer(kind, text->text, {&reader->document(), text});
    ids.emplace_back(text->text);
  }
  return ids;
}

SourcePlace source_place(const JsonDocument& document, const JsonValue& value) {
  const LineColumn at = document.place_of(value.face().begin);
  return {document.file(), JsonDocument::pointer_to(value), at.line, at.column};
}

void check_format(ObjectReader* file) {
  const JsonValue* format = file->find("format", JsonKind::kNumber, Need::kRequired);
  if (format == nullptr || format->integer == 1) return;
  file->complain(*format, "format-version", "this version of the format is not known",
                 "write 1, or use a newer telltale");
}

}  // namespace telltale::internal
