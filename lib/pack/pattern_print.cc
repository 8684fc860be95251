// Prints a pattern's tree in the syntax that Hyperscan and RE2 share. Nothing is left to defaults: no flags, no
// shorthand classes, every byte that is not a letter or digit escaped.
#include <cctype>
#include <string>
#include <string_view>

#include "pack/pattern_node.h"

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

class Printer {
 public:
  Printer(bool with_fields, std::string* out) : with_fields_(with_fields), out_(*out) {}

  void print(const PatternNode& node) {
    switch (node.kind) {
      case Kind::kEmpty:
        return;
      case Kind::kLiteral:
        for (const char c : node.bytes) print_byte(static_cast<unsigned char>(c));
        return;
      case Kind::kClass:
        return print_class(node.set);
      case Kind::kConcatenate:
        for (const NodePtr& child : node.children) print(*child);
        return;
      case Kind::kAlternate:
        return print_alternate(node);
      case Kind::kRepeat:
        return print_repeat(node);
      case Kind::kField:
        return print_group(with_fields_ ? "?P<" + node.bytes + ">" : "?:", *node.children[0]);
      case Kind::kAssertion:
        if (node.bytes != "^" && node.bytes != "$") out_ += '\\';
        out_ += node.bytes;
        return;
    }
  }

 private:
  void print_byte(unsigned char byte) {
    static constexpr char kHex[] = "0123456789abcdef";
    if (byte < 0x80 && std::isalnum(byte) != 0) {
      out_ += static_cast<char>(byte);
    } else if (byte < 0x80 && std::ispunct(byte) != 0) {
      out_ += '\\';
      out_ += static_cast<char>(byte);
    } else {
      out_ += "\\x";
      out_ += kHex[byte >> 4U];
      out_ += kHex[byte & 15U];
    }
  }

  void print_class(const ByteSet& set) {
    if (set.count() == 1) return print_byte(static_cast<unsigned char>(set._Find_first()));
    out_ += '[';
    for (std::size_t low = set._Find_first(); low < set.size();) {
      std::size_t high = low;
      while (high + 1 < set.size() && set.test(high + 1)) ++high;
      print_byte(static_cast<unsigned char>(low));
      if (high > low + 1) out_ += '-';
      if (high > low) print_byte(static_cast<unsigned char>(high));
      low = set._Find_next(high);
    }
    out_ += ']';
  }

  void print_group(std::string_view head, const PatternNode& inside) {
    out_ += '(';
    out_ += head;
    print(inside);
    out_ += ')';
  }

  void print_alternate(const PatternNode& node) {
    out_ += "(?:";
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) out_ += '|';
      const std::size_t begin = out_.size();
      print(*node.children[i]);
      // RE2 2022-06 factors the common prefix of non-ASCII alternatives as if they were UTF-8 and then misses all but
      // the first (google/re2 #477); an empty group in front keeps it from trying.
      if (out_.compare(begin, 2, "\\x") == 0) out_.insert(begin, "(?:)");
    }
    out_ += ')';
  }

  void print_repeat(const PatternNode& node) {
    const PatternNode& inside = *node.children[0];
    const bool one_atom = inside.kind == Kind::kClass || (inside.kind == Kind::kLiteral && inside.bytes.size() == 1) ||
                          (inside.kind == Kind::kField && with_fields_) || inside.kind == Kind::kAlternate;
    if (one_atom)
      print(inside);
    else
      print_group("?:", inside);
    out_ += bounds_of(node);
    if (node.lazy) out_ += '?';
  }

  static std::string bounds_of(const PatternNode& node) {
    if (node.min == 0 && node.max == PatternNode::kUnbounded) return "*";
    if (node.min == 1 && node.max == PatternNode::kUnbounded) return "+";
    if (node.min == 0 && node.max == 1) return "?";
    const std::string least = "{" + std::to_string(node.min);
    if (node.max == node.min) return least + "}";
    return least + "," + (node.max == PatternNode::kUnbounded ? "" : std::to_string(node.max)) + "}";
  }

  const bool with_fields_;
  std::string& out_;
};

}  // namespace

std::string print_node(const PatternNode& node, bool with_fields) {
  std::string out;
  Printer(with_fields, &out).print(node);
  return out;
}

}  // namespace telltale::internal
