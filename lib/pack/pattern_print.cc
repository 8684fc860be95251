// Prints a pattern's tree in the syntax that Hyperscan and RE2 share. Nothing is left to defaults: no flags, no
// shorthand classes, every byte that is not a letter or digit escaped.
#include <cctype>

#include "pack/pattern_node.h"

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

std::string print_byte(unsigned char byte) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (byte < 0x80 && std::isalnum(byte) != 0) return std::string(1, static_cast<char>(byte));
  if (byte < 0x80 && std::ispunct(byte) != 0) return std::string("\\") + static_cast<char>(byte);
  return std::string("\\x") + kHex[byte >> 4U] + kHex[byte & 15U];
}

std::string print_class(const ByteSet& set) {
  std::string out = "[";
  if (set.count() == 1) return print_byte(static_cast<unsigned char>(set._Find_first()));
  for (unsigned low = 0; low < 256; ++low) {
    if (!set.test(low)) continue;
    unsigned high = low;
    while (high + 1 < 256 && set.test(high + 1)) ++high;
    out += print_byte(static_cast<unsigned char>(low));
    if (high > low) out += (high > low + 1 ? "-" : "") + print_byte(static_cast<unsigned char>(high));
    low = high;
  }
  return out + "]";
}

std::string print_repeat(const PatternNode& node, bool with_fields) {
  const PatternNode& inside = *node.children[0];
  std::string out = print_node(inside, with_fields);
  const bool one_atom = inside.kind == Kind::kClass || (inside.kind == Kind::kLiteral && inside.bytes.size() == 1) ||
                        (inside.kind == Kind::kField && with_fields) || inside.kind == Kind::kAlternate;
  if (!one_atom) out = "(?:" + out + ")";
  if (node.min == 0 && node.max == PatternNode::kUnbounded)
    out += "*";
  else if (node.min == 1 && node.max == PatternNode::kUnbounded)
    out += "+";
  else if (node.min == 0 && node.max == 1)
    out += "?";
  else {
    out += "{" + std::to_string(node.min);
    if (node.max != node.min) out += "," + (node.max == PatternNode::kUnbounded ? "" : std::to_string(node.max));
    out += "}";
  }
  return out + (node.lazy ? "?" : "");
}

std::string print_alternate(const PatternNode& node, bool with_fields) {
  std::string out = "(?:";
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    std::string branch = print_node(*node.children[i], with_fields);
    if (i > 0) out += "|";
    // RE2 2022-06 factors the common prefix of non-ASCII alternatives as if they were UTF-8 and then misses all but the
    // first (google/re2 #477); an empty group in front keeps it from trying.
    if (branch.rfind("\\x", 0) == 0) out += "(?:)";
    out += branch;
  }
  return out + ")";
}

}  // namespace

std::string print_node(const PatternNode& node, bool with_fields) {
  std::string out;
  switch (node.kind) {
    case Kind::kEmpty:
      return "";
    case Kind::kLiteral:
      for (const char c : node.bytes) out += print_byte(static_cast<unsigned char>(c));
      return out;
    case Kind::kClass:
      return print_class(node.set);
    case Kind::kConcatenate:
      for (const NodePtr& child : node.children) out += print_node(*child, with_fields);
      return out;
    case Kind::kAlternate:
      return print_alternate(node, with_fields);
    case Kind::kRepeat:
      return print_repeat(node, with_fields);
    case Kind::kField:
      out = print_node(*node.children[0], with_fields);
      return with_fields ? "(?P<" + node.bytes + ">" + out + ")" : "(?:" + out + ")";
    case Kind::kAssertion:
      return node.bytes == "^" || node.bytes == "$" ? node.bytes : "\\" + node.bytes;
  }
  return out;
}

}  // namespace telltale::internal
