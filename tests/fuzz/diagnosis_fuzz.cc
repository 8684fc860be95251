// Any bytes as a case, whole and in two pieces, and its lines as matches in JSON: nothing may crash, and what is
// written must be sound.
#include <telltale/diagnosis_report.h>
#include <telltale/telltale.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/utf8.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

const telltale::Diagnoser& diagnoser() {
  static const telltale::Diagnoser kDiagnoser = [] {
    telltale::DiagnoserOptions options;
    options.engine = telltale::Engine::kRe2;  // no compiler of databases under the sanitizers
    return *telltale::Diagnoser::create(options);
  }();
  return kDiagnoser;
}

void require_sound(const telltale::Diagnosis& diagnosis) {
  const auto known = [&](const std::vector<std::size_t>& indices) {
    for (const std::size_t index : indices) require(index < diagnosis.sightings.size());
  };
  for (const auto& section : diagnosis.sections) known(section.sightings);
  for (const auto& cause : diagnosis.causes) {
    known(cause.for_sightings);
    known(cause.against_sightings);
  }
  telltale::DiagnosisReportOptions options;
  options.width = 60;
  require(telltale::internal::is_valid_utf8(telltale::to_page(diagnosis, options)));
  require(telltale::internal::is_valid_utf8(telltale::to_markdown(diagnosis, options)));
  require(!nlohmann::json::parse(telltale::to_json(diagnosis, options), nullptr, false).is_discarded());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require_sound(diagnoser().diagnose(text));
  telltale::Case pieces = diagnoser().open_case();
  pieces.add_text("a", text.substr(0, size / 2));
  pieces.add_text("b", text.substr(size / 2));
  require_sound(pieces.diagnosis());
  telltale::Case matches = diagnoser().open_case();
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    (void)matches.add_json_match(line);
  }
  require_sound(matches.diagnosis());
  return 0;
}
