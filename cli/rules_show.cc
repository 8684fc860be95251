// `rules show`: everything that a pack says about one id.
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "exit_code.h"
#include "help_text.h"
#include "output.h"
#include "packs.h"
#include "rules.h"
#include "telltale/report.h"
#include "text_table.h"
#include "words.h"

namespace telltale::cli {
namespace {

constexpr std::size_t kWidth = 100;

struct RulesShowOptions {
  std::string id;
  std::vector<std::string> packs;
  bool japanese = false;
};

// Prints what one pack knows; text comes from packs, so it is made safe at the end, in one place.
class Shower {
 public:
  Shower(const Pack& pack, bool japanese) : pack_(pack), japanese_(japanese) {}

  // Empty when the pack has nothing of this id. Ids of different kinds may be the same: all are shown.
  std::string show(std::string_view id) {
    if (id.starts_with(pack_.name() + "/")) id.remove_prefix(pack_.name().size() + 1);
    if (const Section* section = pack_.find_section(id)) show(*section);
    const Finding* finding = pack_.find_finding(id);
    if (finding != nullptr && finding->id != finding->section) show(*finding);
    for (const Section& section : pack_.sections()) {
      for (const Cause& cause : section.causes) {
        if (cause.id == id) show(cause);
      }
    }
    if (const Signature* signature = pack_.find_signature(id)) show(*signature);
    show_matching(pack_.steps(), id);
    show_matching(pack_.frames(), id);
    show_matching(pack_.wrappers(), id);
    show_matching(pack_.owners(), id);
    return terminal_safe(out_, true);
  }

 private:
  template <typename T>
  void show_matching(const std::vector<T>& things, std::string_view id) {
    for (const T& thing : things) {
      if (thing.id == id) show(thing);
    }
  }

  [[nodiscard]] const std::string& text(const LocalizedText& localized) const noexcept {
    return japanese_ && !localized.ja.empty() ? localized.ja : localized.en;
  }

  void heading(std::string_view kind, const std::string& id, const std::string& title) {
    if (!out_.empty()) out_ += '\n';
    out_ += pack_.name() + "/" + id + "  (" + std::string(kind) + ")\n";
    paragraph(title);
  }

  void paragraph(const std::string& words) {
    if (!words.empty()) out_ += "  " + wrapped(words, 2, kWidth) + "\n";
  }

  void line(const std::string& name, const std::string& value) {
    if (!value.empty()) out_ += "  " + name + ": " + wrapped(value, 4, kWidth) + "\n";
  }

  // As it is: patterns, commands and examples are copied, so they are not wrapped.
  void block(const std::string& name, const std::string& value) {
    if (value.empty()) return;
    out_ += "  " + name + ":\n";
    for (std::size_t begin = 0; begin < value.size();) {
      const std::size_t end = std::min(value.find('\n', begin), value.size());
      out_ += "    " + value.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
  }

  void references(const std::vector<Reference>& list) {
    for (const Reference& reference : list)
      line("see", reference.title + (reference.url.empty() ? "" : "  " + reference.url));
  }

  void show(const Section& section) {
    heading("section", section.id, text(section.title));
    line("error", section.error);
    paragraph(text(section.summary));
    line("link", text(section.link));
    line("reported for failing calls of", joined(section.owners));
    signatures_of(section.id);
    for (const Finding& finding : pack_.findings()) {
      if (finding.section == section.id && finding.id != section.id)
        line("finding", finding.id + ": " + text(finding.title));
    }
    for (const Cause& cause : section.causes) line("cause", cause.id + ": " + text(cause.title));
    references(section.references);
  }

  void signatures_of(const std::string& finding) {
    for (const Signature& signature : pack_.signatures()) {
      if (signature.finding == finding)
        line("signature", signature.id + " (" + std::string(to_string(signature.role)) + ")");
    }
  }

  void show(const Finding& finding) {
    heading("finding", finding.id, text(finding.title));
    paragraph(text(finding.summary));
    line("section", finding.section);
    signatures_of(finding.id);
    const std::string name = finding.id.substr(finding.id.rfind('/') + 1);
    for (const Section& section : pack_.sections()) {
      for (const Cause& cause : section.causes) {
        if (holds(cause.for_findings, name)) line("speaks for", cause.id);
        if (holds(cause.against_findings, name)) line("speaks against", cause.id);
      }
    }
    for (const Step& step : pack_.steps()) {
      if (holds(step.finds, name)) line("found by", step.id);
    }
  }

  static bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  void show(const Cause& cause) {
    heading("cause", cause.id, text(cause.title));
    paragraph(text(cause.explanation));
    line("origin", cause.origin);
    line("source", cause.source);
    line("for", joined(cause.for_findings));
    line("against", joined(cause.against_findings));
    line("steps", joined(cause.steps));
  }

  void show(const Wrapper& wrapper) {
    heading("wrapper", wrapper.id, "");
    line("emitter", wrapper.emitter);
    block("pattern", wrapper.pattern);
    line("source", wrapper.source);
    for (const WrapperExample& example : wrapper.examples) block("example", example.text);
  }

  void show(const Signature& signature) {
    heading("signature", signature.id, "");
    line("stands for", signature.finding);
    line("role", std::string(to_string(signature.role)));
    line("emitter", signature.emitter);
    line("frame", signature.frame);
    line("text",
         signature.text == TextForm::kMessage ? "message: blanks, quotes and letter case do not exist" : "line");
    block("pattern", signature.pattern);
    for (const Condition& condition : signature.conditions)
      block(std::string(to_string(condition.kind)), condition.pattern);
    if (signature.frame.empty()) line("confidence", std::string(to_string(signature.confidence)));
    line("owner", signature.owner);
    line("outranks", joined(signature.outranks));
    line("source", signature.source);
    for (const Example& example : signature.examples) block("example", example.text);
    for (const CounterExample& example : signature.counter_examples) {
      block("not " + (example.why.empty() ? "this" : "(" + example.why + ")"), example.text);
    }
  }

  void show(const Step& step) {
    heading("step: " + step.kind, step.id, text(step.title));
    paragraph(text(step.why));
    block("command", step.command);
    line("expect", text(step.expect));
    line("decides", joined(step.finds));
    references(step.links);
  }

  void show(const Frame& frame) {
    heading("frame", frame.id, text(frame.title));
    for (const Wording& wording : frame.wordings) block("wording " + wording.id, wording.pattern);
    block("inserts", joined(frame.inserts, "\n"));
    for (const auto& [role, field] : frame.owner_fields) line("the owner's " + role + " is the field", field);
  }

  void show(const Owner& owner) {
    heading("owner", owner.id, owner.title);
    line("webhooks", joined(owner.webhooks));
    line("services", joined(owner.services));
    line("namespaces", joined(owner.namespaces));
    line("groups", joined(owner.groups));
    line("caBundle filled by", owner.ca);
  }

  const Pack& pack_;
  bool japanese_;
  std::string out_;
};

int run_show(const RulesShowOptions& options) {
  const std::optional<std::vector<Pack>> packs = load_packs(options.packs);
  if (!packs) return kUsage;
  std::string text;
  for (const Pack& pack : *packs) text += Shower(pack, options.japanese).show(options.id);
  if (text.empty()) {
    say("no pack knows '" + options.id + "'; `telltale rules list` shows what there is");
    return kUsage;
  }
  Output output(STDOUT_FILENO);
  return print_and_finish(output, text, kDone);
}

}  // namespace

void add_rules_show(CLI::App& rules, Action& action) {
  auto options = std::make_shared<RulesShowOptions>();
  CLI::App* show = rules.add_subcommand("show", "show all that a pack says about an id");
  show->add_option("ID", options->id,
                   "a section, finding, cause, signature, step, frame or owner; with or without its pack")
      ->type_name("ID")
      ->required();
  add_pack_option(*show, options->packs);
  add_choice<bool>(*show, "--lang", options->japanese, {{"en", false}, {"ja", true}}, "language");
  show->footer(
      "Examples:\n"
      "  telltale rules show no-endpoints\n"
      "  telltale rules show no-endpoints/etcd-quota --lang ja\n"
      "  telltale rules show kyverno\n");
  show->callback([options, &action] { action = [options] { return run_show(*options); }; });
}

}  // namespace telltale::cli
