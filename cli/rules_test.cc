// `rules test`: the examples and counter-examples of packs through the whole pipeline that users run.
#include <unistd.h>

#include <memory>

#include "exit_code.h"
#include "output.h"
#include "packs.h"
#include "rules.h"
#include "telltale/pack_test.h"
#include "telltale/report.h"
#include "words.h"

namespace telltale::cli {
namespace {

struct RulesTestOptions {
  std::vector<std::string> packs;
  Format format = Format::kText;
};

std::string in_text(const PackTestReport& report) {
  std::string out;
  for (const Problem& problem : report.failures) out += terminal_safe(to_string(problem), true);
  return out;
}

std::string in_json(const PackTestReport& report) {
  std::string out = "{\"v\":1,\"signatures\":" + std::to_string(report.signatures) +
                    ",\"checks\":" + std::to_string(report.checks) + ",\"failures\":[";
  for (const Problem& problem : report.failures) {
    out += &problem == &report.failures.front() ? "\n" : ",\n";
    out += to_json(problem);
  }
  return out + (report.failures.empty() ? "]}\n" : "\n]}\n");
}

int run_test(const RulesTestOptions& options) {
  const std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;  // a pack that cannot be loaded has not passed
  const PackTestReport report = test_packs(*packs);
  const bool passed = report.checks != 0 && report.failures.empty();
  Output output(STDOUT_FILENO);
  const std::string text = options.format == Format::kJson ? in_json(report) : in_text(report);
  const int code = print_and_finish(output, text, passed ? kDone : kFound);
  if (report.checks == 0) say("0 tests ran: no signature has an example, so nothing was proved");
  say(std::to_string(report.signatures) + " signatures, " + std::to_string(report.checks) + " checks, " +
      std::to_string(report.failures.size()) + " failures");
  return code;
}

}  // namespace

void add_rules_test(CLI::App& rules, Action& action) {
  auto options = std::make_shared<RulesTestOptions>();
  CLI::App* test = rules.add_subcommand("test", "run the examples of packs through the whole pipeline");
  test->add_option("DIR", options->packs,
                   "folders with a pack.json, or names of built-in packs; none: the built-in ones")
      ->type_name("DIR");
  add_format_option(*test, options->format, "how failures are written");
  test->footer(
      "Every example must be found with its span, fields and owner, every counter-example must stay\n"
      "silent: alone, and at the start, in the middle and at the end of a longer text, with every\n"
      "engine that is there. That no test ran is a failure.\n"
      "\n"
      "Exit status: 0 all passed, 1 a failure, 2 a pack that cannot be loaded.\n");
  test->callback([options, &action] { action = [options] { return run_test(*options); }; });
}

}  // namespace telltale::cli
