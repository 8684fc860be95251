#include "pack/digit_run.h"

#include <algorithm>
#include <utility>

#include "pack/pattern_node.h"

namespace telltale::internal {
namespace {

using Kind = PatternNode::Kind;

BytePlace place_of(const ByteSet& set) {
  BytePlace place;
  for (std::size_t byte = set._Find_first(); byte < set.size(); byte = set._Find_next(byte))
    place.add(static_cast<unsigned char>(byte));
  return place;
}

BytePlace place_of(char byte) {
  BytePlace place;
  place.add(static_cast<unsigned char>(byte));
  return place;
}

bool tells_digits_apart(const PatternNode& node) {
  if (node.kind == Kind::kLiteral)
    return std::any_of(node.bytes.begin(), node.bytes.end(), [](char byte) { return byte >= '0' && byte <= '9'; });
  if (node.kind == Kind::kClass) return place_of(node.set).tells_digits_apart();
  return std::any_of(node.children.begin(), node.children.end(),
                     [](const NodePtr& child) { return tells_digits_apart(*child); });
}

class DigitRunCollector {
 public:
  std::vector<DigitRun> collect(const PatternNode& root) {
    visit(root);
    end_runs();
    return std::move(done_);
  }

 private:
  static constexpr std::size_t kMostRuns = 8;

  void visit(const PatternNode& node) {
    if (node.kind == Kind::kLiteral) {
      for (const char byte : node.bytes) append(place_of(byte));
    } else if (node.kind == Kind::kClass) {
      append(place_of(node.set));
    } else if (node.kind == Kind::kConcatenate || node.kind == Kind::kField) {
      for (const NodePtr& child : node.children) visit(*child);
    } else if (may_be_missing(node) && open_.size() < kMostRuns) {
      const std::vector<DigitRun> without = open_;
      visit(*node.children[0]);
      open_.insert(open_.end(), without.begin(), without.end());
    } else {
      end_runs();
      for (const NodePtr& child : node.children) {
        visit(*child);
        end_runs();
      }
    }
  }

  static bool may_be_missing(const PatternNode& node) {
    return node.kind == Kind::kRepeat && node.min == 0 && node.max == 1 && is_plain(*node.children[0]);
  }

  // Bytes one behind the other.
  static bool is_plain(const PatternNode& node) {
    return node.kind == Kind::kLiteral || node.kind == Kind::kClass ||
           (node.kind == Kind::kConcatenate &&
            std::all_of(node.children.begin(), node.children.end(), [](const NodePtr& c) { return is_plain(*c); }));
  }

  void append(const BytePlace& place) {
    for (DigitRun& run : open_) run.push_back(place);
  }

  void end_runs() {
    if (open_.size() == 1 && open_[0].empty()) return;
    for (DigitRun& run : open_) {
      const bool reads =
          std::any_of(run.begin(), run.end(), [](const BytePlace& place) { return place.tells_digits_apart(); });
      if (reads && std::find(done_.begin(), done_.end(), run) == done_.end()) done_.push_back(std::move(run));
    }
    open_.resize(1);
    open_[0].clear();
  }

  std::vector<DigitRun> open_ = {{}};  // ways to read what was visited last
  std::vector<DigitRun> done_;
};

}  // namespace

std::vector<DigitRun> digit_runs_of(const PatternNode& root) {
  if (!tells_digits_apart(root)) return {};  // as most do not
  return DigitRunCollector().collect(root);
}

}  // namespace telltale::internal
