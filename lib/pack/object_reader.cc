#include "pack/object_reader.h"

#include <algorithm>

#include "base/excerpt.h"
#include "base/file.h"
#include "base/spelling.h"
#include "base/utf8.h"

namespace telltale::internal {
namespace {

// Keys that every object may have: notes of the author and the editor's schema.
bool is_ignored_key(std::string_view key) { return key == "$schema" || key.substr(0, 2) == "x-"; }

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

bool is_web_address(std::string_view url) {
  const bool scheme = url.substr(0, 8) == "https://" || url.substr(0, 7) == "http://";
  return scheme && url.find_first_of(" \t\n\"<>") == std::string_view::npos && is_valid_utf8(url);
}

}  // namespace

ObjectReader::ObjectReader(const JsonDocument& document, const JsonValue& value, std::string_view what,
                           ProblemList* problems)
    : document_(document), value_(value), what_(what), problems_(problems) {
  if (value_.kind == JsonKind::kObject) return;
  complain("wrong-type", what_ + " must be an object, not " + std::string(to_string(value_.kind)),
           "write {...} with its keys");
}

void ObjectReader::complain(const JsonValue& value, std::string code, std::string message, std::string remedy) {
  problems_->add_at(document_, value, {std::move(code), std::move(message), std::move(remedy)});
}

void ObjectReader::complain(std::string code, std::string message, std::string remedy) {
  complain(value_, std::move(code), std::move(message), std::move(remedy));
}

void ObjectReader::know(std::string_view key) {
  if (std::find(known_.begin(), known_.end(), key) == known_.end()) known_.push_back(key);
}

bool ObjectReader::has(std::string_view key) {
  know(key);
  return value_.find(key) != nullptr;
}

const JsonValue* ObjectReader::find(std::string_view key, JsonKind kind, Need need) {
  know(key);
  const JsonValue* found = value_.find(key);
  if (found == nullptr) {
    if (need == Need::kRequired && value_.kind == JsonKind::kObject) {
      complain("missing-key", what_ + " needs the key " + in_quotes(key), "add it");
    }
    return nullptr;
  }
  if (found->kind == kind) return found;
  complain(*found, "wrong-type",
           in_quotes(key) + " must be " + std::string(to_string(kind)) + ", not " + std::string(to_string(found->kind)),
           "write " + std::string(to_string(kind)));
  return nullptr;
}

bool ObjectReader::says_something(const JsonValue& text) {
  if (!is_blank(text.text)) return true;
  complain(text, "bad-value", "this text is empty", "write something, or leave the key out if it is optional");
  return false;
}

std::string ObjectReader::text(std::string_view key, Need need) {
  const JsonValue* found = find(key, JsonKind::kString, need);
  if (found == nullptr || !says_something(*found)) return {};
  return std::string(found->text);
}

std::string ObjectReader::text_or_empty(std::string_view key) {
  const JsonValue* found = find(key, JsonKind::kString, Need::kRequired);
  return found == nullptr ? std::string() : std::string(found->text);
}

LocalizedText ObjectReader::localized(std::string_view key, Need need) {
  const JsonValue* found = find(key, JsonKind::kObject, need);
  if (found == nullptr) return {};
  ObjectReader reader(document_, *found, in_quotes(key), problems_);
  const auto read = [&](std::string_view language, std::string_view name) {
    if (reader.has(language)) return reader.text(language);
    reader.complain("missing-translation", in_quotes(key) + " has no " + std::string(name) + " text",
                    "add " + in_quotes(language) + ": a pack speaks English and Japanese");
    return std::string();
  };
  LocalizedText text{read("en", "English"), read("ja", "Japanese")};
  reader.finish();
  return text;
}

bool ObjectReader::flag(std::string_view key) {
  const JsonValue* found = find(key, JsonKind::kBoolean, Need::kOptional);
  return found != nullptr && found->boolean;
}

std::int64_t ObjectReader::whole_number(std::string_view key, std::int64_t low, std::int64_t high) {
  const JsonValue* found = find(key, JsonKind::kNumber, Need::kRequired);
  if (found == nullptr) return low;
  if (!found->integer) {
    complain(*found, "wrong-type", in_quotes(key) + " must be a whole number",
             "write it without fraction and exponent");
    return low;
  }
  if (*found->integer >= low && *found->integer <= high) return *found->integer;
  const std::string range =
      with_thousands(static_cast<std::size_t>(low)) + " to " + with_thousands(static_cast<std::size_t>(high));
  complain(*found, "bad-value", in_quotes(key) + " must be a number from " + range, "use one of these");
  return low;
}

std::vector<const JsonValue*> ObjectReader::elements(std::string_view key, JsonKind kind, Need need) {
  const JsonValue* list = find(key, JsonKind::kArray, need);
  std::vector<const JsonValue*> good;
  if (list == nullptr) return good;
  for (const JsonValue* element : list->children) {
    if (element->kind == kind) {
      good.push_back(element);
      continue;
    }
    complain(*element, "wrong-type",
             "every element of " + in_quotes(key) + " must be " + std::string(to_string(kind)) + ", not " +
                 std::string(to_string(element->kind)),
             "write " + std::string(to_string(kind)));
  }
  return good;
}

std::vector<const JsonValue*> ObjectReader::texts(std::string_view key) {
  std::vector<const JsonValue*> found = elements(key, JsonKind::kString, Need::kOptional);
  const auto empty = [this](const JsonValue* text) { return !says_something(*text); };
  found.erase(std::remove_if(found.begin(), found.end(), empty), found.end());
  return found;
}

std::vector<std::string> ObjectReader::plain_texts(std::string_view key) {
  std::vector<std::string> plain;
  for (const JsonValue* text : texts(key)) plain.emplace_back(text->text);
  return plain;
}

std::vector<const JsonValue*> ObjectReader::objects(std::string_view key, Need need) {
  return elements(key, JsonKind::kObject, need);
}

std::optional<std::size_t> ObjectReader::word(std::string_view key, const std::vector<std::string_view>& words,
                                              Need need) {
  const JsonValue* found = find(key, JsonKind::kString, need);
  if (found == nullptr) return std::nullopt;
  const auto it = std::find(words.begin(), words.end(), found->text);
  if (it != words.end()) return static_cast<std::size_t>(it - words.begin());
  const std::string_view meant = closest_word(found->text, words);
  complain(*found, "unknown-word", in_quotes(found->text) + " is no possible value of " + in_quotes(key),
           (meant.empty() ? "" : "did you mean " + in_quotes(meant) + "? ") + "possible: " + listing(words, "and"));
  return std::nullopt;
}

std::vector<Reference> ObjectReader::references(std::string_view key) {
  std::vector<Reference> found;
  for (const JsonValue* element : objects(key)) found.push_back(read_reference(document_, *element, problems_));
  return found;
}

void ObjectReader::finish() {
  for (const JsonValue* child : value_.children) {
    if (value_.kind != JsonKind::kObject || is_ignored_key(child->key)) continue;
    if (std::find(known_.begin(), known_.end(), child->key) != known_.end()) continue;
    const bool listed = !problems_->is_full(Severity::kError);
    const std::string_view meant = listed ? closest_word(child->key, known_) : "";
    std::string remedy =
        meant.empty() ? "possible keys: " + listing(known_, "and") : "did you mean " + in_quotes(meant) + "?";
    problems_->add_at_key(document_, *child,
                          {"unknown-key", what_ + " has no key " + in_quotes(child->key), std::move(remedy)});
  }
}

Reference read_reference(const JsonDocument& document, const JsonValue& value, ProblemList* problems) {
  ObjectReader reader(document, value, "a reference", problems);
  Reference reference{reader.text("title"), reader.text_or_empty("url")};
  if (!reference.url.empty() && !is_web_address(reference.url)) {
    reader.complain(*value.find("url"), "bad-value", in_quotes(reference.url) + " is no web address",
                    "begin it with https:// and leave out blanks, or write \"\" when there is none");
  }
  reader.finish();
  return reference;
}

}  // namespace telltale::internal
