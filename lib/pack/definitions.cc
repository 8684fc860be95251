#include "pack/definitions.h"

#include <algorithm>
#include <utility>

#include "base/excerpt.h"
#include "base/spelling.h"

namespace telltale::internal {
namespace {

// Patterns end at 4,096 bytes (pack/pattern.h checks it); this only keeps definitions of definitions from growing
// without end before that.
constexpr std::size_t kMaxExpansion = 16'384;

// Reads a pattern just far enough to know what a `{{` in it is.
class Scanner {
 public:
  explicit Scanner(std::string_view source) : source_(source) {}

  // Up to the next `{{` that no backslash takes away its meaning; npos when there is none.
  std::size_t next() {
    for (; at_ < source_.size(); ++at_) {
      if (source_[at_] == '\\')
        ++at_;
      else if (source_[at_] == '[' && !in_class_)
        open_class();
      else if (source_[at_] == ']')
        in_class_ = false;
      else if (source_.substr(at_, 2) == "{{")
        return at_;
    }
    return std::string_view::npos;
  }
  void go_on_at(std::size_t at) { at_ = at; }
  [[nodiscard]] bool in_class() const { return in_class_; }

 private:
  // A ] right behind [ or [^ is a byte of the class.
  void open_class() {
    in_class_ = true;
    if (source_.substr(at_ + 1, 1) == "^") ++at_;
    if (source_.substr(at_ + 1, 1) == "]") ++at_;
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool in_class_ = false;
};

}  // namespace

bool is_definition_name(std::string_view name) noexcept {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto good = [&](char c) { return upper(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && upper(name[0]) && std::all_of(name.begin(), name.end(), good);
}

const Expansion::Piece* Expansion::piece_at(std::size_t offset) const noexcept {
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), offset,
                                      [](std::size_t value, const Piece& piece) { return value < piece.begin; });
  return after == pieces.begin() ? nullptr : &*std::prev(after);
}

void Definitions::add(std::string name, std::string source, IdPlace place) {
  Definition definition;
  definition.source = std::move(source);
  definition.place = place;
  definitions_.emplace(std::move(name), std::move(definition));
}

void Definitions::finish(std::string_view name, std::optional<std::string> expanded) {
  Definition& definition = definitions_.find(name)->second;
  definition.state = expanded ? Definition::State::kReady : Definition::State::kBroken;
  if (expanded) definition.expanded = std::move(*expanded);
}

std::optional<Expansion> Definitions::expand(std::string_view source, std::vector<PatternProblem>* problems) {
  const std::size_t before = problems->size();
  Expansion expansion;
  Scanner scanner(source);
  const auto copy = [&](std::size_t begin, std::size_t end) {
    if (begin < end) expansion.pieces.push_back({expansion.text.size(), begin, end - begin, ""});
    expansion.text += source.substr(begin, end - begin);
  };
  std::size_t copied = 0;
  for (std::size_t open = scanner.next(); open != std::string_view::npos; open = scanner.next()) {
    const std::size_t close = source.find("}}", open);
    copy(copied, open);
    copied = close == std::string_view::npos ? source.size() : close + 2;
    scanner.go_on_at(copied);
    const std::string_view name = source.substr(open + 2, copied - open - 2);
    if (close == std::string_view::npos) {
      problems->push_back(
          {"unknown-def", open, 2, "this {{ is never closed", "write {{NAME}}, or \\{\\{ to mean the braces"});
    } else if (scanner.in_class()) {
      problems->push_back({"pattern-syntax", open, copied - open, "a definition cannot stand inside [...]",
                           "put the class into the definition"});
    } else {
      fill_in(name.substr(0, name.size() - 2), open, copied - open, &expansion, problems);
    }
    if (problems->size() != before && problems->back().code == "pattern-limit") return std::nullopt;
  }
  copy(copied, source.size());
  if (problems->size() != before) return std::nullopt;
  return expansion;
}

void Definitions::fill_in(std::string_view name, std::size_t at, std::size_t length, Expansion* expansion,
                          std::vector<PatternProblem>* problems) {
  const auto found = definitions_.find(name);
  if (found == definitions_.end()) {
    if (complete_) return complain_unknown(name, at, length, problems);
    expansion->broken = true;
    return;
  }
  Definition& definition = found->second;
  definition.used = true;
  switch (definition.state) {
    case Definition::State::kWaiting:
      problems->push_back({"def-cycle", at, length, "the definition " + in_quotes(name) + " is used above its own end",
                           "let a definition use only those that stand above it"});
      return;
    case Definition::State::kBroken:
      expansion->broken = true;
      return;
    case Definition::State::kReady:
      break;
  }
  expansion->pieces.push_back({expansion->text.size(), at, length, std::string(name)});
  expansion->text += "(?:" + definition.expanded + ")";
  if (expansion->text.size() > kMaxExpansion) {
    problems->push_back({"pattern-limit", at, length, "with its definitions the pattern is longer than 4,096 bytes",
                         "split it into several signatures"});
  }
}

void Definitions::complain_unknown(std::string_view name, std::size_t at, std::size_t length,
                                   std::vector<PatternProblem>* problems) const {
  std::vector<std::string_view> known;
  for (const auto& [other, definition] : definitions_) known.push_back(other);
  const std::string_view meant = closest_word(name, known);
  problems->push_back({"unknown-def", at, length, "there is no definition " + in_quotes(name),
                       meant.empty() ? "add it to defs.json" : "did you mean {{" + std::string(meant) + "}}?"});
}

}  // namespace telltale::internal
