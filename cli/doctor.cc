#include "doctor.h"

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <memory>
#include <thread>

#include "exit_code.h"
#include "output.h"
#include "packs.h"
#include "telltale/report.h"
#include "telltale/version.h"
#include "text_table.h"

namespace telltale::cli {
namespace {

struct DoctorOptions {
  std::vector<std::string> packs;
  Engine engine = Engine::kAuto;
  Format format = Format::kText;
};

using Facts = std::vector<std::vector<std::string>>;  // name and value

std::string cpu_features() {
#if defined(__x86_64__) || defined(__i386__)
  std::vector<std::string> features;
  const auto add = [&features](const char* name, bool has) {
    if (has) features.emplace_back(name);
  };
  add("ssse3", __builtin_cpu_supports("ssse3") != 0);
  add("sse4.2", __builtin_cpu_supports("sse4.2") != 0);
  add("avx2", __builtin_cpu_supports("avx2") != 0);
  add("avx512bw", __builtin_cpu_supports("avx512bw") != 0);
  add("avx512vbmi", __builtin_cpu_supports("avx512vbmi") != 0);
  return features.empty() ? "none that matter here" : joined(features);
#else
  return "not x86";
#endif
}

void add_cache(const Classifier& classifier, Facts& facts) {
  const std::string folder = cache_folder();
  if (folder.empty()) {
    facts.push_back({"cache", "none (TELLTALE_CACHE is off, or there is no home)"});
  } else if (classifier.engine_info().cached) {
    facts.push_back({"cache", folder + ": this start took the compiled pack from it"});
  } else {
    facts.push_back({"cache", folder + ": nothing for this start; the next one will tell whether it can be used"});
  }
}

void add_engine(const DoctorOptions& options, const std::vector<Pack>& packs, Facts& facts) {
  ClassifierOptions wanted;
  wanted.packs = packs;
  wanted.engine = options.engine;
  wanted.cache_folder = cache_folder();
  const Result<Classifier> classifier = Classifier::create(wanted);
  if (!classifier) {
    facts.push_back({"engine", "none: " + classifier.problems().front().message});
    return;
  }
  const EngineInfo& info = classifier->engine_info();
  facts.push_back({"engine", std::string(to_string(info.engine)) + " (" + info.version + ")"});
  facts.push_back({"reason", info.reason});
  facts.push_back({"patterns", std::to_string(info.patterns)});
  facts.push_back({"gate", std::to_string(info.gate_words) + " words, " + info.gate});
  add_cache(*classifier, facts);
}

void add_packs(const std::vector<std::string>& names, std::vector<Pack>& packs, Facts& facts) {
  for (const std::string& name : names.empty() ? Pack::builtin_names() : names) {
    Result<Pack> pack = find_pack(name);
    if (!pack) {
      facts.push_back({"pack", name + ": cannot be used: " + pack.problems().front().message});
      continue;
    }
    facts.push_back({"pack", pack->name() + " " + pack->version() + ": " + std::to_string(pack->sections().size()) +
                                 " sections, " + std::to_string(pack->findings().size()) + " findings, " +
                                 std::to_string(pack->signatures().size()) + " signatures"});
    packs.push_back(*std::move(pack));
  }
}

void add_environment(Facts& facts) {
  for (const char* name : {"NO_COLOR", "TERM", "COLUMNS", "LANG", "TELLTALE_CACHE"}) {
    const char* value = std::getenv(name);
    facts.push_back({name, value == nullptr ? "not set" : value});
  }
  facts.push_back({"standard output", is_terminal(STDOUT_FILENO) ? "a terminal" : "not a terminal"});
  facts.push_back({"standard error", is_terminal(STDERR_FILENO) ? "a terminal" : "not a terminal"});
}

Facts gather(const DoctorOptions& options) {
  Facts facts;
  const std::string library(version());
  facts.push_back({"telltale", library == TELLTALE_VERSION ? library : TELLTALE_VERSION " with library " + library});
  std::vector<Pack> packs;
  Facts pack_facts;
  add_packs(options.packs, packs, pack_facts);
  if (!packs.empty()) add_engine(options, packs, facts);
  facts.insert(facts.end(), pack_facts.begin(), pack_facts.end());
  facts.push_back({"CPU", cpu_features()});
  facts.push_back({"CPUs", std::to_string(std::thread::hardware_concurrency())});
  facts.push_back({"zlib", zlibVersion()});
  facts.push_back({"zstd", ZSTD_versionString()});
  add_environment(facts);
  return facts;
}

std::string in_json(const Facts& facts) {
  std::string out = "[";
  for (const std::vector<std::string>& fact : facts) {
    out += out.size() == 1 ? "\n" : ",\n";
    out += "{\"name\":" + quote_json(fact[0]) + ",\"value\":" + quote_json(fact[1]) + "}";
  }
  return out + "\n]\n";
}

}  // namespace

void add_doctor(CLI::App& app, Action& action) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* doctor = app.add_subcommand("doctor", "show what telltale runs on: engine, CPU, packs, environment");
  doctor->footer(
      "Compiled packs are kept in a cache, which makes a start twenty times as fast: in $TELLTALE_CACHE, else in "
      "telltale under $XDG_CACHE_HOME or ~/.cache. TELLTALE_CACHE=off does without. Its files are sealed; whatever is "
      "damaged or from elsewhere is compiled anew, and removing any of them is always safe.\n");
  add_pack_option(*doctor, options->packs);
  add_engine_option(*doctor, options->engine);
  add_format_option(*doctor, options->format, "how it is written");
  doctor->callback([options, &action] {
    action = [options] {
      const Facts facts = gather(*options);
      Output output(STDOUT_FILENO);
      return print_and_finish(output, options->format == Format::kJson ? in_json(facts) : text_table(facts), kDone);
    };
  });
}

}  // namespace telltale::cli
