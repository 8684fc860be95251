#include "pack/pattern_core.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

// Bytes of a printed pattern that is left as it is: small ones are compiled in no time, and what they say is exact.
constexpr std::size_t kSmallPattern = 400;
// Letters of a literal that says enough: of ASCII, and of others, which have two or three bytes each.
constexpr std::size_t kTellingLetters = 7;
constexpr std::size_t kTellingBytes = 9;

bool may_be_missing(const PatternNode& node) { return min_width(node) == 0 && find_assertion(node) == nullptr; }

NodePtr sequence_of(std::vector<NodePtr> parts) {
  if (parts.size() == 1) return parts[0];
  return make_node({.kind = Kind::kConcatenate, .children = std::move(parts)});
}

template <typename Change>
NodePtr alternate_of(const PatternNode& node, const Change& change) {
  PatternNode alternate{.kind = Kind::kAlternate};
  for (const NodePtr& branch : node.children) alternate.children.push_back(change(branch));
  return make_node(std::move(alternate));
}

enum class Side : std::uint8_t { kBegin, kEnd };

NodePtr without_edge(const NodePtr& node, Side side);

NodePtr sequence_without_edge(const PatternNode& node, Side side) {
  std::vector<NodePtr> parts = node.children;
  const auto edge = [&] { return side == Side::kBegin ? parts.begin() : parts.end() - 1; };
  while (parts.size() > 1 && may_be_missing(**edge())) parts.erase(edge());
  *edge() = without_edge(*edge(), side);
  return sequence_of(std::move(parts));
}

// At an edge the least number of rounds is enough.
NodePtr repeat_without_edge(const PatternNode& node, Side side) {
  if (node.min == 1) return without_edge(node.children[0], side);
  return make_node({.kind = Kind::kRepeat, .children = node.children, .min = node.min, .max = node.min});
}

// `node` without what may be missing at that side.
NodePtr without_edge(const NodePtr& node, Side side) {
  if (min_width(*node) == 0) return node;
  switch (node->kind) {
    case Kind::kConcatenate:
      return sequence_without_edge(*node, side);
    case Kind::kAlternate:
      return alternate_of(*node, [&](const NodePtr& branch) { return without_edge(branch, side); });
    case Kind::kRepeat:
      return repeat_without_edge(*node, side);
    case Kind::kField:
      return without_edge(node->children[0], side);
    default:
      return node;
  }
}

// How much a part says: the bytes of its longest literal, of its least telling branch. Zero when that is too little to
// stand for the whole.
std::size_t telling_bytes(const PatternNode& node) {
  std::size_t bytes = 0;
  switch (node.kind) {
    case Kind::kLiteral: {
      const bool is_ascii = std::all_of(node.bytes.begin(), node.bytes.end(), [](char c) { return (c & 0x80) == 0; });
      return node.bytes.size() < (is_ascii ? kTellingLetters : kTellingBytes) ? 0 : node.bytes.size();
    }
    case Kind::kConcatenate:
      for (const NodePtr& part : node.children) bytes = std::max(bytes, telling_bytes(*part));
      return bytes;
    case Kind::kAlternate:
      bytes = telling_bytes(*node.children[0]);
      for (const NodePtr& branch : node.children) bytes = std::min(bytes, telling_bytes(*branch));
      return bytes;
    default:
      return 0;
  }
}

// What an engine compiles to next to nothing: no repeats, which are what it has to keep states for.
bool is_cheap(const NodePtr& node) {
  return node->kind != Kind::kRepeat && std::all_of(node->children.begin(), node->children.end(), is_cheap);
}

NodePtr told_by_literals(const NodePtr& node);

// Without the groups that sequences and fields inside of it are.
void append_parts(const NodePtr& node, std::vector<NodePtr>* parts) {
  if (node->kind != Kind::kConcatenate && node->kind != Kind::kField) return parts->push_back(node);
  for (const NodePtr& child : node->children) append_parts(child, parts);
}

// The part that says most; with what is cheap around it, when nothing of it has to go.
NodePtr told_sequence(const NodePtr& node) {
  std::vector<NodePtr> parts;
  append_parts(node, &parts);
  const auto says_less = [](const NodePtr& a, const NodePtr& b) { return telling_bytes(*a) < telling_bytes(*b); };
  const auto best = std::max_element(parts.begin(), parts.end(), says_less);
  if (telling_bytes(**best) == 0) return node;
  if (!is_cheap(*best)) return told_by_literals(*best);
  const auto begin = std::find_if_not(std::make_reverse_iterator(best), parts.rend(), is_cheap).base();
  const auto end = std::find_if_not(best, parts.end(), is_cheap);
  return sequence_of({begin, end});
}

NodePtr told_by_literals(const NodePtr& node) {
  if (find_assertion(*node) != nullptr) return node;
  if (node->kind == Kind::kAlternate) return alternate_of(*node, told_by_literals);
  const bool is_sequence = node->kind == Kind::kConcatenate || node->kind == Kind::kField;
  return is_sequence ? told_sequence(node) : node;
}

}  // namespace

NodePtr core_of(const NodePtr& node) {
  NodePtr core = without_edge(without_edge(node, Side::kBegin), Side::kEnd);
  if (print_node(*core, false).size() <= kSmallPattern) return core;
  return told_by_literals(core);
}

}  // namespace telltale::internal
