#include "packs.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

#include "random.h"

namespace telltale::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kName = "generated";
constexpr std::size_t kWords = 2000;
constexpr std::size_t kSectionSize = 100;

constexpr std::array<std::string_view, 24> kVerbs = {
    "open",     "read",   "parse",     "mount",    "resolve", "connect", "allocate", "decode",
    "validate", "commit", "acquire",   "schedule", "render",  "upload",  "verify",   "register",
    "restore",  "rotate", "replicate", "attach",   "migrate", "lock",    "flush",    "fetch"};
constexpr std::array<std::string_view, 16> kStates = {
    "missing",   "invalid", "expired", "locked",    "corrupt",   "unreachable", "exhausted", "stale",
    "read-only", "refused", "unknown", "not ready", "too large", "in use",      "disabled",  "denied"};

std::vector<std::string> make_vocabulary() {
  constexpr std::string_view kOnsets[] = {"b",  "br", "c",  "cl", "d", "dr", "f",  "fl", "g",  "gr", "h",
                                          "j",  "k",  "l",  "m",  "n", "p",  "pl", "pr", "qu", "r",  "s",
                                          "sc", "sh", "sp", "st", "t", "th", "tr", "v",  "w",  "z"};
  constexpr std::string_view kVowels[] = {"a", "e", "i", "o", "u", "ai", "ea", "io", "ou"};
  constexpr std::string_view kCodas[] = {"", "", "", "n", "r", "s", "l", "t", "ck", "nd", "x", "m"};
  Random random(7);
  std::set<std::string> words;
  std::vector<std::string> vocabulary;
  while (vocabulary.size() < kWords) {
    std::string word;
    for (std::size_t syllables = 2 + random.below(2); syllables > 0; --syllables) {
      word += kOnsets[random.below(std::size(kOnsets))];
      word += kVowels[random.below(std::size(kVowels))];
      word += kCodas[random.below(std::size(kCodas))];
    }
    if (word.size() >= 5 && words.insert(word).second) vocabulary.push_back(std::move(word));
  }
  return vocabulary;
}

// A pattern and a text that it matches.
struct Wanted {
  std::string pattern;
  std::string example;

  Wanted& say(std::string_view text) {
    for (const char c : text) {
      if (std::string_view(".()[]?*+|").find(c) != std::string_view::npos) pattern.push_back('\\');
      pattern.push_back(c);
    }
    example += text;
    return *this;
  }
  Wanted& vary(std::string_view expression, std::string_view text) {
    pattern += expression;
    example += text;
    return *this;
  }
};

class Writer {
 public:
  explicit Writer(std::string folder) : folder_(std::move(folder)), vocabulary_(make_vocabulary()) {}

  GeneratedPack write(std::size_t signatures) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "sections");
    write_heads();
    GeneratedPack pack;
    pack.folder = folder_.string();
    for (std::size_t first = 0; first < signatures; first += kSectionSize)
      write_section(first, std::min(first + kSectionSize, signatures), &pack);
    return pack;
  }

 private:
  void write_heads() const {
    std::ofstream(folder_ / "pack.json")
        << R"({"format": 1, "name": ")" << kName
        << R"(", "version": "1.0.0", "title": {"en": "Generated", "ja": "生成"},)"
        << R"( "summary": {"en": "Made up.", "ja": "架空です。"}, "owner": "us",)"
        << R"( "source": {"title": "none", "url": "https://example.org/"}, "license": "Apache-2.0"})";
    std::ofstream(folder_ / "owners.json")
        << R"({"format": 1, "owners": [{"id": "us", "title": "Us", "webhooks": ["*.example.org"], "services": [],)"
        << R"( "namespaces": [], "groups": [], "ca": "own"}]})";
  }

  void write_section(std::size_t first, std::size_t last, GeneratedPack* pack) {
    const std::string section = "part-" + std::to_string(first / kSectionSize + 1);
    std::ostringstream findings;
    std::ostringstream signatures;
    for (std::size_t i = first; i < last; ++i) {
      const std::string name = "case-" + std::to_string(i);
      const std::string id = join(section, name);
      const char* const comma = i + 1 < last ? ",\n" : "\n";
      const Wanted wanted = make_up(i);
      findings << finding(name) << comma;
      signatures << signature(id, wanted) << comma;
      pack->findings.push_back(join(kName, id));
      pack->examples.push_back(wanted.example);
    }
    write_section_file(section, first / kSectionSize + 1, findings.str(), signatures.str());
  }

  void write_section_file(const std::string& id, std::size_t order, const std::string& findings,
                          const std::string& signatures) const {
    std::ofstream(folder_ / "sections" / (id + ".json"))
        << R"({"format": 1, "id": ")" << id << R"(", "order": )" << order
        << R"(, "kind": "collection", "title": {"en": "Part", "ja": "部"}, "summary": {"en": "Some.", "ja": "例。"},)"
        << R"( "references": [], "owners": ["any"], "causes": [],)"
        << "\n\"findings\": [\n"
        << findings << "],\n\"signatures\": [\n"
        << signatures << "]}\n";
  }

  static std::string join(std::string_view first, std::string_view second) {
    return std::string(first).append("/").append(second);
  }

  static std::string finding(const std::string& name) {
    return R"({"id": ")" + name +
           R"(", "title": {"en": "Case", "ja": "例"}, "summary": {"en": "One.", "ja": "一例。"}})";
  }

  static std::string signature(const std::string& id, const Wanted& wanted) {
    return R"({"id": ")" + id + R"(", "finding": ")" + id +
           R"(", "role": "symptom", "emitter": "program", "pattern": )" + in_json(wanted.pattern) +
           R"(, "source": "https://example.org/", "examples": [{"text": )" + in_json(wanted.example) +
           R"(}], "counter_examples": []})";
  }

  static std::string in_json(std::string_view text) {
    std::string quoted = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') quoted.push_back('\\');
      quoted.push_back(c);
    }
    return quoted + "\"";
  }

  // Signature `i` in one of five shapes of messages.
  [[nodiscard]] Wanted make_up(std::size_t i) const {
    Random random(i + 1);
    const auto word = [&]() -> const std::string& { return random.pick(vocabulary_); };
    Wanted wanted;
    switch (i % 5) {
      case 0:
        return wanted.say(word())
            .vary("-[0-9]{4}", "-" + random.digits(4))
            .say(": error code 0x")
            .vary("[0-9a-f]+", random.hex(6))
            .say(" in module " + word() + std::to_string(random.below(100)));
      case 1:
        return wanted.say("failed to " + std::string(random.pick(kVerbs)) + " " + word() + " ")
            .vary("[a-z0-9.-]{1,60}", "shop-" + random.digits(3))
            .say(": " + word() + " is " + std::string(random.pick(kStates)));
      case 2:
        return wanted.say(word() + " " + word() + " limit exceeded: ")
            .vary("[0-9]{1,9}", random.digits(5))
            .say(" of ")
            .vary("[0-9]{1,9}", random.digits(4))
            .say(" " + word() + "s");
      case 3:
        return wanted.say("cannot " + std::string(random.pick(kVerbs)) + " " + word() + " on " + word() + ": status ")
            .vary("[45][0-9]{2}", "5" + random.digits(2));
      default:
        return wanted
            .say(word() + "Error: " + word() + " " + word() + " was " + std::string(random.pick(kStates)) + " (code=")
            .vary("[0-9]{1,6}", random.digits(3))
            .say(")");
    }
  }

  fs::path folder_;
  std::vector<std::string> vocabulary_;
};

}  // namespace

GeneratedPack write_pack(std::size_t signatures, const std::string& folder) { return Writer(folder).write(signatures); }

}  // namespace telltale::bench
