// `rules check`: every problem of packs at once, as a compiler says it.
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "exit_code.h"
#include "output.h"
#include "packs.h"
#include "rules.h"
#include "telltale/report.h"
#include "text_table.h"
#include "words.h"

namespace telltale::cli {
namespace {

struct RulesCheckOptions {
  std::vector<std::string> packs;
  Format format = Format::kText;
  bool strict = false;
  bool codes = false;
};

struct Findings {
  std::vector<Problem> problems;
  std::size_t packs = 0;
  bool unreadable = false;  // a pack that is not there at all
};

bool is_there(const std::string& name) {
  const std::vector<std::string> builtin = Pack::builtin_names();
  if (std::find(builtin.begin(), builtin.end(), name) != builtin.end()) return true;
  struct stat status {};
  if (stat(name.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return false;
  return access((name + "/pack.json").c_str(), R_OK) == 0;
}

void add_new(const std::vector<Problem>& problems, std::vector<Problem>& all) {
  for (const Problem& problem : problems) {
    const bool known = std::any_of(all.begin(), all.end(), [&](const Problem& other) {
      return other.code == problem.code && other.file == problem.file && other.pointer == problem.pointer &&
             other.message == problem.message;
    });
    if (!known) all.push_back(problem);
  }
}

Findings check(const std::vector<std::string>& names) {
  Findings findings;
  std::vector<Pack> packs;
  for (const std::string& name : names) {
    ++findings.packs;
    findings.unreadable = findings.unreadable || !is_there(name);
    Result<Pack> pack = find_pack(name);
    add_new(pack ? pack->warnings() : pack.problems(), findings.problems);
    if (pack) packs.push_back(*std::move(pack));
  }
  if (packs.empty()) return findings;
  // What shows only when patterns are compiled, or when packs come together.
  ClassifierOptions options;
  options.packs = std::move(packs);
  const Result<Classifier> classifier = Classifier::create(options);
  add_new(classifier.problems(), findings.problems);
  return findings;
}

std::size_t count(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(std::count_if(findings.problems.begin(), findings.problems.end(),
                                                [&](const Problem& problem) { return problem.severity == severity; }));
}

std::string in_text(const Findings& findings) {
  std::string out;
  for (const Problem& problem : findings.problems) out += terminal_safe(to_string(problem), true);
  return out;
}

std::string in_json(const Findings& findings) {
  std::string out = "{\"v\":1,\"packs\":" + std::to_string(findings.packs) + ",\"problems\":[";
  for (const Problem& problem : findings.problems) {
    out += &problem == &findings.problems.front() ? "\n" : ",\n";
    out += to_json(problem);
  }
  return out + (findings.problems.empty() ? "]}\n" : "\n]}\n");
}

std::string code_list(Format format) {
  if (format == Format::kText) {
    std::vector<std::vector<std::string>> rows;
    for (const ProblemCode& code : problem_codes()) rows.push_back({code.code, code.meaning});
    return text_table(rows);
  }
  std::string out = "[";
  for (const ProblemCode& code : problem_codes()) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += "{\"code\":" + quote_json(code.code) + ",\"meaning\":" + quote_json(code.meaning) + "}";
  }
  return out + "\n]\n";
}

int run_check(const RulesCheckOptions& options) {
  Output output(STDOUT_FILENO);
  if (options.codes) return print_and_finish(output, code_list(options.format), kDone);
  const Findings findings = check(options.packs.empty() ? Pack::builtin_names() : options.packs);
  const std::size_t errors = count(findings, Severity::kError);
  const std::size_t warnings = count(findings, Severity::kWarning);
  const bool found = errors != 0 || (options.strict && warnings != 0);
  const int code = findings.unreadable ? kUsage : found ? kFound : kDone;
  const int finished =
      print_and_finish(output, options.format == Format::kJson ? in_json(findings) : in_text(findings), code);
  say(std::to_string(findings.packs) + (findings.packs == 1 ? " pack: " : " packs: ") + std::to_string(errors) +
      (errors == 1 ? " error, " : " errors, ") + std::to_string(warnings) + (warnings == 1 ? " warning" : " warnings"));
  return finished;
}

}  // namespace

void add_rules_check(CLI::App& rules, Action& action) {
  auto options = std::make_shared<RulesCheckOptions>();
  CLI::App* check = rules.add_subcommand("check", "say everything that is wrong with packs");
  check
      ->add_option("DIR", options->packs,
                   "folders with a pack.json, or names of built-in packs; none: the built-in ones")
      ->type_name("DIR");
  add_format_option(*check, options->format, "how problems are written");
  check->add_flag("--strict", options->strict, "warnings count as errors");
  check->add_flag("--codes", options->codes, "list the codes of all problems and what they mean");
  check->footer(
      "Several packs are also checked together: two of one name exclude each other.\n"
      "\n"
      "Exit status: 0 no errors, 1 errors, 2 a pack is not there or cannot be read.\n");
  check->callback([options, &action] { action = [options] { return run_check(*options); }; });
}

}  // namespace telltale::cli
