// Parses the dialect by recursive descent. Everything that Hyperscan and RE2 read differently, or that only one of them
// takes, is refused here by name, so that no engine ever sees it.
#include <algorithm>
#include <cctype>
#include <utility>

#include "base/utf8.h"
#include "pack/pattern.h"
#include "pack/pattern_node.h"

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

// Longest pattern, defs filled in. Hyperscan stops at 16,000; a longer rule is a table that wants to be data.
constexpr std::size_t kMaxPatternLength = 4096;
// Every level of nested quantifiers doubles Hyperscan's compile time: 30 levels take 16 s, 40 take hours.
constexpr int kMaxQuantifierNesting = 4;
// Hyperscan's parser is recursive: 198 levels overflow a 128 KiB stack.
constexpr int kMaxGroupDepth = 50;
// RE2's limit for a repeat and for the product of nested ones.
constexpr int kMaxRepeat = 1000;

class Parser {
 public:
  Parser(std::string_view source, std::vector<PatternProblem>* problems) : source_(source), problems_(problems) {}

  NodePtr parse() {
    if (source_.size() > kMaxPatternLength) {
      refuse("pattern-limit", 0, 0, "the pattern is longer than 4,096 bytes", "split it into several signatures");
      return nullptr;
    }
    NodePtr root = alternation(0);
    if (at_ < source_.size()) {
      refuse("pattern-syntax", at_, 1, "this ) closes no group", "remove it or write \\)");
    }
    return failed_ ? nullptr : root;
  }

 private:
  void refuse(std::string code, std::size_t at, std::size_t length, std::string message, std::string remedy) {
    failed_ = true;
    problems_->push_back({std::move(code), at, length, std::move(message), std::move(remedy)});
  }

  [[nodiscard]] bool done() const { return at_ >= source_.size(); }
  [[nodiscard]] char peek() const { return source_[at_]; }
  bool take(std::string_view token) {
    if (source_.substr(at_, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  NodePtr alternation(int depth) {
    PatternNode node{.kind = Kind::kAlternate};
    node.children.push_back(concatenation(depth));
    while (!done() && peek() == '|') {
      ++at_;
      node.children.push_back(concatenation(depth));
    }
    return node.children.size() == 1 ? node.children[0] : make_node(std::move(node));
  }

  NodePtr concatenation(int depth) {
    PatternNode node{.kind = Kind::kConcatenate};
    while (!done() && peek() != '|' && peek() != ')') {
      const std::size_t begin = at_;
      NodePtr atom = plain_characters();
      if (!atom) atom = parse_atom(depth);
      if (atom) atom = quantified(std::move(atom), begin);
      if (atom) append(std::move(atom), &node.children);
    }
    if (node.children.size() == 1) return node.children[0];
    return node.children.empty() ? make_node({}) : make_node(std::move(node));
  }

  // Several characters that mean themselves; the last one before a repeat is left for that. Null: none, or only one.
  NodePtr plain_characters() {
    if (caseless_) return nullptr;
    std::size_t end = at_;
    while (end < source_.size() && means_itself(source_[end])) ++end;
    if (end < source_.size() && begins_repeat(source_[end]) && end > at_) --end;
    if (end < at_ + 2) return nullptr;
    const std::string_view bytes = source_.substr(at_, end - at_);
    at_ = end;
    return make_node({.kind = Kind::kLiteral, .bytes = std::string(bytes)});
  }

  static bool means_itself(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == ' ' || c == '-' || c == '_' || c == '/' ||
           c == ':' || c == ',' || c == '"' || c == '=' || c == '<' || c == '>' || c == '\'' || c == '@';
  }
  static bool begins_repeat(char c) { return c == '*' || c == '+' || c == '?' || c == '{'; }

  // Literals that stand side by side are one: the steps behind the parser have fewer nodes to look at.
  static void append(NodePtr atom, std::vector<NodePtr>* sequence) {
    const bool joins = atom->kind == Kind::kLiteral && !sequence->empty() && sequence->back()->kind == Kind::kLiteral;
    if (!joins) return sequence->push_back(std::move(atom));
    sequence->back() = make_node({.kind = Kind::kLiteral, .bytes = sequence->back()->bytes + atom->bytes});
  }

  NodePtr parse_atom(int depth) {
    switch (peek()) {
      case '(':
        return group(depth);
      case '[':
        return byte_class();
      case '\\':
        return escape();
      case '.':
        ++at_;
        return class_of(ByteSet().set().reset('\n'));
      case '^':
      case '$':
        ++at_;
        return assertion(std::string(1, source_[at_ - 1]), at_ - 1);
      case '*':
      case '+':
      case '?':
        refuse("pattern-syntax", at_, 1, "there is nothing to repeat here",
               "write a backslash in front of it to mean the character");
        ++at_;
        return nullptr;
      case '{':
      case '}':
        refuse("pattern-syntax", at_, 1, "a brace that belongs to no repeat", "write \\{ or \\} to mean the character");
        ++at_;
        return nullptr;
      case '\0':
        refuse("pattern-unsupported", at_, 1, "a NUL byte would end the pattern for Hyperscan", "write \\x00");
        ++at_;
        return nullptr;
      default:
        return literal_character();
    }
  }

  static NodePtr class_of(ByteSet set) { return make_node({.kind = Kind::kClass, .set = set}); }
  static NodePtr assertion(std::string name, std::size_t position) {
    return make_node({.kind = Kind::kAssertion, .bytes = std::move(name), .position = position});
  }

  // A whole UTF-8 sequence is one character, so that a repeat behind it repeats all its bytes.
  NodePtr literal_character() {
    const std::size_t begin = at_++;
    while (!done() && is_utf8_continuation(peek())) ++at_;
    if (caseless_ && at_ - begin > 1) {
      refuse("pattern-unsupported", begin, at_ - begin,
             "letter case of non-ASCII text is read differently by the engines", "close the (?i) before it");
    }
    return literal(source_.substr(begin, at_ - begin));
  }

  [[nodiscard]] NodePtr literal(std::string_view bytes) const {
    const auto first = static_cast<unsigned char>(bytes[0]);
    if (caseless_ && bytes.size() == 1 && std::isalpha(first) != 0 && first < 0x80) {
      ByteSet both;
      both.set(static_cast<std::size_t>(std::tolower(first))).set(static_cast<std::size_t>(std::toupper(first)));
      return class_of(both);
    }
    return make_node({.kind = Kind::kLiteral, .bytes = std::string(bytes)});
  }

  NodePtr group(int depth) {
    const std::size_t begin = at_++;
    if (depth + 1 > kMaxGroupDepth) {
      refuse("pattern-limit", begin, 1, "groups are nested more than 50 deep", "flatten the pattern");
      at_ = source_.size();
      return nullptr;
    }
    std::string name;
    const bool caseless_before = caseless_;
    bool flags_for_the_rest = false;
    if (!group_head(begin, &name, &flags_for_the_rest)) return nullptr;
    if (flags_for_the_rest) return nullptr;
    NodePtr inside = alternation(depth + 1);
    caseless_ = caseless_before;
    if (!take(")")) {
      refuse("pattern-syntax", begin, 1, "this group is never closed", "add the missing )");
      return nullptr;
    }
    if (name.empty()) return inside;
    return make_node({.kind = Kind::kField, .bytes = std::move(name), .children = {inside}});
  }

  // Reads what stands between "(" and the group's content.
  bool group_head(std::size_t begin, std::string* name, bool* flags_for_the_rest) {
    if (take("?:")) return true;
    if (take("?P<")) return field_name(begin, name);
    if (take("?i:")) return caseless_ = true;
    if (take("?i)")) return caseless_ = *flags_for_the_rest = true;
    if (source_.substr(at_, 2) == "?<") {
      refuse("pattern-unsupported", begin, 3, "RE2 does not take (?<name>...), nor either engine look-behind",
             "write (?P<name>...)");
    } else if (!done() && peek() == '?') {
      refuse("pattern-unsupported", begin, 3, "this kind of group is not part of the dialect",
             "use (?:...), (?P<name>...), (?i:...) only");
    } else {
      refuse("pattern-unsupported", begin, 1, "a group without a name captures nothing that could be shown",
             "write (?:...) to group or (?P<name>...) for a field");
    }
    skip_group();
    return false;
  }

  bool field_name(std::size_t begin, std::string* name) {
    const std::size_t close = source_.find('>', at_);
    if (close != std::string_view::npos) *name = std::string(source_.substr(at_, close - at_));
    const bool good = !name->empty() && std::all_of(name->begin(), name->end(), [](unsigned char c) {
      return std::islower(c) != 0 || std::isdigit(c) != 0 || c == '_';
    });
    if (!good) {
      refuse("pattern-syntax", begin, 4, "a field's name is made of lower-case letters, digits and _",
             "write (?P<name>...)");
      skip_group();
      return false;
    }
    if (std::find(fields_.begin(), fields_.end(), *name) != fields_.end()) {
      refuse("pattern-syntax", begin, 4, "the field '" + *name + "' stands twice in this pattern", "name it once");
    }
    fields_.push_back(*name);
    at_ = close + 1;
    return true;
  }

  // After a refused head: on behind the group, so that the rest is still checked.
  void skip_group() {
    for (int open = 1; !done() && open > 0; ++at_) {
      if (peek() == '\\')
        ++at_;
      else if (peek() == '(')
        ++open;
      else if (peek() == ')')
        --open;
    }
    at_ = std::min(at_, source_.size());
  }

  NodePtr escape() {
    const std::size_t begin = at_++;
    if (done()) {
      refuse("pattern-syntax", begin, 1, "the pattern ends in a backslash", "write \\\\ to mean a backslash");
      return nullptr;
    }
    const char c = source_[at_++];
    if (c == 'b' || c == 'B') return assertion(std::string(1, c), at_ - 2);
    ByteSet set;
    if (shorthand(c, &set)) return class_of(set);
    int byte = 0;
    if (escaped_byte(c, &byte)) {
      const char value = static_cast<char>(byte);
      return literal(std::string_view(&value, 1));
    }
    refuse_escape(begin, c);
    return nullptr;
  }

  // The ASCII bytes of which `takes` is true.
  template <typename Takes>
  static ByteSet ascii(Takes takes) {
    ByteSet set;
    for (int byte = 0; byte < 128; ++byte) set.set(static_cast<std::size_t>(byte), takes(byte));
    return set;
  }

  static bool shorthand(char c, ByteSet* set) {
    static const ByteSet digits = ascii([](int byte) { return std::isdigit(byte) != 0; });
    static const ByteSet words = ascii([](int byte) { return std::isalnum(byte) != 0 || byte == '_'; });
    static const ByteSet blanks =
        ascii([](int byte) { return byte == ' ' || (byte >= '\t' && byte <= '\r' && byte != '\n'); });
    switch (c) {
      case 'd':
        *set = digits;
        return true;
      case 'w':
        *set = words;
        return true;
      // VT belongs to \s for Hyperscan and not for RE2: printed as a plain class it is the same for both.
      case 's':
        *set = blanks;
        return true;
      case 'D':
        *set = (~digits).reset('\n');
        return true;
      case 'W':
        *set = (~words).reset('\n');
        return true;
      case 'S':
        *set = (~blanks).reset('\n');
        return true;
      default:
        return false;
    }
  }

  // \t \xHH and escaped punctuation. False: not an escape of the dialect.
  bool escaped_byte(char c, int* byte) {
    switch (c) {
      case 't':
        *byte = '\t';
        return true;
      case 'x':
        return hex_byte(byte);
      default:
        break;
    }
    const auto u = static_cast<unsigned char>(c);
    *byte = u;
    return u < 0x80 && std::ispunct(u) != 0;
  }

  bool hex_byte(int* byte) {
    if (at_ + 2 > source_.size() || std::isxdigit(static_cast<unsigned char>(source_[at_])) == 0 ||
        std::isxdigit(static_cast<unsigned char>(source_[at_ + 1])) == 0) {
      return false;
    }
    *byte = std::stoi(std::string(source_.substr(at_, 2)), nullptr, 16);
    at_ += 2;
    return true;
  }

  void refuse_escape(std::size_t begin, char c) {
    const std::string shown = std::string("\\") + (std::isprint(static_cast<unsigned char>(c)) != 0 ? c : '?');
    if (c == 'A' || c == 'z' || c == 'Z') {
      refuse("pattern-unsupported", begin, 2, shown + " is not part of the dialect",
             "use ^ or $, which mean the line's begin and end");
    } else if (c == 'n' || c == 'r') {
      refuse("pattern-unsupported", begin, 2, shown + " can never match: a message and a line hold no line ends",
             "leave it out");
    } else if (c == 'p' || c == 'P') {
      refuse("pattern-unsupported", begin, 2, shown + " is read differently by the engines", "list the bytes you mean");
    } else {
      refuse("pattern-unsupported", begin, 2, shown + " is not part of the dialect",
             "the dialect has \\d \\D \\w \\W \\s \\S \\b \\B \\t \\xHH and escaped punctuation");
    }
  }

  NodePtr byte_class() {
    const std::size_t begin = at_++;
    const bool negated = take("^");
    ByteSet set;
    bool first = true;
    while (!done() && (peek() != ']' || first)) {
      first = false;
      if (!class_item(&set)) return nullptr;
    }
    if (!take("]")) {
      refuse("pattern-syntax", begin, 1, "this class is never closed", "add the missing ]");
      return nullptr;
    }
    if (negated) set = ~set;
    set.reset('\n');
    if (set.none()) {
      refuse("pattern-syntax", begin, at_ - begin, "this class matches nothing", "put the bytes you mean into it");
      return nullptr;
    }
    return class_of(set);
  }

  // One byte, a range, a shorthand or [:name:].
  bool class_item(ByteSet* set) {
    const std::size_t begin = at_;
    if (source_.substr(at_, 2) == "[:") return posix_class(set);
    int low = 0;
    ByteSet several;
    if (!class_byte(&low, &several)) return false;
    if (several.any()) {
      *set |= several;
      return true;
    }
    int high = low;
    if (at_ + 1 < source_.size() && peek() == '-' && source_[at_ + 1] != ']') {
      ++at_;
      if (!class_byte(&high, &several)) return false;
      if (several.any() || high < low) {
        refuse("pattern-syntax", begin, at_ - begin, "this range is not one of ascending bytes",
               "write the lower byte first, or \\- to mean the character");
        return false;
      }
    }
    for (int byte = low; byte <= high; ++byte) add(set, byte);
    return true;
  }

  void add(ByteSet* set, int byte) const {
    set->set(static_cast<std::size_t>(byte));
    if (caseless_ && byte < 128 && std::isalpha(byte) != 0) set->set(static_cast<std::size_t>(byte ^ 0x20));
  }

  bool class_byte(int* byte, ByteSet* several) {
    const std::size_t begin = at_;
    const char c = source_[at_++];
    if (static_cast<unsigned char>(c) >= 0x80) {
      refuse("pattern-unsupported", begin, 1, "a class holds bytes, and this character has more than one",
             "use an alternation: (?:é|è)");
      return false;
    }
    *byte = static_cast<unsigned char>(c);
    if (c != '\\') return true;
    if (done()) {
      refuse("pattern-syntax", begin, 1, "the pattern ends in a backslash", "write \\\\ to mean a backslash");
      return false;
    }
    const char escaped = source_[at_++];
    if (shorthand(escaped, several) || escaped_byte(escaped, byte)) return true;
    refuse_escape(begin, escaped);
    return false;
  }

  bool posix_class(ByteSet* set) {
    const std::size_t begin = at_;
    const std::size_t close = source_.find(":]", at_);
    const std::string_view name = close == std::string_view::npos ? "" : source_.substr(at_ + 2, close - at_ - 2);
    int (*test)(int) = name == "alpha"    ? static_cast<int (*)(int)>(std::isalpha)
                       : name == "digit"  ? static_cast<int (*)(int)>(std::isdigit)
                       : name == "alnum"  ? static_cast<int (*)(int)>(std::isalnum)
                       : name == "xdigit" ? static_cast<int (*)(int)>(std::isxdigit)
                       : name == "upper"  ? static_cast<int (*)(int)>(std::isupper)
                       : name == "lower"  ? static_cast<int (*)(int)>(std::islower)
                       : name == "punct"  ? static_cast<int (*)(int)>(std::ispunct)
                                          : nullptr;
    if (test == nullptr) {
      refuse("pattern-unsupported", begin, 2, "this named class is not part of the dialect",
             "use [:alpha:] [:digit:] [:alnum:] [:xdigit:] [:upper:] [:lower:] [:punct:]");
      at_ += 2;
      return false;
    }
    for (int byte = 0; byte < 128; ++byte) {
      if (test(byte) != 0) add(set, byte);
    }
    at_ = close + 2;
    return true;
  }

  NodePtr quantified(NodePtr atom, std::size_t begin) {
    const std::size_t at = at_;
    int min = 1;
    int max = 1;
    if (!quantifier(&min, &max)) return atom;
    const bool lazy = take("?");
    if (!done() && (peek() == '*' || peek() == '+' || peek() == '?' || (peek() == '{' && !lazy))) {
      refuse("pattern-unsupported", at, at_ - at + 1, "a repeat of a repeat is read differently by the engines",
             "put the first one into (?:...)");
      return nullptr;
    }
    if (atom->kind == Kind::kAssertion) {
      refuse("pattern-unsupported", begin, at_ - begin, "an assertion cannot be repeated", "remove the repeat");
    }
    return make_node({.kind = Kind::kRepeat, .children = {std::move(atom)}, .min = min, .max = max, .lazy = lazy});
  }

  bool quantifier(int* min, int* max) {
    if (done()) return false;
    const std::size_t begin = at_;
    if (take("*")) return *min = 0, *max = PatternNode::kUnbounded, true;
    if (take("+")) return *max = PatternNode::kUnbounded, true;
    if (take("?")) return *min = 0, true;
    if (!take("{")) return false;
    const bool has_min = number(min);
    *max = *min;
    if (take(",")) {
      *max = PatternNode::kUnbounded;
      number(max);
    }
    if (!has_min || !take("}")) {
      refuse("pattern-syntax", begin, 1, "this repeat is not complete",
             "write {n}, {n,} or {n,m}, or \\{ to mean the character");
      return true;
    }
    if (*min > kMaxRepeat || *max > kMaxRepeat) {
      refuse("pattern-limit", begin, at_ - begin, "a repeat goes to 1,000 at most", "use a smaller bound");
    } else if (*max == 0 || (*max != PatternNode::kUnbounded && *max < *min)) {
      refuse("pattern-unsupported", begin, at_ - begin, "this repeat can never match",
             "write the lower bound first, and at least 1 as the upper");
    }
    return true;
  }

  bool number(int* value) {
    const std::size_t begin = at_;
    int read = 0;
    while (!done() && std::isdigit(static_cast<unsigned char>(peek())) != 0) {
      read = std::min(read * 10 + (peek() - '0'), kMaxRepeat + 1);
      ++at_;
    }
    if (at_ > begin) *value = read;
    return at_ > begin;
  }

  std::string_view source_;
  std::vector<PatternProblem>* problems_;
  std::vector<std::string> fields_;
  std::size_t at_ = 0;
  bool caseless_ = false;
  bool failed_ = false;
};

struct Cost {
  int nesting = 0;   // quantifiers around quantifiers
  long product = 1;  // bounds of nested repeats multiplied
};

bool is_zero_width(const NodePtr& node) { return node->kind == Kind::kAssertion || node->kind == Kind::kEmpty; }

// Hyperscan has no ^ behind something and no $ in front of something; RE2 has, and it never matches within a line.
// `first` and `last`: whether nothing of the pattern can stand before and behind the node.
void refuse_inner_anchors(const PatternNode& node, bool first, bool last, std::vector<PatternProblem>* problems) {
  if (node.kind == Kind::kAssertion) {
    if (node.bytes == "^" && !first) {
      problems->push_back({"pattern-unsupported", node.position, 1, "^ can only stand where the pattern begins",
                           "remove what stands before it, or leave it out"});
    } else if (node.bytes == "$" && !last) {
      problems->push_back({"pattern-unsupported", node.position, 1, "$ can only stand where the pattern ends",
                           "remove what stands behind it, or write \\$ to mean the character"});
    }
    return;
  }
  const bool once = node.kind != Kind::kRepeat || node.max == 1;
  const bool in_order = node.kind == Kind::kConcatenate;
  for (auto child = node.children.begin(); child != node.children.end(); ++child) {
    const bool nothing_before = !in_order || std::all_of(node.children.begin(), child, is_zero_width);
    const bool nothing_behind = !in_order || std::all_of(child + 1, node.children.end(), is_zero_width);
    refuse_inner_anchors(**child, first && once && nothing_before, last && once && nothing_behind, problems);
  }
}

Cost cost_of(const PatternNode& node) {
  Cost worst;
  for (const NodePtr& child : node.children) {
    const Cost cost = cost_of(*child);
    worst.nesting = std::max(worst.nesting, cost.nesting);
    worst.product = std::max(worst.product, cost.product);
  }
  if (node.kind != Kind::kRepeat) return worst;
  const int bound = std::max(node.min, node.max);
  if (bound > 1) worst.product *= bound;
  // An optional part repeats nothing; it does not make the compiler's work grow.
  if (node.max != 1) ++worst.nesting;
  return worst;
}

}  // namespace

std::optional<Pattern> Pattern::parse(std::string_view source, std::vector<PatternProblem>* problems) {
  const std::size_t before = problems->size();
  NodePtr root = Parser(source, problems).parse();
  if (root) {
    const Cost cost = cost_of(*root);
    if (cost.nesting > kMaxQuantifierNesting) {
      problems->push_back({"pattern-limit", 0, source.size(),
                           "repeats are nested more than 4 deep: every level doubles the time to compile",
                           "flatten the pattern"});
    }
    if (cost.product > kMaxRepeat) {
      problems->push_back({"pattern-limit", 0, source.size(),
                           "the bounds of nested repeats multiply to more than 1,000", "use smaller bounds"});
    }
    refuse_inner_anchors(*root, true, true, problems);
    if (min_width(*root) == 0) {
      problems->push_back({"pattern-empty-match", 0, source.size(),
                           "the pattern matches the empty text, and so everything", "demand at least one byte"});
    }
  }
  if (problems->size() != before) return std::nullopt;
  Pattern pattern(root);
  pattern.unfolded_ = root;
  return pattern;
}

}  // namespace telltale::internal
