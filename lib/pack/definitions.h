// Definitions: the table of defs.json, and patterns with their {{NAMES}} filled in.
//
// A filled-in definition stands in a group of its own, so that an alternation inside it stays inside and a repeat
// behind it repeats all of it. Every byte of the result knows where it was written, for the caret of a problem.
#ifndef TELLTALE_LIB_PACK_DEFINITIONS_H_
#define TELLTALE_LIB_PACK_DEFINITIONS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pack/id_table.h"
#include "pack/pattern.h"

namespace telltale::internal {

// A pattern with its definitions filled in.
struct Expansion {
  // Bytes of `text` from `begin` on come from the source at `source`; a definition's come all from its {{NAME}}.
  struct Piece {
    std::size_t begin = 0;
    std::size_t source = 0;
    std::size_t source_length = 0;
    std::string definition;  // empty: the source's own bytes
  };
  std::string text;
  std::vector<Piece> pieces;
  bool broken = false;  // uses a definition that has been complained about already

  // The piece that holds byte `offset` of `text`; null when there is none.
  [[nodiscard]] const Piece* piece_at(std::size_t offset) const noexcept;
};

class Definitions {
 public:
  struct Definition {
    enum class State : std::uint8_t { kWaiting, kReady, kBroken };
    std::string source;
    IdPlace place;
    std::string expanded;
    State state = State::kWaiting;
    bool used = false;  // in a pattern or another definition
  };

  // First every definition of the file, as it is written...
  void add(std::string name, std::string source, IdPlace place);
  // ...then each in its order is filled in with those above it, which is also why none can use itself.
  void finish(std::string_view name, std::optional<std::string> expanded);

  // Not all definitions are known: a name that is missing is nobody's mistake.
  void set_incomplete() noexcept { complete_ = false; }

  // Nothing when something is wrong with the use of definitions; positions in `problems` are those of `source`.
  [[nodiscard]] std::optional<Expansion> expand(std::string_view source, std::vector<PatternProblem>* problems);

  [[nodiscard]] const std::map<std::string, Definition, std::less<>>& all() const noexcept { return definitions_; }

 private:
  void fill_in(std::string_view name, std::size_t at, std::size_t length, Expansion* expansion,
               std::vector<PatternProblem>* problems);
  void complain_unknown(std::string_view name, std::size_t at, std::size_t length,
                        std::vector<PatternProblem>* problems) const;

  bool complete_ = true;
  std::map<std::string, Definition, std::less<>> definitions_;
};

// Upper-case letters, digits and _, a letter first.
[[nodiscard]] bool is_definition_name(std::string_view name) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_PACK_DEFINITIONS_H_
