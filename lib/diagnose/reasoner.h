// Reasoner: which conditions of a pack's rules hold for what was seen, and because of which sightings.
#ifndef TELLTALE_LIB_DIAGNOSE_REASONER_H_
#define TELLTALE_LIB_DIAGNOSE_REASONER_H_

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diagnose/spotted.h"
#include "pack/diagnosis_rules.h"

namespace telltale::internal {

// Indices of sightings.
using Proof = std::vector<std::size_t>;

class Reasoner {
 public:
  // Only what is present counts. `call`: the sighting that "call.field" means; npos for none. `done`: ids of steps.
  Reasoner(const DiagnosisRules& rules, const std::vector<Spotted>& spotted, std::size_t call,
           const std::set<std::string>& done);

  // Whether a line of the condition holds; `proof` gets the sightings that all lines that hold are about. An empty
  // condition does not hold.
  bool holds(const RuleCondition& condition, Proof* proof = nullptr) const;

  // The sightings of a finding that are present.
  [[nodiscard]] const Proof& seen(std::string_view finding) const;

 private:
  struct KnownFact {
    bool holds = false;
    Proof proof;
  };
  bool line_holds(const RuleLine& line, Proof* proof) const;
  KnownFact judge(const Fact& fact) const;
  std::set<std::string> values_of(const std::vector<FieldName>& fields, Proof* proof) const;

  const std::vector<Spotted>& spotted_;
  std::size_t call_;
  const std::set<std::string>& done_;
  std::map<std::string, Proof, std::less<>> seen_;
  std::map<std::string, KnownFact, std::less<>> facts_;
};

// Whether version `left` is below `right`, number by number: "0.9" is below "0.15".
[[nodiscard]] bool version_below(std::string_view left, std::string_view right) noexcept;

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_REASONER_H_
