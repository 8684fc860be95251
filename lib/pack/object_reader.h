// ObjectReader: takes an object of a pack apart, key by key, and complains about what is missing, misshapen or left
// over.
//
// Asking for a key is what makes it known: finish() reports every key that nobody asked for, so that the code that
// reads a file is also the list of what the file may hold. After a complaint the caller gets an empty value and goes
// on, so that one run finds everything.
#ifndef TELLTALE_LIB_PACK_OBJECT_READER_H_
#define TELLTALE_LIB_PACK_OBJECT_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pack/json_value.h"
#include "pack/problem_list.h"
#include "telltale/pack.h"

namespace telltale::internal {

enum class Need : std::uint8_t { kRequired, kOptional };

class ObjectReader {
 public:
  // `what` names the object in messages: "a section".
  ObjectReader(const JsonDocument& document, const JsonValue& value, std::string_view what, ProblemList* problems);

  // The value of a key when it is there and of this kind. Its place is then known to the caller.
  const JsonValue* find(std::string_view key, JsonKind kind, Need need);

  // A text that says something; "" only after a complaint or when it is optional and absent.
  std::string text(std::string_view key, Need need = Need::kRequired);
  // A text that may be empty, but must be there.
  std::string text_or_empty(std::string_view key);
  LocalizedText localized(std::string_view key, Need need = Need::kRequired);
  bool flag(std::string_view key);  // false when it is absent
  std::int64_t whole_number(std::string_view key, std::int64_t low, std::int64_t high);

  // The texts of an optional list, with their places.
  std::vector<const JsonValue*> texts(std::string_view key);
  std::vector<std::string> plain_texts(std::string_view key);
  // The objects of a list (elements of other kinds are complained about and left out).
  std::vector<const JsonValue*> objects(std::string_view key, Need need = Need::kOptional);

  // One of a few words, as an index into `words`.
  std::optional<std::size_t> word(std::string_view key, const std::vector<std::string_view>& words, Need need);

  // References and links: {"title", "url"}.
  std::vector<Reference> references(std::string_view key);

  // Whether the object has the key at all; makes it known.
  bool has(std::string_view key);

  void complain(const JsonValue& value, std::string code, std::string message, std::string remedy);
  // About the object as a whole.
  void complain(std::string code, std::string message, std::string remedy);

  // Reports the keys that nobody asked for.
  void finish();

  [[nodiscard]] const JsonDocument& document() const noexcept { return document_; }
  [[nodiscard]] const JsonValue& value() const noexcept { return value_; }
  [[nodiscard]] ProblemList* problems() const noexcept { return problems_; }

 private:
  void know(std::string_view key);
  std::vector<const JsonValue*> elements(std::string_view key, JsonKind kind, Need need);
  bool says_something(const JsonValue& text);

  const JsonDocument& document_;
  const JsonValue& value_;
  std::string what_;
  ProblemList* problems_;
  std::vector<std::string_view> known_;
};

// {"title", "url"}; an empty url stands for a place without one (a Slack search).
[[nodiscard]] Reference read_reference(const JsonDocument& document, const JsonValue& value, ProblemList* problems);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_OBJECT_READER_H_
