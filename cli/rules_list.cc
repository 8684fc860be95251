// `rules list`: which signature stands for which finding, section and cause.
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "exit_code.h"
#include "output.h"
#include "packs.h"
#include "rules.h"
#include "telltale/report.h"
#include "text_table.h"

namespace telltale::cli {
namespace {

enum class ListFormat { kTable, kJson };

struct RulesListOptions {
  std::vector<std::string> packs;
  ListFormat format = ListFormat::kTable;
};

std::string section_of(const Pack& pack, const Signature& signature) {
  const Finding* finding = pack.find_finding(signature.finding);
  return finding == nullptr ? "" : finding->section;
}

// Ids of the causes that the signature's finding speaks for, or against.
std::vector<std::string> causes_of(const Pack& pack, const Signature& signature, bool against) {
  std::vector<std::string> ids;
  const std::string name = signature.finding.substr(signature.finding.rfind('/') + 1);
  for (const Section& section : pack.sections()) {
    for (const Cause& cause : section.causes) {
      const std::vector<std::string>& findings = against ? cause.against_findings : cause.for_findings;
      const bool speaks = std::any_of(findings.begin(), findings.end(), [&](const std::string& finding) {
        return finding == name || finding == signature.finding;
      });
      if (speaks) ids.push_back(cause.id);
    }
  }
  return ids;
}

std::string json_list(const std::vector<std::string>& words) {
  std::vector<std::string> quoted;
  quoted.reserve(words.size());
  for (const std::string& word : words) quoted.push_back(quote_json(word));
  return "[" + joined(quoted, ",") + "]";
}

std::string in_json(const std::vector<Pack>& packs) {
  std::string out = "[";
  for (const Pack& pack : packs) {
    for (const Signature& signature : pack.signatures()) {
      out += out.size() == 1 ? "\n" : ",\n";
      out += "{\"pack\":" + quote_json(pack.name()) + ",\"signature\":" + quote_json(signature.id) +
             ",\"finding\":" + quote_json(signature.finding) +
             ",\"section\":" + quote_json(section_of(pack, signature)) +
             ",\"role\":" + quote_json(to_string(signature.role)) + ",\"emitter\":" + quote_json(signature.emitter) +
             ",\"frame\":" + quote_json(signature.frame) +
             ",\"causes_for\":" + json_list(causes_of(pack, signature, false)) +
             ",\"causes_against\":" + json_list(causes_of(pack, signature, true)) + "}";
    }
  }
  return out + "\n]\n";
}

std::string in_columns(const std::vector<Pack>& packs) {
  std::vector<std::vector<std::string>> rows = {{"SIGNATURE", "FINDING", "SECTION", "ROLE", "CAUSES"}};
  for (const Pack& pack : packs) {
    for (const Signature& signature : pack.signatures()) {
      std::string causes = joined(causes_of(pack, signature, false));
      const std::string against = joined(causes_of(pack, signature, true));
      if (!against.empty()) causes += (causes.empty() ? "" : "; ") + std::string("not ") + against;
      rows.push_back({pack.name() + "/" + signature.id, signature.finding, section_of(pack, signature),
                      std::string(to_string(signature.role)), causes.empty() ? "-" : causes});
    }
  }
  return text_table(rows);
}

int run_list(const RulesListOptions& options) {
  const std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;
  Output output(STDOUT_FILENO);
  return print_and_finish(output, options.format == ListFormat::kJson ? in_json(*packs) : in_columns(*packs), kDone);
}

}  // namespace

void add_rules_list(CLI::App& rules, Action& action) {
  auto options = std::make_shared<RulesListOptions>();
  CLI::App* list = rules.add_subcommand("list", "list signatures with their finding, section and causes");
  add_pack_option(*list, options->packs);
  add_choice<ListFormat>(*list, "--format", options->format,
                         {{"table", ListFormat::kTable}, {"json", ListFormat::kJson}}, "how they are written");
  list->footer(
      "CAUSES are those that the finding speaks for; behind 'not' those that it speaks against. A\n"
      "section's own message decides between none of its causes and has '-'.\n");
  list->callback([options, &action] { action = [options] { return run_list(*options); }; });
}

}  // namespace telltale::cli
