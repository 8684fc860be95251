// CaseReader: reads a text of a case: its findings with the words around them, its tables, the commands that were run.
#ifndef TELLTALE_LIB_DIAGNOSE_CASE_READER_H_
#define TELLTALE_LIB_DIAGNOSE_CASE_READER_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnose/line_filter.h"
#include "diagnose/spotted.h"
#include "engine/field_pattern.h"
#include "pack/diagnosis_rules.h"
#include "telltale/classifier.h"

namespace telltale::internal {

struct CompiledCue {
  FieldPattern pattern;
  std::optional<FieldPattern> unless;
};

struct CompiledLine {
  const LineSign* sign = nullptr;
  const Finding* finding = nullptr;  // null for commands
  FieldPattern pattern;
  std::optional<FieldPattern> near;
  std::optional<FieldPattern> unless_near;
  std::optional<FieldPattern> next;
  std::optional<FieldPattern> command;
  std::optional<FieldPattern> object;
};

// The rules of a pack with their patterns compiled.
struct CompiledRules {
  const DiagnosisRules* rules = nullptr;
  std::string pack;               // its name
  std::string owner;              // whose calls are its own
  std::vector<CompiledCue> cues;  // parallel to rules->cues
  std::optional<FieldPattern> contrasts;
  std::vector<CompiledLine> lines;  // parallel to rules->lines
  std::shared_ptr<const LineFilter> line_filter;
};

// A row of a table that some sign of the pack may be about. Kept as cells, because what it says can depend on calls
// that are found later: whose service it is.
struct TableRow {
  std::string source;
  std::uint64_t place = 0;
  std::uint64_t line = 0;
  std::string text;
  std::vector<std::pair<std::string, std::string>> cells;  // of the columns that signs ask for
};

// What is known of a case so far.
struct CaseNotes {
  std::vector<Spotted> spotted;
  std::vector<TableRow> rows;
  std::set<std::string> ran;  // ids of steps
  Limits limits;
};

// Appends what `text` says. `place` orders texts of one source; a text takes up to 2^40 of it.
void read_case_text(const Classifier& classifier, const std::vector<CompiledRules>& packs, std::string_view source,
                    std::string_view text, std::uint64_t first_line, std::uint64_t place, CaseNotes* notes);

// Whether a match is a symptom's words without a call that failed: no sighting.
[[nodiscard]] bool is_bare_phrase(const Match& match) noexcept;

// The sighting of a match that was found elsewhere.
[[nodiscard]] Spotted spotted_of(const Match& match, std::string_view source, std::string_view line);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_CASE_READER_H_
