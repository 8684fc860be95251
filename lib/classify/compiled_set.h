// CompiledSet: the packs of a classifier in the form that a text is run through. Immutable once built.
#ifndef TELLTALE_LIB_CLASSIFY_COMPILED_SET_H_
#define TELLTALE_LIB_CLASSIFY_COMPILED_SET_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/word_finder.h"
#include "classify/digit_readers.h"
#include "classify/owner.h"
#include "engine/field_pattern.h"
#include "engine/pattern_set.h"
#include "gate/gate.h"
#include "gate/need_filter.h"
#include "pack/pack_data.h"
#include "telltale/classifier.h"

namespace telltale::internal {

// Forms of a text as bits.
[[nodiscard]] constexpr std::uint8_t bit_of(TextForm form) noexcept {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(form));
}
[[nodiscard]] constexpr bool has_form(std::uint8_t forms, TextForm form) noexcept {
  return (forms & bit_of(form)) != 0;
}
inline constexpr std::uint8_t kAllForms = bit_of(TextForm::kMessage) | bit_of(TextForm::kLine);

struct CompiledFrame {
  std::size_t pack = 0;
  const Frame* info = nullptr;
  std::vector<FieldPattern> wordings;  // parallel to those of `info`
  std::vector<FieldPattern> inserts;
  // Of each byte the wordings and inserts that may begin with it, in that order: both are steps on the way to the
  // reason.
  std::array<std::vector<FieldPattern>, 256> steps;
};

// One of a pack's wrappers: matches at the end of a text.
struct CompiledWrapper {
  FieldPattern pattern;
  // What every match ends with and what it holds: quick looks before a long one.
  std::string literal_end;
  std::vector<std::vector<WordFinder>> words;  // one of each must be there
};

struct CompiledCondition {
  ConditionKind kind;
  FieldPattern pattern;
};

struct CompiledSignature {
  static constexpr std::size_t kNoFrame = static_cast<std::size_t>(-1);

  std::size_t pack = 0;
  const Signature* info = nullptr;
  const Section* section = nullptr;
  const Finding* finding = nullptr;
  std::size_t frame = kNoFrame;
  std::string id;  // full ids: "cert-manager-webhook/..."
  std::string finding_id;
  std::string section_id;
  std::optional<FieldPattern> pattern;
  std::vector<std::string> fields_with_blanks;  // whose values may hold a blank, a quote
  std::vector<std::string> fields_with_quotes;
  std::vector<CompiledCondition> conditions;  // in the order in which they are asked; around a message last
  std::vector<std::size_t> outranks;          // indices of signatures
  bool selected = true;                       // by ClassifierOptions::only

  // Whether it asks for anything outside of its record.
  [[nodiscard]] bool looks_around() const noexcept {
    return !conditions.empty() && telltale::looks_around(conditions.back().kind);
  }
  [[nodiscard]] bool framed() const noexcept { return frame != kNoFrame; }
};

// What a pattern of an engine stands for.
struct SetTarget {
  bool is_wording = false;
  std::size_t index = 0;    // of a frame or of a signature
  std::size_t wording = 0;  // in that frame
};

// The patterns of one form of the text.
struct SetOfForm {
  std::unique_ptr<PatternSet> patterns;         // null when no signature reads this form
  std::vector<std::vector<SetTarget>> targets;  // of each pattern: signatures share them
};

struct CompiledSet {
  std::uint64_t number = 0;  // no other set of this process has the same
  std::vector<Pack> packs;
  std::vector<OwnerTable> owners;  // parallel to packs
  std::vector<CompiledFrame> frames;
  std::vector<std::vector<CompiledWrapper>> wrappers;  // of each pack, in its order
  std::vector<CompiledSignature> signatures;
  SetOfForm message;
  SetOfForm line;
  std::optional<Gate> gate;
  GatePlan plan;
  std::optional<NeedFilter> needs;
  DigitReaders digit_readers;  // of all patterns
  EngineInfo engine;
};

[[nodiscard]] Result<std::shared_ptr<const CompiledSet>> compile(const ClassifierOptions& options);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_COMPILED_SET_H_
