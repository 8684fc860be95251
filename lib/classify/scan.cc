#include "classify/scan.h"

#include <algorithm>
#include <utility>

#include "base/line_ends.h"
#include "classify/wrappers.h"
#include "text/characters.h"
#include "text/clean.h"
#include "text/line_text.h"
#include "text/message.h"

namespace telltale::internal {
namespace {

// How far behind its window a call is looked for that goes on in labelled lines: some lines of a narrow window.
constexpr std::size_t kReadOn = 1024;

// The engines may read kTextPadding bytes behind a text; they are there after this.
std::string_view padded(std::string* text) {
  const std::size_t size = text->size();
  text->append(kTextPadding, '\0');
  text->resize(size);
  return {text->data(), size};
}

// The record around `at`, with one that announces it: what programs say around a failing call stands there. A record
// is known to begin at `known`. The window reaches `further` than others do.
Window message_window(std::string_view text, std::size_t at, std::size_t known, std::size_t further) {
  Window window = record_window(text, at, at + std::min(further, text.size() - at), kReach, known);
  window.begin = announced_from(text, window.begin, kReach);
  return window;
}

// Message text holds no blanks; for people a field keeps those that stand inside a line ("internal error"), while those
// around a line's end came from wrapping. Except behind a comma: between the items of a list there is a blank, which
// the wrap took along.
std::string value_with_blanks(const Workspace& space, std::size_t begin, std::size_t end) {
  // Bytes that stand side by side in the original have nothing between them.
  const auto apart = [](std::uint32_t here, std::uint32_t next) { return next != here + 1; };
  const auto places = space.message.begin.begin();
  const auto last = places + static_cast<std::ptrdiff_t>(end);
  if (std::adjacent_find(places + static_cast<std::ptrdiff_t>(begin), last, apart) == last)
    return space.cased.substr(begin, end - begin);
  const MappedText& clean = space.clean;
  const auto first = std::lower_bound(clean.begin.begin(), clean.begin.end(), space.message.begin[begin]);
  auto at = static_cast<std::size_t>(first - clean.begin.begin());
  std::string value;
  for (std::size_t i = begin; i < end; ++i) {
    bool blank = false;
    bool wrapped = false;
    for (; at < clean.text.size() && clean.begin[at] < space.message.begin[i]; ++at) {
      blank |= clean.text[at] == ' ' || clean.text[at] == '\t';
      wrapped |= clean.text[at] == '\n';
    }
    const bool in_list = wrapped && !value.empty() && value.back() == ',';
    if ((blank && !wrapped && !value.empty()) || in_list) value.push_back(' ');
    value.push_back(space.cased[i]);
    ++at;
  }
  return value;
}

// Message text holds no quotes either: a span that opens one and ends right before the closing one takes it along.
std::uint32_t end_with_quote(const MappedText& clean, std::uint32_t begin, std::uint32_t end) {
  const auto from = std::lower_bound(clean.begin.begin(), clean.begin.end(), begin);
  const auto to = std::lower_bound(clean.begin.begin(), clean.begin.end(), end);
  const auto next = static_cast<std::size_t>(to - clean.begin.begin());
  if (next >= clean.text.size() || clean.text[next] != '"') return end;
  const auto first = clean.text.begin() + (from - clean.begin.begin());
  const auto quotes = std::count(first, clean.text.begin() + static_cast<std::ptrdiff_t>(next), '"');
  return quotes % 2 == 1 ? clean.end[next] : end;
}

// `traps`, unless there are too many of them or `window` springs one itself.
std::optional<std::vector<DigitTrap>> usable(std::vector<DigitTrap> traps, std::string_view window) {
  const auto sprung = [&](const DigitTrap& trap) { return springs(trap, window); };
  if (traps.size() > WindowMemo::kMostTraps || std::any_of(traps.begin(), traps.end(), sprung)) return std::nullopt;
  return traps;
}

// Whether what a window holds follows from its bytes and some questions about what surrounds it.
bool may_be_kept(const Workspace& space, Limits limits) {
  return limits.none() && space.asked_around.size() <= WindowMemo::kMostAsked;
}

std::uint64_t asker_of(const CompiledSet& set, const ScanOptions& options) {
  return set.number << 3U | static_cast<std::uint64_t>(options.min_confidence) << 1U | (options.fields ? 1U : 0U);
}

}  // namespace

Scan::Scan(const CompiledSet& set, const ScanOptions& options, std::string_view text, const Sink& sink)
    : set_(set), options_(options), text_(text), sink_(sink), asker_(asker_of(set, options)) {}

// A clean text costs no allocation: the workspace is taken at the first hit, and a function that holds one pointer
// needs no memory of its own.
Limits Scan::run() {
  set_.gate->scan(text_, [this](std::size_t hit) { return go_on_from(hit); });
  leave_window();
  return limits_;
}

Scan::Part Scan::run_part() {
  is_part_ = true;
  const Limits limits = run();
  return {limits, std::min(decided_to_, text_.size())};
}

void Scan::take_workspace() {
  workspace_ = &*loan_.emplace();
  workspace_->surroundings.begin_text(text_);
}

std::size_t Scan::go_on_from(std::size_t hit) {
  if (!loan_) take_workspace();
  if (hit > window_owns_to_) {
    leave_window();
    window_ = next_window(hit);
    if (answer_from_memory()) return stopped_ ? text_.size() : std::max(window_owns_to_, hit);
    set_.needs->look_at(bytes_of(window_), window_.cut, &workspace_->look);
  }
  if (!set_.needs->may_match(text_.substr(0, hit), &workspace_->look)) return hit;
  forms_ = set_.needs->kinds_met(&workspace_->look);
  look_at(&window_, nullptr);
  if (stopped_) return text_.size();
  if (window_.end > window_owns_to_ && !window_.cut) {  // it has grown
    window_owns_to_ = window_.end;
    next_record_ = 0;
  }
  owned_from_ = window_owns_to_;
  return std::max(owned_from_, hit);
}

std::string_view Scan::bytes_of(const Window& window) const {
  return text_.substr(window.begin, window.end - window.begin);
}

// A window that was cut, or that shares bytes with the one before, does not own all that it holds.
bool Scan::answer_from_memory() {
  keep_window_ = false;
  if (window_.cut || window_.begin < owned_from_) return false;
  WindowMemo& memo = workspace_->windows;
  WindowMemo::Answer* const answer = memo.find(asker_, bytes_of(window_));
  keep_window_ = memo.wants_last();
  if (answer == nullptr) return false;
  if (answer->open_call && may_read_on(window_, window_.begin + *answer->open_call)) return false;
  if (!surroundings_agree(answer)) {
    keep_window_ = answer->disagreed > 1;  // what surrounds it has changed for good
    return false;
  }
  if (ends_undecided(answer->around, false)) return true;
  const std::uint64_t moved = window_.begin - answer->window_begin;  // backwards it wraps around, and so do the sums
  answer->window_begin = window_.begin;
  for (Match& match : answer->matches) match.move_by(moved, 0, 0);
  for (Match& match : answer->matches) {
    if (stopped_ || is_full()) break;
    report(&match);
  }
  if (answer->matched) owned_from_ = window_owns_to_;
  return true;
}

void Scan::leave_window() {
  if (!keep_window_) return;
  WindowMemo& memo = workspace_->windows;
  const std::string_view window = bytes_of(window_);
  memo.keep_last(window, usable(set_.digit_readers.traps_of_words(memo.times_of_last(), window), window),
                 {{}, window_.begin, false, {}, 0, {}});
  keep_window_ = false;
}

bool Scan::surroundings_agree(WindowMemo::Answer* answer) {
  const auto is_said_here = [&](const AskedAround& asked) {
    const Span place{window_.begin + asked.place.begin, window_.begin + asked.place.end};
    return workspace_->surroundings.occurs(*asked.pattern, place, asked.reach) == asked.occurs;
  };
  const bool agree = std::all_of(answer->around.begin(), answer->around.end(), is_said_here);
  answer->disagreed = agree ? 0 : answer->disagreed + 1;
  return agree;
}

Window Scan::next_window(std::size_t hit) {
  const bool goes_on = was_cut_ && hit - window_owns_to_ < kCutMargin;
  const Window window = message_window(text_, hit, next_record_, goes_on ? kFurther : 0);
  next_record_ = window.cut ? 0 : window.end + 1;
  was_cut_ = window.cut && window.end < text_.size() && window.end > hit + kCutMargin;
  window_owns_to_ = was_cut_ ? window.end - kCutMargin : window.end;
  return window;
}

std::vector<WindowTrace> Scan::trace() {
  take_workspace();
  std::vector<WindowTrace> traces;
  for (std::size_t at = 0; at < text_.size();) {
    Window window = message_window(text_, at, 0, 0);
    // The record that announces this one had a window of its own, and is read again here.
    if (!traces.empty() && window.begin <= traces.back().window.begin) traces.pop_back();
    traces.emplace_back();
    window_owns_to_ = window.end;
    look_at(&window, &traces.back());
    owned_from_ = std::max(window.end, at + 1);
    at = owned_from_;
    if (at < text_.size() && text_[at] == '\n') ++at;
  }
  return traces;
}

void Scan::look_at(Window* window, WindowTrace* trace) {
  Limits limits = find_candidates(*window, trace);
  const bool open = workspace_->open_call != Reading::kNone && !window->cut;
  const ReadOn more = open ? read_on(window, &limits, trace) : ReadOn::kNothing;
  limits_.add(limits);
  if (ends_undecided(workspace_->asked_around, more == ReadOn::kGoesOn)) return;
  WindowMemo::Answer answer;
  const bool keep = std::exchange(keep_window_, false) && more != ReadOn::kTaken && may_be_kept(*workspace_, limits);
  report_candidates(*window, trace, keep ? &answer.matches : nullptr);
  if (!keep || stopped_) return;
  answer.window_begin = window->begin;
  answer.matched = true;
  answer.around = workspace_->asked_around;
  if (open) answer.open_call = workspace_->message.begin[workspace_->open_call];
  make_forms(static_cast<std::uint8_t>(kAllForms & ~forms_));  // at another time something may match in them
  std::optional<std::vector<DigitTrap>> traps = traps_at_other_times(*window, answer.matches);
  workspace_->windows.keep_last(bytes_of(*window), std::move(traps), std::move(answer));
}

// The lines are read twice when a reason is in them: up to its end the second time, because those behind it are told by
// themselves.
Scan::ReadOn Scan::read_on(Window* window, Limits* limits, WindowTrace* trace) {
  Workspace& space = *workspace_;
  const std::size_t said_from = window->begin + space.message.begin[space.open_call];
  if (!may_read_on(*window, said_from)) return ReadOn::kNothing;
  std::swap(space.aside, space.reading());
  Window longer = *window;
  const LabelledLines lines = read_labelled(&longer, said_from, window->end + kReadOn);
  std::size_t end = lines.first;
  if (lines.end > lines.first) {
    static_cast<void>(find_in_clean(longer, nullptr));
    end = end_of_call_across(lines.first, longer);
  }
  if (end == lines.first) {
    std::swap(space.aside, space.reading());
    return lines.goes_on ? ReadOn::kGoesOn : ReadOn::kNothing;
  }
  if (is_part_ && lines.goes_on) return ReadOn::kGoesOn;  // the reason may be longer
  read_labelled(window, said_from, end);
  *limits = find_in_clean(*window, trace);
  return ReadOn::kTaken;
}

bool Scan::may_read_on(const Window& window, std::size_t said_from) const {
  const LabelledLines lines = labelled_lines(text_, window, said_from, std::min(window.end + kReadOn, text_.size()));
  return lines.end > lines.first || (is_part_ && lines.goes_on);
}

LabelledLines Scan::read_labelled(Window* window, std::size_t said_from, std::size_t limit) {
  Workspace& space = *workspace_;
  const LabelledLines lines =
      join_labelled_lines(text_, *window, said_from, std::min(limit, text_.size()), &space.clean);
  window->end = std::max(window->end, lines.end);
  clean_on(&space.clean, &space.scratch);
  return lines;
}

std::size_t Scan::end_of_call_across(std::size_t place, const Window& window) const {
  for (const Candidate& candidate : workspace_->candidates) {
    const CompiledSignature& signature = set_.signatures[candidate.signature];
    if (candidate.dropped || !signature.framed() || signature.info->fallback) continue;
    const MappedText& text = workspace_->text_of(candidate.form);
    const std::size_t begin = window.begin + text.begin[candidate.begin];
    const std::size_t end = window.begin + text.end[candidate.end - 1];
    if (begin < place && end > place) return std::min(text_.find('\n', end), text_.size());
  }
  return place;
}

bool Scan::tells_a_time(const Window& window, const std::vector<Match>& matches) const {
  const Workspace& space = *workspace_;
  const std::vector<TimePlace>& times = space.windows.times_of_last();
  const auto holds_time = [&](std::uint64_t begin, std::uint64_t end) {
    return std::any_of(times.begin(), times.end(),
                       [&](const TimePlace& time) { return time.begin < end && begin < time.end; });
  };
  const auto is_in_field = [&](const Field& field) {
    return holds_time(field.begin - window.begin, field.end - window.begin);
  };
  // Dropped candidates, too: whether two say the same is told by their fields.
  return std::any_of(space.candidates.begin(), space.candidates.end(),
                     [&](const Candidate& candidate) {
                       const MappedText& text = space.text_of(candidate.form);
                       return holds_time(text.begin[candidate.begin], text.end[candidate.end - 1]);
                     }) ||
         std::any_of(matches.begin(), matches.end(), [&](const Match& match) {
           return std::any_of(match.fields.begin(), match.fields.end(), is_in_field);
         });
}

std::optional<std::vector<DigitTrap>> Scan::traps_at_other_times(const Window& window,
                                                                 const std::vector<Match>& matches) const {
  const Workspace& space = *workspace_;
  const std::vector<TimePlace>& times = space.windows.times_of_last();
  if (times.empty()) return std::vector<DigitTrap>();
  if (tells_a_time(window, matches) || space.clean.text.find('\n') != std::string::npos) return std::nullopt;
  return usable(set_.digit_readers.traps(times, space), bytes_of(window));
}

Limits Scan::find_candidates(const Window& window, WindowTrace* trace) {
  Limits limits;
  if (!clean(bytes_of(window), &workspace_->clean, &workspace_->scratch)) limits.add(Limit::kWork);
  limits.add(find_in_clean(window, trace));
  return limits;
}

Limits Scan::find_in_clean(const Window& window, WindowTrace* trace) {
  Workspace& space = *workspace_;
  space.message.clear();
  space.has_lines = false;
  make_forms(forms_);
  propose();
  space.candidates.clear();
  space.asked_around.clear();
  if (trace != nullptr) {
    trace->window = window;
    trace->clean = space.clean.text;
    trace->message = space.message.text;
    trace->message_hits = space.message_hits;
    trace->lone_frames.clear();
  }
  const Limits limits = confirm(set_, &space, trace != nullptr ? &trace->lone_frames : nullptr);
  decide(
      set_,
      [&](const FieldPattern& pattern, const Candidate& candidate, SurroundingsReach reach) {
        return occurs_around(pattern, candidate, reach, window);
      },
      &space);
  return limits;
}

void Scan::make_forms(std::uint8_t forms) {
  Workspace& space = *workspace_;
  if (has_form(forms, TextForm::kLine) && set_.line.patterns)
    space.has_lines = strip_line_prefixes(space.clean, &space.lines);
  if (has_form(forms, TextForm::kMessage)) fold_message(space.clean, &space.message, &space.cased);
}

void Scan::propose() {
  Workspace& space = *workspace_;
  space.message_hits.clear();
  space.line_hits.clear();
  if (set_.message.patterns && has_form(forms_, TextForm::kMessage))
    set_.message.patterns->find(padded(&space.message.text), &space.message_hits);
  if (set_.line.patterns && has_form(forms_, TextForm::kLine))
    set_.line.patterns->find(padded(space.has_lines ? &space.lines.text : &space.clean.text), &space.line_hits);
}

bool Scan::ends_undecided(const std::vector<AskedAround>& asked, bool goes_on) {
  const auto goes_on_around = [&](const AskedAround& around) {
    return workspace_->surroundings.goes_on({window_.begin + around.place.begin, window_.begin + around.place.end},
                                            around.reach);
  };
  if (!is_part_ || (!goes_on && std::none_of(asked.begin(), asked.end(), goes_on_around))) return false;
  decided_to_ = std::max(window_.begin, owned_from_);
  keep_window_ = false;
  stopped_ = true;
  return true;
}

void Scan::report_candidates(const Window& window, WindowTrace* trace, std::vector<Match>* kept) {
  for (const Candidate& candidate : workspace_->candidates) {
    const CompiledSignature& signature = set_.signatures[candidate.signature];
    const bool sure = confidence_of(set_, candidate) >= options_.min_confidence;
    if (trace != nullptr) {
      const std::string_view verdict = candidate.dropped ? candidate.why_dropped
                                       : sure            ? "reported"
                                                         : "below the confidence asked for";
      trace->confirmed.push_back({signature.id + ": " + std::string(verdict), candidate.untied});
    }
    if (candidate.dropped || !sure || !signature.selected || stopped_) continue;
    const std::size_t begin = window.begin + workspace_->text_of(candidate.form).begin[candidate.begin];
    if (begin < owned_from_ || (begin >= window_owns_to_ && window_owns_to_ > owned_from_)) continue;
    if (is_full()) return;
    Match& match = workspace_->match;
    fill_match(candidate, window, &match);
    if (kept != nullptr) kept->push_back(match);
    if (goes_on_behind(candidate, window)) limits_.add(Limit::kMessageLength);
    if (trace != nullptr) trace->reported = true;
    report(&match);
  }
}

bool Scan::is_full() {
  if (matches_ < options_.max_matches) return false;
  limits_.add(Limit::kMatches);
  stopped_ = true;
  return true;
}

void Scan::report(Match* match) {
  place_in_lines(match);
  ++matches_;
  if (!sink_(*match)) stopped_ = true;
}

// Whether the message may say more than the window holds: its record is cut off, and either the match runs up to the
// cut or the reason was not understood.
bool Scan::goes_on_behind(const Candidate& candidate, const Window& window) const {
  const MappedText& text = workspace_->text_of(candidate.form);
  const bool cut_off = window.cut && window.end < text_.size() && candidate.record_end == text.text.size();
  return cut_off && (candidate.end == candidate.record_end || set_.signatures[candidate.signature].info->fallback);
}

void Scan::fill_match(const Candidate& candidate, const Window& window, Match* match) const {
  const CompiledSignature& signature = set_.signatures[candidate.signature];
  const MappedText& text = workspace_->text_of(candidate.form);
  match->pack = set_.packs[signature.pack].name();
  match->finding = signature.finding_id;
  match->section = signature.section_id;
  match->signature = signature.id;
  match->frame = signature.info->frame;
  match->role = signature.info->role;
  match->confidence = confidence_of(set_, candidate);
  match->owner = candidate.owner;
  match->begin = window.begin + text.begin[candidate.begin];
  match->end =
      window.begin + end_with_quote(workspace_->clean, text.begin[candidate.begin], text.end[candidate.end - 1]);
  match->title = signature.finding->title.en;
  match->link = signature.section->link.en;
  match->fields.clear();
  if (!options_.fields) return;
  for (const Capture& capture : candidate.captures) add_field(candidate.form, capture, window, match);
  FoundWrappers found;
  if (!find_wrappers(set_, candidate, workspace_, &found)) return;
  match->fields.push_back({kWrappersField, std::move(found.ids), window.begin + text.begin[found.begin],
                           window.begin + text.end[found.end - 1]});
  for (const Capture& capture : found.captures) {
    if (match->field(capture.name) == nullptr) add_field(candidate.form, capture, window, match);
  }
}

void Scan::add_field(TextForm form, const Capture& capture, const Window& window, Match* match) const {
  const MappedText& text = workspace_->text_of(form);
  Field& field = match->fields.emplace_back();
  field.name = capture.name;
  field.value = form == TextForm::kMessage ? value_with_blanks(*workspace_, capture.begin, capture.end)
                                           : text.text.substr(capture.begin, capture.end - capture.begin);
  field.begin = window.begin + text.begin[capture.begin];
  field.end = window.begin + text.end[capture.end - 1];
}

void Scan::place_in_lines(Match* match) {
  const auto at = static_cast<std::size_t>(match->begin);
  // A match of a window that owns nothing may begin before the last one.
  const auto [from, to] = std::minmax(counted_to_, at);
  const std::size_t lines = count_line_ends(text_.substr(from, to - from));
  line_ = at < counted_to_ ? line_ - lines : line_ + lines;
  if (lines != 0) line_begin_ = find_last(text_.substr(0, at), '\n') + 1;  // npos + 1: the first line
  counted_to_ = at;
  match->line = line_;
  match->column = at - line_begin_ + 1;
}

bool Scan::occurs_around(const FieldPattern& pattern, const Candidate& candidate, SurroundingsReach reach,
                         const Window& window) {
  const MappedText& text = workspace_->text_of(candidate.form);
  const Span place{text.begin[candidate.begin], text.end[candidate.end - 1]};
  const bool occurs =
      workspace_->surroundings.occurs(pattern, {window.begin + place.begin, window.begin + place.end}, reach);
  workspace_->asked_around.push_back({&pattern, place, reach, occurs});
  return occurs;
}

}  // namespace telltale::internal
