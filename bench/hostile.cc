#include "hostile.h"

#include <telltale/telltale.h>

#include <algorithm>
#include <string_view>

#include "messages.h"
#include "random.h"

namespace telltale::bench {
namespace {

// What signatures and frames look for, in full, and the words of the gate.
std::vector<std::string> read_wanted_texts() {
  std::vector<std::string> texts = gate_words();
  const Pack pack = *Pack::builtin();
  for (const Signature& signature : pack.signatures()) {
    for (const Example& example : signature.examples) texts.push_back(example.text);
  }
  for (const Frame& frame : pack.frames()) {
    for (const Wording& wording : frame.wordings)
      texts.insert(texts.end(), wording.examples.begin(), wording.examples.end());
  }
  return texts;
}

const std::vector<std::string>& wanted_texts() {
  static const std::vector<std::string> texts = read_wanted_texts();
  return texts;
}

// 3 to 20 bytes of one of them.
std::string fragment(Random* random) {
  const std::string& text = random->pick(wanted_texts());
  const std::size_t length = std::min(3 + random->below(18), text.size());
  return text.substr(random->below(text.size() - length + 1), length);
}

std::string fragments(std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  std::string text;
  while (text.size() < bytes) text += fragment(&random);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text.substr(0, bytes);
}

std::string fragment_lines(std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  std::string text;
  while (text.size() < bytes) text += fragment(&random) + (random.below(8) == 0 ? "\n" : "");
  return text.substr(0, bytes);
}

// What people and programs say of a failure without its call, some KiB of each, with other digits in every line: what
// surrounds a match has to be asked each time.
std::string floods(std::size_t bytes, std::uint64_t seed) {
  constexpr std::size_t kEach = std::size_t{8} << 10U;
  Random random(seed);
  std::string text;
  while (text.size() < bytes) {
    std::string said = random.pick(wanted_texts());
    std::replace(said.begin(), said.end(), '\n', ' ');
    for (const std::size_t end = text.size() + kEach; text.size() < end;)
      text += std::to_string(random.below(1'000'000)) + ' ' + said + '\n';
  }
  return text.substr(0, bytes);
}

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text.substr(0, bytes);
}

std::string one_word(std::size_t bytes, std::uint64_t) { return repeat(gate_words().front(), bytes); }

// A gate word in every hundred bytes of it: a text without any would not be looked at.
std::string around_words(std::string_view piece, std::size_t bytes, std::uint64_t seed) {
  Random random(seed);
  std::string text;
  while (text.size() < bytes) text += random.pick(gate_words()) + repeat(piece, 100);
  return text.substr(0, bytes);
}

std::string open_quotes(std::size_t bytes, std::uint64_t seed) { return around_words("\"'`", bytes, seed); }
std::string backslashes(std::size_t bytes, std::uint64_t seed) { return around_words("\\", bytes, seed); }
std::string escaped_ends(std::size_t bytes, std::uint64_t seed) { return around_words(R"(\\\\\\n)", bytes, seed); }
std::string open_objects(std::size_t bytes, std::uint64_t seed) { return around_words(R"({")", bytes, seed); }

// JSON in a string in JSON in a string, six deep: the innermost quote has 31 backslashes in front of it.
std::string deep_json(std::size_t bytes, std::uint64_t seed) {
  std::string document = R"({"msg":")" + distinct_message(seed) + R"("})";
  for (int depth = 0; depth < 6; ++depth) {
    std::string escaped;
    for (const char c : document) {
      if (c == '"' || c == '\\') escaped.push_back('\\');
      escaped.push_back(c);
    }
    document = R"({"log":")" + escaped + R"("})";
  }
  return repeat(document + "\n", bytes);
}

}  // namespace

const std::vector<HostileKind>& hostile_kinds() {
  static const std::vector<HostileKind> kinds = {
      {"fragments", fragments},       {"fragment-lines", fragment_lines}, {"floods", floods},
      {"one-word", one_word},         {"open-quotes", open_quotes},       {"backslashes", backslashes},
      {"escaped-ends", escaped_ends}, {"open-objects", open_objects},     {"deep-json", deep_json},
  };
  return kinds;
}

}  // namespace telltale::bench
