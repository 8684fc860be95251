#include "classify/confirm.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "classify/condition_memo.h"
#include "classify/sentence.h"
#include "classify/value_end.h"

namespace telltale::internal {
namespace {

std::string_view value_of(const std::vector<Capture>& captures, std::string_view name, std::string_view text) {
  for (const Capture& capture : captures) {
    if (capture.name == name) return text.substr(capture.begin, capture.end - capture.begin);
  }
  return {};
}

// Adds the groups of a match; a name that is there already is replaced, because the inner message knows better.
void add_captures(const FieldPattern& pattern, const std::vector<Span>& spans, std::vector<Capture>* captures) {
  const std::vector<std::string>& names = pattern.field_names();
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Span& span = spans[i + 1];
    if (!span.set() || span.begin == span.end) continue;
    const auto same =
        std::find_if(captures->begin(), captures->end(), [&](const Capture& c) { return c.name == names[i]; });
    if (same != captures->end())
      *same = {names[i], span.begin, span.end};
    else
      captures->push_back({names[i], span.begin, span.end});
  }
}

// A failure that stands alone names no webhook; evidence is nobody's.
std::string_view owner_alone(const Signature& signature) {
  return signature.owner.empty() && signature.role == Role::kSymptom ? "unknown" : std::string_view(signature.owner);
}

// One record (or line) at a time.
class RecordConfirmer {
 public:
  RecordConfirmer(const CompiledSet& set, TextForm form, Workspace* workspace, std::vector<LoneFrame>* lone_frames)
      : set_(set),
        form_(form),
        workspace_(*workspace),
        text_(workspace->text_of(form).text),
        memo_(&workspace->memo),
        out_(&workspace->candidates),
        lone_frames_(lone_frames) {}

  // `hits` are ids of the form's engine for the whole window.
  Limits run(std::size_t begin, std::size_t end, const SetOfForm& engine, const std::vector<std::uint32_t>& hits) {
    begin_ = begin;
    record_ = text_.substr(0, end);
    wordings_.clear();
    reasons_.clear();
    alone_.clear();
    conditions_.begin_record(text_.substr(begin, end - begin), form_);
    const std::size_t calls_from = out_->size();
    for (const std::uint32_t hit : hits) {
      for (const SetTarget& target : engine.targets[hit]) take(target);
    }
    find_frames();
    calls_ = {calls_from, out_->size()};
    for (const std::size_t index : alone_) {
      if (!is_said_by_call(set_.signatures[index])) search_alone(index);
    }
    return limits_;
  }

 private:
  void take(const SetTarget& target) {
    if (target.is_wording)
      wordings_.push_back({target.index, target.wording, 0, std::nullopt});
    else if (set_.signatures[target.index].framed())
      reasons_.push_back(target.index);
    else
      alone_.push_back(target.index);
  }

  struct ProposedWording {
    std::size_t frame;
    std::size_t wording;
    std::size_t begin;          // of the next occurrence, or where it may begin when `match` is empty; npos: none left
    std::optional<Span> match;  // the next occurrence
  };

  struct FoundFrame {
    std::size_t frame = 0;
    bool begun = false;  // it may go on in other lines
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<Capture> captures;
  };

  // The fields of a match in the record; valid until the next call.
  const std::vector<Span>& fields_of(const FieldPattern& pattern, const Span& match) {
    if (form_ == TextForm::kMessage) return memo_->fields_of(pattern, record_, match);
    pattern.fields_of(record_, match, &spans_);
    return spans_;
  }

  void take_fields(const FieldPattern& pattern, const Span& match, std::vector<Capture>* captures) {
    if (!pattern.field_names().empty()) add_captures(pattern, fields_of(pattern, match), captures);
  }

  // What a bound allows in this record.
  [[nodiscard]] std::size_t in_record(std::size_t bound) const {
    return bound * (1 + (record_.size() - begin_) / kBoundedBytes);
  }

  void search_alone(std::size_t index) {
    const CompiledSignature& signature = set_.signatures[index];
    const std::size_t said_from = begin_of_last_words(signature);
    std::size_t from = begin_;
    for (std::size_t found = 0;; ++found) {
      if (signature.pattern->may_begin(record_, from) >= said_from) return;
      const std::optional<Span> match = signature.pattern->find(record_, from);
      if (!match || match->begin >= said_from) return;
      if (found == in_record(kMaxOccurrences)) return limits_.add(Limit::kWork);
      if (!is_part_of_call(signature, *match) && holds_nearby(signature, match->begin, match->end))
        propose_alone(index, *match);
      from = std::max(match->end, match->begin + 1);
    }
  }

  void propose_alone(std::size_t index, const Span& match) {
    const CompiledSignature& signature = set_.signatures[index];
    Candidate candidate = candidate_of(index, match.begin, match.end);
    take_fields(*signature.pattern, match, &candidate.captures);
    candidate.owner = owner_alone(*signature.info);
    out_->push_back(std::move(candidate));
  }

  template <typename Holds>
  [[nodiscard]] bool any_call(const Holds& holds) const {
    return std::any_of(out_->begin() + static_cast<std::ptrdiff_t>(calls_.begin),
                       out_->begin() + static_cast<std::ptrdiff_t>(calls_.end), [&](const Candidate& call) {
                         const CompiledSignature& signature = set_.signatures[call.signature];
                         return !signature.looks_around() && !signature.info->fallback && holds(call, signature);
                       });
  }

  // A symptom that a failing call of the same record says better, about the same owner.
  [[nodiscard]] bool is_said_by_call(const CompiledSignature& symptom) const {
    return symptom.info->role == Role::kSymptom && any_call([&](const Candidate& call, const CompiledSignature& other) {
             return other.finding == symptom.finding && call.owner == owner_alone(*symptom.info);
           });
  }

  // Whether decide() would drop the symptom at `match` as a part of a failing call. Most symptoms are, and what they
  // ask for nearby is dear to look for. Who explains wants to see them.
  [[nodiscard]] bool is_part_of_call(const CompiledSignature& symptom, const Span& match) const {
    return lone_frames_ == nullptr && symptom.info->role == Role::kSymptom &&
           any_call([&](const Candidate& call, const CompiledSignature&) {
             return match.begin >= call.begin && match.end <= call.end;
           });
  }

  // Where the call begins that the record ends with: from there on every match of the symptom is a part of it. npos
  // when there is none.
  [[nodiscard]] std::size_t begin_of_last_words(const CompiledSignature& symptom) const {
    std::size_t begin = std::string_view::npos;
    if (lone_frames_ != nullptr || symptom.info->role != Role::kSymptom) return begin;
    static_cast<void>(any_call([&](const Candidate& call, const CompiledSignature&) {
      if (call.end == record_.size()) begin = std::min(begin, call.begin);
      return false;
    }));
    return begin;
  }

  Candidate candidate_of(std::size_t index, std::size_t begin, std::size_t end) const {
    Candidate candidate;
    candidate.signature = index;
    candidate.form = form_;
    candidate.record_begin = begin_;
    candidate.record_end = record_.size();
    candidate.begin = begin;
    candidate.end = end;
    candidate.pack_owner = set_.packs[set_.signatures[index].pack].owner();
    return candidate;
  }

  // Whether the conditions hold that a signature puts on the same message. What surrounds the message is asked when it
  // is decided.
  [[nodiscard]] bool holds_nearby(const CompiledSignature& signature, std::size_t begin, std::size_t end) {
    std::optional<std::string_view> sentence;  // dearer to find than the others, and asked for more than once
    for (const CompiledCondition& condition : signature.conditions) {
      if (looks_around(condition.kind)) break;
      const bool in_sentence =
          condition.kind == ConditionKind::kSentence || condition.kind == ConditionKind::kUnlessSentence;
      if (in_sentence && !sentence) sentence = sentence_of(begin, end);
      const std::string_view text = in_sentence ? *sentence : part_for(condition.kind, begin, end);
      if (occurs(condition.pattern, text) == rules_out(condition.kind)) return false;
    }
    return true;
  }

  [[nodiscard]] bool occurs(const FieldPattern& pattern, std::string_view text) {
    if (!pattern.digit_runs().empty() && !conditions_.known(pattern, text)) {
      const auto begin = static_cast<std::size_t>(text.data() - text_.data());
      workspace_.digit_conditions.push_back({&pattern, form_, begin, begin + text.size()});
    }
    return conditions_.occurs(pattern, text);
  }

  // The part of the record that a condition of `kind` speaks of.
  [[nodiscard]] std::string_view part_for(ConditionKind kind, std::size_t begin, std::size_t end) const {
    const bool near = kind == ConditionKind::kNear || kind == ConditionKind::kUnless;
    const std::size_t bytes = near ? kNearby : kCloseBy;
    const std::size_t from = begin - std::min(begin - begin_, bytes);
    const std::size_t to = kind == ConditionKind::kUnlessBefore ? begin : std::min(record_.size(), end + bytes);
    return record_.substr(from, to - from);
  }

  // A line is a sentence of its own.
  [[nodiscard]] std::string_view sentence_of(std::size_t begin, std::size_t end) const {
    if (form_ == TextForm::kLine) return record_.substr(begin_);
    const Span span = sentence_around(workspace_.clean, workspace_.message, begin, end, kNearby);
    const std::size_t from = std::max(span.begin, begin_);
    return record_.substr(from, span.end - from);
  }

  void find_frames() {
    if (wordings_.empty()) return;
    for (ProposedWording& proposed : wordings_) proposed.begin = pattern_of(proposed).may_begin(record_, begin_);
    std::size_t from = begin_;
    for (std::size_t found = 0;; ++found) {
      FoundFrame frame;
      if (!next_frame(from, &frame)) return;
      workspace_.first_frame = std::min(workspace_.first_frame, frame.begin);
      if (found == in_record(kMaxFramesInRecord)) return limits_.add(Limit::kWork);
      if (!frame.begun) extend(&frame);
      from = std::max(reason_behind(&frame), frame.begin + 1);
    }
  }

  [[nodiscard]] const FieldPattern& pattern_of(const ProposedWording& proposed) const {
    return set_.frames[proposed.frame].wordings[proposed.wording];
  }

  // The leftmost wording from `from` on; of those that begin together the longest.
  bool next_frame(std::size_t from, FoundFrame* frame) {
    for (ProposedWording& proposed : wordings_) {
      if (proposed.begin >= from) continue;
      proposed.begin = pattern_of(proposed).may_begin(record_, from);
      proposed.match.reset();
    }
    const ProposedWording& best = leftmost();
    if (!best.match) return false;
    frame->frame = best.frame;
    frame->begun = set_.frames[best.frame].info->wordings[best.wording].begun;
    frame->begin = best.match->begin;
    frame->end = best.match->end;
    take_fields(pattern_of(best), *best.match, &frame->captures);
    return true;
  }

  // Searches for a wording only when none is known to stand before the place where it may begin.
  const ProposedWording& leftmost() {
    for (;;) {
      ProposedWording& first = *std::min_element(wordings_.begin(), wordings_.end(), stands_before);
      if (first.match || first.begin == std::string_view::npos) return first;
      first.match = pattern_of(first).find(record_, first.begin);
      first.begin = first.match ? first.match->begin : std::string_view::npos;
    }
  }

  static bool stands_before(const ProposedWording& a, const ProposedWording& b) {
    if (a.begin != b.begin) return a.begin < b.begin;
    if (!a.match || !b.match) return !a.match && b.match;
    return a.match->end > b.match->end;
  }

  // Steps over inserts, and into a frame inside the frame: the innermost call is the one that failed.
  void extend(FoundFrame* frame) {
    const CompiledFrame& compiled = set_.frames[frame->frame];
    for (bool more = true; more && frame->end < record_.size();) {
      const std::vector<FieldPattern>& steps = compiled.steps[static_cast<unsigned char>(record_[frame->end])];
      more = std::any_of(steps.begin(), steps.end(), [&](const FieldPattern& pattern) { return step(pattern, frame); });
    }
  }

  bool step(const FieldPattern& pattern, FoundFrame* frame) {
    const std::optional<Span> match = pattern.find_at(record_, frame->end);
    if (!match || match->end == frame->end) return false;
    take_fields(pattern, *match, &frame->captures);
    frame->end = match->end;
    return true;
  }

  // Takes the best reason behind the frame; returns where to look for the next frame.
  std::size_t reason_behind(FoundFrame* frame) {
    Candidate best;
    const bool has_reason = !frame->begun && (known_behind_name(frame, &best) || any_reason(*frame, &best));
    const bool fallback = has_reason && set_.signatures[best.signature].info->fallback;
    const bool is_last = form_ == TextForm::kMessage && record_.size() == text_.size();
    if (is_last && (!has_reason || fallback)) workspace_.open_call = std::min(workspace_.open_call, frame->begin);
    if (!has_reason) {
      if (lone_frames_ != nullptr) lone_frames_->push_back({frame->frame, frame->begin, frame->end});
      return frame->end;
    }
    take_fields(*set_.signatures[best.signature].pattern, {frame->end, best.end}, &best.captures);
    const std::size_t end = best.end;
    out_->push_back(std::move(best));
    return fallback ? frame->end : end;
  }

  bool any_reason(const FoundFrame& frame, Candidate* best) {
    const OwnerVerdict verdict = owner_of(frame);
    return known_reason(frame, verdict, best) || fallback_reason(frame, verdict, best);
  }

  bool known_reason(const FoundFrame& frame, const OwnerVerdict& verdict, Candidate* best) {
    bool known = false;
    for (const std::size_t index : reasons_) known |= try_reason(index, frame, verdict, best);
    return known;
  }

  bool fallback_reason(const FoundFrame& frame, const OwnerVerdict& verdict, Candidate* best) {
    bool known = false;
    for (std::size_t index = 0; index < set_.signatures.size(); ++index) {
      if (set_.signatures[index].info->fallback) known |= try_reason(index, frame, verdict, best);
    }
    return known;
  }

  // Who writes no colon behind the webhook's name makes it run on into the reason. That it ends at its quote or blank
  // is believed when a known reason follows there: mangled names have blanks, too.
  bool known_behind_name(FoundFrame* frame, Candidate* best) {
    const std::size_t end = end_of_name(*frame);
    if (end == kRunsOnNowhere) return false;
    FoundFrame shorter{frame->frame, false, frame->begin, end, {}};
    for (Capture capture : frame->captures) {
      if (capture.begin >= end) continue;
      capture.end = std::min(capture.end, end);
      shorter.captures.push_back(capture);
    }
    extend(&shorter);
    if (!known_reason(shorter, owner_of(shorter), best)) return false;
    *frame = std::move(shorter);
    return true;
  }

  // Where the clean text ends the webhook's name, when that is not where the frame ends it.
  [[nodiscard]] std::size_t end_of_name(const FoundFrame& frame) const {
    const std::string* const field = owner_field(frame, "webhook");
    if (form_ != TextForm::kMessage || field == nullptr) return kRunsOnNowhere;
    for (const Capture& name : frame.captures) {
      if (name.name != *field) continue;
      const std::size_t end = value_end(workspace_.clean, workspace_.message, name.begin, name.end, {});
      return end == name.end ? kRunsOnNowhere : end;
    }
    return kRunsOnNowhere;
  }
  static constexpr std::size_t kRunsOnNowhere = std::string_view::npos;

  // Keeps the candidate in `best` when it is the first, the longer, or outranks what is there.
  bool try_reason(std::size_t index, const FoundFrame& frame, const OwnerVerdict& verdict, Candidate* best) {
    const CompiledSignature& signature = set_.signatures[index];
    if (signature.frame != frame.frame || !in_scope(signature, verdict)) return false;
    const std::optional<Span> match = signature.pattern->find_at(record_, frame.end);
    if (!match || !holds_nearby(signature, frame.begin, match->end)) return false;
    if (best->end != 0 && !beats(index, match->end, *best)) return true;
    *best = candidate_of(index, frame.begin, match->end);
    best->captures = frame.captures;
    best->owner = verdict.owner;
    return true;
  }

  [[nodiscard]] bool beats(std::size_t index, std::size_t end, const Candidate& other) const {
    const auto outranks = [&](std::size_t a, std::size_t b) {
      const std::vector<std::size_t>& lower = set_.signatures[a].outranks;
      return std::find(lower.begin(), lower.end(), b) != lower.end();
    };
    if (outranks(index, other.signature)) return true;
    return !outranks(other.signature, index) && end > other.end;
  }

  // The name of the field that is a clue to the owner; nullptr when the frame has none.
  [[nodiscard]] const std::string* owner_field(const FoundFrame& frame, const char* clue) const {
    const auto& fields = set_.frames[frame.frame].info->owner_fields;
    const auto field = fields.find(clue);
    return field == fields.end() ? nullptr : &field->second;
  }

  [[nodiscard]] OwnerVerdict owner_of(const FoundFrame& frame) const {
    const auto clue = [&](const char* name) {
      const std::string* const field = owner_field(frame, name);
      return field == nullptr ? std::string_view() : value_of(frame.captures, *field, text_);
    };
    return set_.owners[set_.frames[frame.frame].pack].decide(
        {clue("webhook"), clue("group"), clue("service"), clue("namespace")});
  }

  // Whose calls a section speaks of is data of the section.
  [[nodiscard]] bool in_scope(const CompiledSignature& signature, const OwnerVerdict& verdict) const {
    const std::string& pack_owner = set_.packs[signature.pack].owner();
    return std::any_of(signature.section->owners.begin(), signature.section->owners.end(),
                       [&](const std::string& scope) {
                         return scope == "any" || (scope == "pack" && verdict.owner == pack_owner) ||
                                (scope == "cainjector" && verdict.ca == "cainjector") || scope == verdict.owner;
                       });
  }

  const CompiledSet& set_;
  TextForm form_;
  Workspace& workspace_;
  std::string_view text_;
  FieldMemo* memo_;
  std::vector<Candidate>* out_;
  std::vector<LoneFrame>* lone_frames_;
  std::size_t begin_ = 0;
  std::string_view record_;  // text_ up to the end of the record: searches begin at begin_
  std::vector<ProposedWording> wordings_;
  std::vector<std::size_t> reasons_;
  std::vector<std::size_t> alone_;
  Span calls_;  // the candidates of the record's failing calls in out_
  std::vector<Span> spans_;
  ConditionMemo conditions_;
  Limits limits_;
};

Limits confirm_form(const CompiledSet& set, TextForm form, Workspace* workspace, std::vector<LoneFrame>* lone_frames) {
  const bool message = form == TextForm::kMessage;
  const std::vector<std::uint32_t>& hits = message ? workspace->message_hits : workspace->line_hits;
  Limits limits;
  if (hits.empty()) return limits;
  const std::string_view text = workspace->text_of(form).text;
  RecordConfirmer confirmer(set, form, workspace, lone_frames);
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) limits.add(confirmer.run(begin, end, message ? set.message : set.line, hits));
    begin = end + 1;
  }
  return limits;
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Cuts the field that a message ends with where its value ends.
void end_last_field(const CompiledSet& set, const Workspace& workspace, Candidate* candidate) {
  if (candidate->form != TextForm::kMessage) return;
  const CompiledSignature& signature = set.signatures[candidate->signature];
  for (Capture& capture : candidate->captures) {
    if (capture.end != candidate->end || !holds(signature.pattern->field_names(), capture.name)) continue;
    const ValueBytes may_hold{holds(signature.fields_with_blanks, capture.name),
                              holds(signature.fields_with_quotes, capture.name)};
    capture.end = value_end(workspace.clean, workspace.message, capture.begin, capture.end, may_hold);
    candidate->end = capture.end;
    return;
  }
}

}  // namespace

Limits confirm(const CompiledSet& set, Workspace* workspace, std::vector<LoneFrame>* lone_frames) {
  workspace->digit_conditions.clear();
  workspace->first_frame = Reading::kNone;
  workspace->open_call = Reading::kNone;
  Limits limits = confirm_form(set, TextForm::kMessage, workspace, lone_frames);
  limits.add(confirm_form(set, TextForm::kLine, workspace, lone_frames));
  for (Candidate& candidate : workspace->candidates) end_last_field(set, *workspace, &candidate);
  return limits;
}

}  // namespace telltale::internal
