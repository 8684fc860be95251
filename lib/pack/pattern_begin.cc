#include "pack/pattern_begin.h"

#include <algorithm>
#include <array>
#include <utility>

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

// What the matches of a node begin with.
struct Begins {
  std::vector<std::string> any = {""};
  bool whole = true;  // each of them is a whole match, so that what follows the node belongs to it
};

constexpr std::size_t kMostBegins = 8;
constexpr std::size_t kLongestBegin = 24;
constexpr std::size_t kShortestBegin = 3;

Begins begins_of(const PatternNode& node);

Begins begins_of_class(const ByteSet& set) {
  if (set.count() > kMostBegins) return {{""}, false};
  Begins begins{{}, true};
  for (std::size_t byte = 0; byte < 256; ++byte) {
    if (set.test(byte)) begins.any.emplace_back(1, static_cast<char>(byte));
  }
  return begins;
}

Begins begins_of_alternate(const PatternNode& node) {
  Begins begins{{}, true};
  for (const NodePtr& child : node.children) {
    Begins branch = begins_of(*child);
    begins.whole &= branch.whole;
    begins.any.insert(begins.any.end(), branch.any.begin(), branch.any.end());
    if (begins.any.size() > kMostBegins) return {{""}, false};
  }
  return begins;
}

Begins begins_of_repeat(const PatternNode& node) {
  if (node.min == 0 && node.max != 1) return {{""}, false};
  Begins begins = begins_of(*node.children[0]);
  begins.whole &= node.max == 1;
  if (node.min == 0) begins.any.emplace_back();
  return begins;
}

Begins begins_of_sequence(const PatternNode& node) {
  Begins begins;
  for (const NodePtr& child : node.children) {
    const Begins next = begins_of(*child);
    if (begins.any.size() * next.any.size() > kMostBegins || begins.any[0].size() > kLongestBegin)
      return {std::move(begins.any), false};
    std::vector<std::string> joined;
    for (const std::string& first : begins.any) {
      for (const std::string& second : next.any) joined.push_back(first + second);
    }
    begins = {std::move(joined), next.whole};
    if (!next.whole) break;
  }
  return begins;
}

Begins begins_of(const PatternNode& node) {
  switch (node.kind) {
    case Kind::kEmpty:
    case Kind::kAssertion:
      return {};
    case Kind::kLiteral:
      return {{node.bytes.substr(0, kLongestBegin)}, node.bytes.size() <= kLongestBegin};
    case Kind::kClass:
      return begins_of_class(node.set);
    case Kind::kConcatenate:
    case Kind::kField:
      return begins_of_sequence(node);
    case Kind::kRepeat:
      return begins_of_repeat(node);
    case Kind::kAlternate:
      return begins_of_alternate(node);
  }
  return {{""}, false};
}

// Sets of bytes for the first places of a text; behind the last one anything can stand, or nothing.
constexpr std::size_t kFirstPlaces = 3;
struct FirstSets {
  std::array<ByteSet, kFirstPlaces> places;
  std::size_t size = 0;
};

FirstSets either(const FirstSets& a, const FirstSets& b) {
  FirstSets both{{}, std::min(a.size, b.size)};
  for (std::size_t i = 0; i < both.size; ++i) both.places[i] = a.places[i] | b.places[i];
  return both;
}

FirstSets in_front(const ByteSet& first, const FirstSets& rest) {
  FirstSets sets{{first}, std::min(rest.size + 1, kFirstPlaces)};
  std::copy_n(rest.places.begin(), sets.size - 1, sets.places.begin() + 1);
  return sets;
}

FirstSets first_sets(const PatternNode& node, const FirstSets& rest);

// So many times, or more: what stands behind three of them is out of sight.
FirstSets first_sets_of_repeat(const PatternNode& node, const FirstSets& rest) {
  constexpr int kSeen = static_cast<int>(kFirstPlaces);
  const int least = std::min(node.min, kSeen);
  const int most = node.max == PatternNode::kUnbounded ? least + kSeen : std::min(node.max, least + kSeen);
  FirstSets sets = rest;
  for (int i = 0; i < least; ++i) sets = first_sets(*node.children[0], sets);
  FirstSets any = sets;
  for (int i = least; i < most; ++i) {
    sets = first_sets(*node.children[0], sets);
    any = either(any, sets);
  }
  return any;
}

// How many of a sequence's children can reach into the first places.
std::size_t children_in_sight(const PatternNode& node) {
  std::size_t width = 0;
  std::size_t seen = 0;
  while (seen < node.children.size() && width < kFirstPlaces) width += min_width(*node.children[seen++]);
  return seen;
}

// `rest`: the sets of what follows the node.
FirstSets first_sets(const PatternNode& node, const FirstSets& rest) {
  FirstSets sets = rest;
  switch (node.kind) {
    case Kind::kEmpty:
    case Kind::kAssertion:
      return rest;
    case Kind::kLiteral:
      for (std::size_t i = std::min(node.bytes.size(), kFirstPlaces); i-- > 0;)
        sets = in_front(ByteSet().set(static_cast<unsigned char>(node.bytes[i])), sets);
      return sets;
    case Kind::kClass:
      return in_front(node.set, rest);
    case Kind::kConcatenate:
    case Kind::kField:
      for (std::size_t i = children_in_sight(node); i-- > 0;) sets = first_sets(*node.children[i], sets);
      return sets;
    case Kind::kRepeat:
      return first_sets_of_repeat(node, rest);
    case Kind::kAlternate:
      sets = first_sets(*node.children[0], rest);
      for (std::size_t i = 1; i < node.children.size(); ++i) sets = either(sets, first_sets(*node.children[i], rest));
      return sets;
  }
  return {};
}

std::string bytes_of(const ByteSet& set) {
  std::string bytes;
  for (std::size_t byte = set._Find_first(); byte < set.size(); byte = set._Find_next(byte))
    bytes.push_back(static_cast<char>(byte));
  return bytes;
}

}  // namespace

std::vector<std::string> literal_begins_of(const PatternNode& pattern) {
  std::vector<std::string> begins = begins_of(pattern).any;
  std::sort(begins.begin(), begins.end());
  begins.erase(std::unique(begins.begin(), begins.end()), begins.end());
  const bool short_one =
      std::any_of(begins.begin(), begins.end(), [](const std::string& begin) { return begin.size() < kShortestBegin; });
  return short_one ? std::vector<std::string>() : begins;
}

std::vector<std::string> first_bytes_of(const PatternNode& pattern) {
  constexpr std::size_t kFew = 8;
  const FirstSets sets = first_sets(pattern, {});
  if (sets.size < kFirstPlaces || sets.places[0].count() > kFew) return {};
  std::vector<std::string> bytes;
  for (const ByteSet& set : sets.places) bytes.push_back(bytes_of(set));
  return bytes;
}

}  // namespace telltale::internal
