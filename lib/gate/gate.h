// Gate: one pass over the raw bytes that says where something could matter. Text without a gate word never reaches
// the next step, which is what makes clean logs cheap.
#ifndef TELLTALE_LIB_GATE_GATE_H_
#define TELLTALE_LIB_GATE_GATE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/pattern_set.h"
#include "pack/pattern.h"
#include "telltale/result.h"

namespace telltale::internal {

// The words of which every text that a signature reports must hold all (one of each set): its pattern's, and those of
// whatever else it asks for in the same message.
using GateNeed = std::vector<RequiredWord>;

// Which words the gate looks for: chosen so that every need is covered, also when one of its words is broken by a
// line wrap: by two words, wherever it has them, that no wrap breaks together.
struct GatePlan {
  std::vector<std::string> words;      // lower case, 4 to 8 bytes
  std::vector<std::size_t> uncovered;  // needs without any usable word: they make the gate useless and are refused
};
[[nodiscard]] GatePlan plan_gate(const std::vector<GateNeed>& needs);

class Gate {
 public:
  // The same hits for every engine. Whatever the plan leaves uncovered is never seen. `serialized`: of a gate of this
  // plan, from a cache; what cannot be used is made anew.
  static Result<Gate> create(Engine engine, const GatePlan& plan, std::string_view serialized = {});

  // What create() takes; empty when its words have no such thing.
  [[nodiscard]] std::string serialized() const { return words_->serialized(); }

  // Calls `hit` with the offset behind each gate word in `text`, in ascending order (duplicates possible), reading
  // each byte once. `hit` returns the offset from which to go on (>= its argument; text.size() to stop): what lies
  // before it is already taken care of. Reads `text` only, never beyond its end: the last bytes are copied into a
  // padded buffer.
  void scan(std::string_view text, const std::function<std::size_t(std::size_t)>& hit) const;

  // Whether any gate word stands in `text`, of kShortText bytes at most: what scan() would call `hit` for, told in half
  // the time.
  [[nodiscard]] bool finds_in(std::string_view text) const;

  [[nodiscard]] std::size_t word_count() const noexcept;

  // How it looks for the words, for `telltale doctor`.
  [[nodiscard]] std::string_view method() const noexcept;

 private:
  explicit Gate(std::shared_ptr<const WordSet> words, std::size_t count, std::size_t longest);
  std::shared_ptr<const WordSet> words_;
  std::size_t word_count_ = 0;
  std::size_t longest_ = 0;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_GATE_GATE_H_
