// What is done with a parsed pattern: folding it for message text, printing it for the engines, finding its words.
#include "pack/pattern.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/rarity.h"
#include "pack/pattern_begin.h"
#include "pack/pattern_core.h"
#include "pack/pattern_node.h"

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

void collect_fields(const PatternNode& node, std::vector<std::string>* names) {
  if (node.kind == Kind::kField) names->push_back(node.bytes);
  for (const NodePtr& child : node.children) collect_fields(*child, names);
}

bool can_hold(const PatternNode& node, unsigned char byte) {
  if (node.kind == Kind::kLiteral) return node.bytes.find(static_cast<char>(byte)) != std::string::npos;
  if (node.kind == Kind::kClass) return node.set.test(byte);
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const NodePtr& child) { return can_hold(*child, byte); });
}

void collect_fields_with(const PatternNode& node, unsigned char byte, std::vector<std::string>* names) {
  if (node.kind == Kind::kField && can_hold(node, byte)) names->push_back(node.bytes);
  for (const NodePtr& child : node.children) collect_fields_with(*child, byte, names);
}

unsigned char lower(unsigned char byte) {
  return byte >= 'A' && byte <= 'Z' ? static_cast<unsigned char>(byte + 32) : byte;
}

NodePtr fold_literal(const PatternNode& node) {
  PatternNode folded{.kind = Kind::kLiteral};
  for (const char c : node.bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!is_silent_in_pattern(byte)) folded.bytes.push_back(static_cast<char>(lower(byte)));
  }
  return make_node(folded.bytes.empty() ? PatternNode{} : std::move(folded));
}

NodePtr fold_class(const PatternNode& node) {
  PatternNode folded{.kind = Kind::kClass};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (node.set.test(byte) && !is_silent_in_pattern(static_cast<unsigned char>(byte))) {
      folded.set.set(lower(static_cast<unsigned char>(byte)));
    }
  }
  if (folded.set.none()) return make_node({});
  return make_node(std::move(folded));
}

// A class of blanks and punctuation matched one of them; folded, the blank is gone, so what is left may be missing
// from the text: `[ :]` becomes `:?`. A class with letters or digits is written for those.
bool is_separator(const ByteSet& written, const ByteSet& folded) {
  bool silent = false;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const bool speaks = byte >= 0x80 || std::isalnum(static_cast<int>(byte)) != 0;
    if (speaks && folded.test(byte)) return false;
    silent |= written.test(byte) && is_silent_in_pattern(static_cast<unsigned char>(byte));
  }
  return silent && folded.any();
}

NodePtr optional_of(NodePtr node) {
  return make_node({.kind = Kind::kRepeat, .children = {std::move(node)}, .min = 0, .max = 1});
}

NodePtr fold_alternate(const PatternNode& node) {
  PatternNode folded{.kind = Kind::kAlternate};
  bool empty_branch = false;
  for (const NodePtr& child : node.children) {
    NodePtr branch = fold_node(child);
    if (branch->kind == Kind::kEmpty)
      empty_branch = true;
    else
      folded.children.push_back(std::move(branch));
  }
  if (folded.children.empty()) return make_node({});
  NodePtr rest = folded.children.size() == 1 ? folded.children[0] : make_node(std::move(folded));
  return empty_branch ? optional_of(std::move(rest)) : rest;
}

NodePtr fold_concatenate(const PatternNode& node) {
  PatternNode folded{.kind = Kind::kConcatenate};
  for (const NodePtr& child : node.children) {
    NodePtr part = fold_node(child);
    if (part->kind != Kind::kEmpty) folded.children.push_back(std::move(part));
  }
  if (folded.children.empty()) return make_node({});
  return folded.children.size() == 1 ? folded.children[0] : make_node(std::move(folded));
}

// Lists the words of a tree: runs of letters and digits that stand in every match.
class WordCollector {
 public:
  std::vector<RequiredWord> collect(const PatternNode& node) {
    visit(node);
    flush();
    return std::move(words_);
  }

 private:
  static constexpr std::size_t kShortestWord = 3;
  static constexpr std::size_t kRanks = 4;

  void flush() {
    if (run_.size() >= kShortestWord) words_.push_back({run_});
    run_.clear();
  }

  // Punctuation may be escaped, encoded or full-width in the raw text; letters, digits and the hyphen stay what they
  // are.
  static bool survives(unsigned char byte) { return byte >= 0x80 || byte == '-' || std::isalnum(byte) != 0; }

  void visit(const PatternNode& node) {
    switch (node.kind) {
      case Kind::kEmpty:
      case Kind::kAssertion:
        return flush();
      case Kind::kLiteral:
        return literal(node.bytes);
      case Kind::kClass:
        return byte_class(node.set);
      case Kind::kConcatenate:
      case Kind::kField:
        for (const NodePtr& child : node.children) visit(*child);
        return;
      case Kind::kRepeat:
        flush();
        if (node.min > 0) append(WordCollector().collect(*node.children[0]));
        return;
      case Kind::kAlternate:
        flush();
        return alternate(node);
    }
  }

  void literal(const std::string& bytes) {
    for (const char c : bytes) {
      const auto byte = static_cast<unsigned char>(c);
      if (survives(byte))
        run_.push_back(static_cast<char>(lower(byte)));
      else
        flush();
    }
  }

  // The two cases of one letter are that letter: the gate does not look at case.
  void byte_class(const ByteSet& set) {
    const std::size_t upper = set._Find_first();
    const bool is_letter = set.count() == 2 && upper >= 'A' && upper <= 'Z' && set.test(upper + 32);
    if (!is_letter) return flush();
    run_.push_back(static_cast<char>(upper + 32));
  }

  // Some word of each branch: first the rarest of each in logs, then the second rarest and so on, so that the gate can
  // take two, of which a wrap may break one.
  void alternate(const PatternNode& node) {
    std::vector<std::vector<RequiredWord>> branches;
    std::size_t common = kRanks;
    for (const NodePtr& child : node.children) {
      branches.push_back(WordCollector().collect(*child));
      std::stable_sort(branches.back().begin(), branches.back().end(),
                       [](const RequiredWord& a, const RequiredWord& b) { return commonness(a) < commonness(b); });
      common = std::min(common, branches.back().size());
    }
    for (std::size_t rank = 0; rank < common; ++rank) {
      RequiredWord any;
      for (const auto& branch : branches) any.insert(any.end(), branch[rank].begin(), branch[rank].end());
      words_.push_back(std::move(any));
    }
  }

  // A word that is too short for the gate comes last.
  static double commonness(const RequiredWord& word) {
    return word[0].size() < kGram ? 1e9 : occurrences_per_megabyte(word[0]);
  }

  void append(std::vector<RequiredWord> words) { std::move(words.begin(), words.end(), std::back_inserter(words_)); }

  std::vector<RequiredWord> words_;
  std::string run_;
};

// Puts in front of `end` what every match of `node` ends with; whether all of `node` is literal, so that what stands in
// front of it is of interest, too.
bool take_literal_end(const PatternNode& node, std::string* end) {
  switch (node.kind) {
    case Kind::kEmpty:
    case Kind::kAssertion:
      return true;
    case Kind::kLiteral:
      end->insert(0, node.bytes);
      return true;
    case Kind::kField:
    case Kind::kConcatenate:
      return std::all_of(node.children.rbegin(), node.children.rend(),
                         [&](const NodePtr& child) { return take_literal_end(*child, end); });
    default:
      return false;
  }
}

}  // namespace

NodePtr make_node(PatternNode node) { return std::make_shared<const PatternNode>(std::move(node)); }

const PatternNode* find_assertion(const PatternNode& node) {
  if (node.kind == Kind::kAssertion) return &node;
  for (const NodePtr& child : node.children) {
    if (const PatternNode* found = find_assertion(*child)) return found;
  }
  return nullptr;
}

bool is_silent_in_pattern(unsigned char byte) noexcept {
  if (byte <= ' ' || byte == 0x7F) return true;
  switch (byte) {
    case '"':
    case '\'':
    case '`':
    case '\\':
    case '*':
    case '|':
    case '<':
    case '>':
    case '~':
      return true;
    default:
      return false;
  }
}

std::size_t min_width(const PatternNode& node) {
  // Widths are only compared with zero and small numbers; a cap keeps sums of repeats from overflowing.
  constexpr std::size_t kEnough = 1'000'000;
  std::size_t width = 0;
  switch (node.kind) {
    case Kind::kEmpty:
    case Kind::kAssertion:
      return 0;
    case Kind::kLiteral:
      return node.bytes.size();
    case Kind::kClass:
      return 1;
    case Kind::kConcatenate:
    case Kind::kField:
      for (const NodePtr& child : node.children) width += min_width(*child);
      break;
    case Kind::kRepeat:
      width = min_width(*node.children[0]) * static_cast<std::size_t>(node.min);
      break;
    case Kind::kAlternate:
      width = kEnough;
      for (const NodePtr& child : node.children) width = std::min(width, min_width(*child));
      break;
  }
  return std::min(width, kEnough);
}

NodePtr fold_node(const NodePtr& node) {
  switch (node->kind) {
    case Kind::kEmpty:
    case Kind::kAssertion:
      return node;
    case Kind::kLiteral:
      return fold_literal(*node);
    case Kind::kClass: {
      NodePtr folded = fold_class(*node);
      return is_separator(node->set, folded->set) ? optional_of(std::move(folded)) : folded;
    }
    case Kind::kConcatenate:
      return fold_concatenate(*node);
    case Kind::kAlternate:
      return fold_alternate(*node);
    case Kind::kRepeat:
    case Kind::kField: {
      NodePtr inside = fold_node(node->children[0]);
      if (inside->kind == Kind::kEmpty) return inside;
      PatternNode folded = *node;
      // A repeat of an optional part: x?* is refused by the parser and needless here.
      if (node->kind == Kind::kRepeat && inside->kind == Kind::kRepeat && inside->min == 0 && inside->max == 1) {
        inside = inside->children[0];
        folded.min = 0;
      }
      folded.children = {std::move(inside)};
      return make_node(std::move(folded));
    }
  }
  return node;
}

std::optional<Pattern> Pattern::folded(std::vector<PatternProblem>* problems) const {
  if (const PatternNode* assertion = find_assertion(*root_)) {
    const bool is_escaped = assertion->bytes == "b" || assertion->bytes == "B";
    problems->push_back({"pattern-assertion", assertion->position, is_escaped ? 2U : 1U,
                         "message text has no lines and no word boundaries, so ^ $ \\b \\B say nothing",
                         "leave them out, or use \"text\": \"line\""});
    return std::nullopt;
  }
  NodePtr folded = fold_node(root_);
  if (min_width(*folded) == 0) {
    problems->push_back({"pattern-empty-match", 0, 0,
                         "without its blanks and quotes the pattern matches the empty text",
                         "demand at least one letter, digit or punctuation mark"});
    return std::nullopt;
  }
  Pattern pattern(folded);
  pattern.unfolded_ = root_;
  return pattern;
}

std::vector<std::string> Pattern::literal_begins() const { return literal_begins_of(*root_); }
std::vector<std::string> Pattern::first_bytes() const { return first_bytes_of(*root_); }

std::string Pattern::literal_end() const {
  std::string end;
  take_literal_end(*root_, &end);
  return end;
}

std::vector<DigitRun> Pattern::digit_runs() const { return digit_runs_of(*root_); }

std::string Pattern::text() const { return print_node(*root_, true); }
std::string Pattern::text_without_fields() const { return print_node(*root_, false); }
std::string Pattern::core() const { return print_node(*core_of(root_), false); }
std::string Pattern::text_as_written() const { return print_node(*unfolded_, false); }

std::vector<std::string> Pattern::field_names() const {
  std::vector<std::string> names;
  collect_fields(*root_, &names);
  return names;
}

std::vector<std::string> Pattern::field_names_with(unsigned char byte) const {
  std::vector<std::string> names;
  collect_fields_with(*unfolded_, byte, &names);
  return names;
}

bool has_words(std::string_view lowered, const std::vector<RequiredWord>& words) {
  return std::all_of(words.begin(), words.end(), [&](const RequiredWord& alternatives) {
    return std::any_of(alternatives.begin(), alternatives.end(),
                       [&](const std::string& word) { return lowered.find(word) != std::string_view::npos; });
  });
}

std::vector<RequiredWord> Pattern::required_words() const { return WordCollector().collect(*unfolded_); }

PreparedPattern Pattern::prepared(PatternUse use) const {
  const bool is_proposed = use == PatternUse::kProposed;
  return {text(),
          is_proposed ? core() : "",
          is_proposed ? text_as_written() : "",
          field_names(),
          field_names_with(' '),
          field_names_with('"'),
          literal_begins(),
          first_bytes(),
          literal_end(),
          required_words(),
          digit_runs()};
}

}  // namespace telltale::internal
