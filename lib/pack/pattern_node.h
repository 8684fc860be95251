// The tree of a Pattern. Small on purpose: after parsing there are no flags, no escapes and no shorthand classes left,
// so that folding, printing and planning need not know the syntax.
#ifndef TELLTALE_LIB_PACK_PATTERN_NODE_H_
#define TELLTALE_LIB_PACK_PATTERN_NODE_H_

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace telltale::internal {

using ByteSet = std::bitset<256>;

struct PatternNode;
using NodePtr = std::shared_ptr<const PatternNode>;

struct PatternNode {
  enum class Kind : std::uint8_t {
    kEmpty,        // matches nothing of the text
    kLiteral,      // `bytes`, one behind the other
    kClass,        // one byte of `set`
    kConcatenate,  // `children` in order
    kAlternate,    // one of `children`
    kRepeat,       // children[0], `min` to `max` times
    kField,        // children[0], captured as `bytes` (the field's name)
    kAssertion,    // ^ $ b B, in `bytes`
  };
  static constexpr int kUnbounded = -1;

  Kind kind = Kind::kEmpty;
  std::string bytes{};
  ByteSet set{};
  std::vector<NodePtr> children{};
  int min = 1;
  int max = 1;
  bool lazy = false;
  std::size_t position = 0;  // of an assertion in its source
};

[[nodiscard]] NodePtr make_node(PatternNode node);

// The first assertion; null when there is none. It is as wide as nothing and says something all the same.
[[nodiscard]] const PatternNode* find_assertion(const PatternNode& node);

// Least number of bytes that a match can have.
[[nodiscard]] std::size_t min_width(const PatternNode& node);

// Rewrites for message text: see Pattern::folded(). Never null; kEmpty when nothing is left.
[[nodiscard]] NodePtr fold_node(const NodePtr& node);

// In the syntax of both engines.
[[nodiscard]] std::string print_node(const PatternNode& node, bool with_fields);

// Whether a byte has no place in message text. text/message.h states the same rule for texts; a test compares them.
[[nodiscard]] bool is_silent_in_pattern(unsigned char byte) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_PATTERN_NODE_H_
