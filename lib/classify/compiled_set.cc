#include "classify/compiled_set.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "base/glob.h"
#include "classify/set_cache.h"
#include "classify/workspace.h"
#include "text/clean.h"
#include "text/message.h"

namespace telltale::internal {
namespace {

// Builds a CompiledSet pack by pack and keeps all problems of all patterns.
class Compiler {
 public:
  explicit Compiler(const ClassifierOptions& options) : options_(options), set_(std::make_shared<CompiledSet>()) {
    static std::atomic<std::uint64_t> sets{0};
    set_->number = ++sets;
  }

  Result<std::shared_ptr<const CompiledSet>> run() {
    if (!take_packs()) return std::move(problems_);
    const std::string key = set_key(set_->packs, options_);
    if (!restore_engines(key)) choose();
    if (!problems_.empty()) return std::move(problems_);
    for (std::size_t pack = 0; pack < set_->packs.size(); ++pack) add_pack(pack);
    link_outranked();
    select();
    if (problems_.empty() && !set_->engine.cached) compile_engines();
    if (problems_.empty()) open_gate();
    if (!problems_.empty()) return std::move(problems_);
    if (!set_->engine.cached) keep_engines(key);
    return std::shared_ptr<const CompiledSet>(std::move(set_));
  }

 private:
  bool take_packs() {
    set_->packs = options_.packs;
    if (set_->packs.empty()) {
      Result<Pack> builtin = Pack::builtin(Pack::builtin_names().front(), options_.cache_folder);
      if (!builtin) {
        problems_ = builtin.problems();
        return false;
      }
      set_->packs.push_back(*builtin);
    }
    std::map<std::string, std::string> folders;
    for (const Pack& pack : set_->packs) {
      const auto [place, fresh] = folders.emplace(pack.name(), pack.data().folder);
      if (fresh) continue;
      Problem problem;
      problem.code = "pack-duplicate";
      problem.file = pack.data().folder;
      problem.message = "two packs are called '" + pack.name() + "'; the other one is in " + place->second;
      problem.remedy = "use one of them, or give this one another name in its pack.json";
      problems_.push_back(std::move(problem));
    }
    return problems_.empty();
  }

  void choose() {
    const Result<EngineChoice> choice = choose_engine(options_.engine);
    if (!choice) {
      problems_ = choice.problems();
      return;
    }
    choice_ = *choice;
  }

  // False when the cache does not have this set, or what it has does not work.
  bool restore_engines(const std::string& key) {
    std::optional<KeptSet> kept = load_set(options_.cache_folder, key);
    if (!kept) return false;
    std::optional<SetOfForm> message = restore_form(kept->choice.engine, std::move(kept->message));
    std::optional<SetOfForm> line = restore_form(kept->choice.engine, std::move(kept->line));
    if (!message || !line) return false;
    set_->message = *std::move(message);
    set_->line = *std::move(line);
    set_->plan = std::move(kept->plan);
    set_->needs = std::move(kept->needs);
    kept_gate_ = std::move(kept->gate);
    choice_ = std::move(kept->choice);
    set_->engine.cached = true;
    return true;
  }

  void keep_engines(const std::string& key) {
    if (key.empty() || choice_.engine != Engine::kHyperscan) return;
    const auto [messages, lines] = known_texts();
    store_set(options_.cache_folder, key,
              {choice_, keep(set_->message, messages), keep(set_->line, lines), set_->plan, *set_->needs,
               set_->gate->serialized()});
  }

  // What the packs' examples are in both forms: each of them is known to some signature.
  std::pair<std::vector<std::string>, std::vector<std::string>> known_texts() const {
    constexpr std::size_t kMost = 32;
    std::pair<std::vector<std::string>, std::vector<std::string>> texts;
    Workspace space;
    for (const CompiledSignature& signature : set_->signatures) {
      if (signature.info->examples.empty() || texts.first.size() == kMost) continue;
      static_cast<void>(clean(signature.info->examples[0].text, &space.clean, &space.scratch));
      fold_message(space.clean, &space.message, &space.cased);
      texts.first.push_back(space.message.text);
      texts.second.push_back(space.clean.text);
    }
    return texts;
  }

  // A pattern that only RE2 refuses is as much a problem of the pack as one that does not parse.
  // Conditions are shared by many signatures: each pattern is compiled once.
  std::optional<FieldPattern> field_pattern(const PatternPtr& pattern, const SourcePlace& place,
                                            MatchEnd end = MatchEnd::kAnywhere) {
    const auto known = compiled_.find({pattern.get(), end});
    if (known != compiled_.end()) return known->second;
    if (set_->engine.cached || is_proven_)
      return compiled_.emplace(std::pair(pattern.get(), end), FieldPattern::known_good(pattern, end)).first->second;
    Result<FieldPattern> compiled = FieldPattern::compile(pattern, end);
    if (compiled) return compiled_.emplace(std::pair(pattern.get(), end), std::move(*compiled)).first->second;
    for (Problem problem : compiled.problems()) {
      problem.file = place.file;
      problem.pointer = place.pointer;
      problem.line = place.line;
      problem.column = place.column;
      problems_.push_back(std::move(problem));
    }
    return std::nullopt;
  }

  std::vector<FieldPattern> insert_patterns(const std::vector<PatternPtr>& patterns, const SourcePlace& place) {
    std::vector<FieldPattern> compiled;
    for (const PatternPtr& pattern : patterns) {
      auto one = field_pattern(pattern, place);
      if (!one) continue;
      set_->digit_readers.add(pattern, *one, {.behind_wording = true});
      compiled.push_back(std::move(*one));
    }
    return compiled;
  }

  void add_pack(std::size_t pack) {
    const PackData& data = set_->packs[pack].data();
    is_proven_ = data.proven;
    set_->owners.emplace_back(data.owners);
    add_wrappers(data);
    findings_.clear();
    for (const Finding& finding : data.findings) findings_.emplace(finding.id, &finding);
    sections_.clear();
    for (const Section& section : data.sections) sections_.emplace(section.id, &section);
    const std::size_t first_frame = set_->frames.size();
    for (std::size_t i = 0; i < data.frames.size(); ++i) add_frame(pack, data.frames[i], data.loaded_frames[i]);
    for (std::size_t i = 0; i < data.signatures.size(); ++i) {
      add_signature(pack, first_frame, data.signatures[i], data.loaded_signatures[i]);
    }
  }

  void add_frame(std::size_t pack, const Frame& info, const LoadedFrame& loaded) {
    CompiledFrame frame;
    frame.pack = pack;
    frame.info = &info;
    for (std::size_t i = 0; i < loaded.wordings.size(); ++i) {
      const LoadedWording& wording = loaded.wordings[i];
      if (auto pattern = field_pattern(wording.pattern, wording.place)) {
        set_->digit_readers.add(wording.pattern, *pattern, {});
        frame.wordings.push_back(std::move(*pattern));
      }
      if (set_->engine.cached) continue;
      add_to(&message_, wording.pattern->core, "wording " + info.wordings[i].id, {true, set_->frames.size(), i});
      add_gated(wording.pattern->required_words, TextForm::kMessage, wording.place,
                "wording '" + info.wordings[i].id + "'");
    }
    frame.inserts = insert_patterns(loaded.inserts, loaded.wordings.empty() ? SourcePlace{} : loaded.wordings[0].place);
    add_steps(&frame);
    set_->frames.push_back(std::move(frame));
  }

  static void add_steps(CompiledFrame* frame) {
    for (std::size_t i = 0; i < frame->wordings.size(); ++i) {
      if (!frame->info->wordings[i].begun) add_step(frame->wordings[i], frame);
    }
    for (const FieldPattern& insert : frame->inserts) add_step(insert, frame);
  }

  static void add_step(const FieldPattern& pattern, CompiledFrame* frame) {
    for (std::size_t byte = 0; byte < frame->steps.size(); ++byte) {
      if (pattern.may_begin_with(static_cast<char>(byte))) frame->steps[byte].push_back(pattern);
    }
  }

  void add_wrappers(const PackData& data) {
    std::vector<CompiledWrapper>& wrappers = set_->wrappers.emplace_back();
    for (const LoadedWrapper& loaded : data.loaded_wrappers) {
      auto pattern = field_pattern(loaded.pattern, loaded.place, MatchEnd::kEndOfText);
      if (!pattern) continue;
      set_->digit_readers.add(loaded.pattern, *pattern, {});
      CompiledWrapper& wrapper =
          wrappers.emplace_back(CompiledWrapper{std::move(*pattern), loaded.pattern->literal_end, {}});
      for (const RequiredWord& words : loaded.pattern->required_words)
        wrapper.words.emplace_back(words.begin(), words.end());
    }
  }

  void add_signature(std::size_t pack, std::size_t first_frame, const Signature& info, const LoadedSignature& loaded) {
    const Pack& owner = set_->packs[pack];
    CompiledSignature signature;
    signature.pack = pack;
    signature.info = &info;
    signature.finding = findings_.at(info.finding);
    signature.section = sections_.at(signature.finding->section);
    signature.id = owner.name() + "/" + info.id;
    signature.finding_id = owner.name() + "/" + info.finding;
    signature.section_id = owner.name() + "/" + signature.section->id;
    for (std::size_t frame = first_frame; frame < set_->frames.size(); ++frame) {
      if (set_->frames[frame].info->id == info.frame) signature.frame = frame;
    }
    signature.pattern = field_pattern(loaded.pattern, loaded.place);
    if (signature.pattern) {
      PatternScope scope{.behind_wording = signature.framed(), .beside = asked_beside(info, loaded)};
      set_->digit_readers.add(loaded.pattern, *signature.pattern, std::move(scope));
    }
    signature.fields_with_blanks = loaded.pattern->fields_with_blanks;
    signature.fields_with_quotes = loaded.pattern->fields_with_quotes;
    add_conditions(loaded, &signature);
    propose(signature, loaded);
    set_->signatures.push_back(std::move(signature));
  }

  // When a condition is asked: what must be there is short and seldom is, what must not be there is long in every
  // language.
  static int turn_of(const CompiledCondition& condition) {
    if (looks_around(condition.kind)) return 2;
    return rules_out(condition.kind) ? 1 : 0;
  }

  void add_conditions(const LoadedSignature& loaded, CompiledSignature* signature) {
    for (std::size_t i = 0; i < loaded.conditions.size(); ++i) {
      const ConditionKind kind = signature->info->conditions[i].kind;
      const bool at_end = kind == ConditionKind::kUnlessBefore;
      auto pattern =
          field_pattern(loaded.conditions[i], loaded.place, at_end ? MatchEnd::kEndOfText : MatchEnd::kAnywhere);
      if (pattern) signature->conditions.push_back({kind, std::move(*pattern)});
    }
    std::stable_sort(signature->conditions.begin(), signature->conditions.end(),
                     [](const auto& one, const auto& other) { return turn_of(one) < turn_of(other); });
  }

  // Puts a signature into the engine of its form. A fallback is tried whenever its frame is there; what could never be
  // sure enough is not looked for at all, which keeps its words out of the gate.
  void propose(const CompiledSignature& signature, const LoadedSignature& loaded) {
    if (signature.info->fallback || set_->engine.cached) return;
    if (!signature.framed() && signature.info->confidence < options_.min_confidence) return;
    add_to(signature.info->text == TextForm::kLine ? &line_ : &message_, loaded.pattern->core,
           "signature " + signature.info->id, {false, set_->signatures.size(), 0});
    if (!signature.framed())
      add_gated(need_of(*signature.info, loaded), signature.info->text, loaded.place,
                "signature '" + signature.info->id + "'");
  }

  // What a signature asks for nearby stands in the same message, and may be the rarer word.
  static GateNeed need_of(const Signature& info, const LoadedSignature& loaded) {
    GateNeed need = loaded.pattern->required_words;
    for (const PatternPtr& pattern : asked_beside(info, loaded))
      need.insert(need.end(), pattern->required_words.begin(), pattern->required_words.end());
    return need;
  }

  static std::vector<PatternPtr> asked_beside(const Signature& info, const LoadedSignature& loaded) {
    std::vector<PatternPtr> patterns;
    for (std::size_t i = 0; i < loaded.conditions.size(); ++i) {
      const ConditionKind kind = info.conditions[i].kind;
      if (!rules_out(kind) && !looks_around(kind)) patterns.push_back(loaded.conditions[i]);
    }
    return patterns;
  }

  // What goes into the engine of one form.
  struct FormPatterns {
    std::vector<SetPattern> patterns;
    std::vector<std::vector<SetTarget>> targets;              // parallel to patterns
    std::map<std::string, std::size_t, std::less<>> numbers;  // of the patterns by their text
  };

  static void add_to(FormPatterns* form, std::string pattern, std::string label, const SetTarget& target) {
    const auto [number, fresh] = form->numbers.try_emplace(std::move(pattern), form->patterns.size());
    if (fresh) {
      form->patterns.push_back({number->first, std::move(label)});
      form->targets.emplace_back();
    }
    form->targets[number->second].push_back(target);
  }

  void add_gated(GateNeed need, TextForm form, const SourcePlace& place, std::string label) {
    gated_.push_back(std::move(need));
    gated_forms_.push_back(bit_of(form));
    gated_places_.emplace_back(place, std::move(label));
  }

  // The gate is what makes clean text free: a pattern that it cannot see would never be found.
  void refuse_uncovered() {
    for (const std::size_t index : set_->plan.uncovered) {
      const auto& [place, label] = gated_places_[index];
      Problem problem;
      problem.code = "pattern-no-word";
      problem.file = place.file;
      problem.pointer = place.pointer;
      problem.line = place.line;
      problem.column = place.column;
      problem.message =
          "no word of letters and digits stands in every match of " + label + ", so the gate cannot look for it";
      problem.remedy = "put a distinctive word of four letters or more outside of optional parts and classes";
      problems_.push_back(std::move(problem));
    }
  }

  void link_outranked() {
    std::map<std::pair<std::size_t, std::string_view>, std::size_t> numbers;  // of signatures by pack and id
    for (std::size_t i = 0; i < set_->signatures.size(); ++i)
      numbers.emplace(std::pair(set_->signatures[i].pack, std::string_view(set_->signatures[i].info->id)), i);
    for (CompiledSignature& winner : set_->signatures) {
      for (const std::string& id : winner.info->outranks) {
        const auto loser = numbers.find({winner.pack, id});
        if (loser != numbers.end()) winner.outranks.push_back(loser->second);
      }
    }
  }

  void select() {
    for (const std::string& glob : options_.only) {
      const bool useful = std::any_of(set_->signatures.begin(), set_->signatures.end(),
                                      [&](const CompiledSignature& s) { return glob_matches(glob, s.finding_id); });
      if (useful) continue;
      Problem problem;
      problem.code = "only-matches-nothing";
      problem.message = "no finding of the packs in use matches '" + glob + "'";
      problem.remedy = "give a full id or a glob such as '*/io-timeout*'; `telltale rules list` shows the ids";
      problems_.push_back(std::move(problem));
    }
    if (options_.only.empty()) return;
    for (CompiledSignature& signature : set_->signatures) {
      signature.selected = std::any_of(options_.only.begin(), options_.only.end(), [&](const std::string& glob) {
        return glob_matches(glob, signature.finding_id);
      });
    }
  }

  void compile_engines() {
    compile_form(choice_.engine, &message_, &set_->message);
    compile_form(choice_.engine, &line_, &set_->line);
    set_->plan = plan_gate(gated_);
    set_->needs.emplace(gated_, set_->plan.words, gated_forms_);
    refuse_uncovered();
  }

  void open_gate() {
    set_->digit_readers.add_words(set_->needs->words());
    set_->digit_readers.add_words(set_->plan.words);
    Result<Gate> gate = Gate::create(choice_.engine, set_->plan, kept_gate_);
    if (!gate) {
      problems_.insert(problems_.end(), gate.problems().begin(), gate.problems().end());
      return;
    }
    EngineInfo& info = set_->engine;
    info.engine = choice_.engine;
    info.version = choice_.version;
    info.reason = choice_.reason;
    info.patterns = set_->message.targets.size() + set_->line.targets.size();
    info.gate_words = gate->word_count();
    info.gate = gate->method();
    set_->gate = std::move(*gate);
  }

  void compile_form(Engine engine, FormPatterns* from, SetOfForm* form) {
    if (from->patterns.empty()) return;
    form->targets = std::move(from->targets);
    Result<std::unique_ptr<PatternSet>> compiled = compile_pattern_set(engine, from->patterns);
    if (compiled)
      form->patterns = std::move(*compiled);
    else
      problems_.insert(problems_.end(), compiled.problems().begin(), compiled.problems().end());
  }

  const ClassifierOptions& options_;
  std::shared_ptr<CompiledSet> set_;
  std::vector<Problem> problems_;
  EngineChoice choice_;
  std::string kept_gate_;  // from the cache
  std::map<std::pair<const PreparedPattern*, MatchEnd>, FieldPattern> compiled_;
  // Of the pack that is added.
  bool is_proven_ = false;
  std::unordered_map<std::string_view, const Finding*> findings_;
  std::unordered_map<std::string_view, const Section*> sections_;
  FormPatterns message_;
  FormPatterns line_;
  std::vector<GateNeed> gated_;
  std::vector<std::uint8_t> gated_forms_;                          // parallel
  std::vector<std::pair<SourcePlace, std::string>> gated_places_;  // parallel to gated_
};

}  // namespace

Result<std::shared_ptr<const CompiledSet>> compile(const ClassifierOptions& options) { return Compiler(options).run(); }

}  // namespace telltale::internal
