#include "classify/window_memo.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "text/characters.h"

namespace telltale::internal {
namespace {

std::uint64_t hash_of(std::uint64_t asker, std::string_view bytes) {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;
  return std::hash<std::string_view>()(bytes) ^ (asker * kSpread);
}

std::size_t bytes_of(const std::vector<Match>& matches) {
  std::size_t bytes = matches.size() * sizeof(Match);
  for (const Match& match : matches) {
    for (const Field& field : match.fields) bytes += sizeof(Field) + field.value.size();
  }
  return bytes;
}

std::size_t bytes_of(const std::vector<DigitTrap>& traps) {
  std::size_t bytes = 0;
  for (const DigitTrap& trap : traps) bytes += sizeof(DigitTrap) + trap.size() * sizeof(OpenDigit);
  return bytes;
}

}  // namespace

std::string_view WindowMemo::form_of(std::string_view window) {
  times_.clear();
  // Lines of one window are compared by their times, to tell how they belong together.
  if (window.find('\n') != std::string_view::npos) return window;
  find_times(window, &times_);
  if (times_.empty()) return window;
  form_ = window;
  for (const TimePlace& time : times_)
    std::replace_if(form_.begin() + static_cast<std::ptrdiff_t>(time.begin),
                    form_.begin() + static_cast<std::ptrdiff_t>(time.end), is_digit, '0');
  return form_;
}

WindowMemo::Answer* WindowMemo::find(std::uint64_t asker, std::string_view window) {
  wants_last_ = false;
  if (window.size() > kLongestKept) return nullptr;
  if (slots_.empty()) slots_.resize(kSlots);
  const std::string_view form = form_of(window);
  const std::uint64_t hash = hash_of(asker, form);
  last_asker_ = asker;
  last_slot_ = hash % kSlots;
  Slot& slot = slots_[last_slot_];
  const bool known = slot.asker == asker && slot.form == form;
  if (known && holds_for(slot, window)) return &slot.answer;
  // Where times matter, the same form is not the same window.
  const std::uint64_t seen = known ? hash_of(asker, window) : hash;
  wants_last_ = slot.seen == seen;
  slot.seen = seen;
  return nullptr;
}

bool WindowMemo::holds_for(const Slot& slot, std::string_view window) {
  if (!slot.window.empty()) return slot.window == window;
  return std::none_of(slot.traps.begin(), slot.traps.end(),
                      [&](const DigitTrap& trap) { return springs(trap, window); });
}

void WindowMemo::keep_last(std::string_view window, std::optional<std::vector<DigitTrap>> traps, Answer answer) {
  const std::string_view form = times_.empty() ? window : std::string_view(form_);
  const std::string_view exact = traps ? std::string_view() : window;
  Slot& slot = slots_[last_slot_];
  make_room(&slot, form.size() + exact.size() + bytes_of(answer.matches) + answer.around.size() * sizeof(AskedAround) +
                       (traps ? bytes_of(*traps) : 0));
  slot.asker = last_asker_;
  slot.form = form;
  slot.window = exact;
  slot.traps = traps ? *std::move(traps) : std::vector<DigitTrap>();
  slot.answer = std::move(answer);
  wants_last_ = false;
}

void WindowMemo::make_room(Slot* slot, std::size_t bytes) {
  bytes_ += bytes - slot->bytes;
  if (bytes_ > kMostBytes) {
    for (Slot& other : slots_) other = Slot();
    bytes_ = bytes;
  }
  slot->bytes = bytes;
}

}  // namespace telltale::internal
