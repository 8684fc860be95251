#include "gate/coverage.h"

#include <algorithm>
#include <map>
#include <utility>

#include "gate/pieces.h"

namespace telltale::internal {

Coverage::Coverage(const std::vector<GateNeed>& needs) : need_times_(needs.size()), times_after_(needs.size()) {
  std::map<RequiredWord, std::vector<Id>> askers;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    for (const RequiredWord& alternatives : needs[i]) askers[alternatives].push_back(static_cast<Id>(i));
  }
  std::unordered_map<std::string_view, Id> words;
  for (auto& [alternatives, who] : askers) {
    Set set{{}, who, std::move(who), 0};
    for (const std::string& text : alternatives) {
      const auto [word, is_new] = words.try_emplace(text, static_cast<Id>(words_.size()));
      if (is_new) words_.emplace_back();
      words_[word->second].sets.push_back(static_cast<Id>(sets_.size()));
      set.words.push_back(word->second);
    }
    sets_.push_back(std::move(set));
  }
  visited_.resize(sets_.size());
  cut_words(words);
}

void Coverage::cut_words(const std::unordered_map<std::string_view, Id>& words) {
  std::unordered_map<std::string, Id> numbers;
  for (const auto& [text, word] : words) {
    for (const std::vector<std::string>& way : ways_of(text)) {
      std::vector<Id>& pieces = words_[word].ways.emplace_back();
      for (const std::string& piece : way) {
        const auto [number, is_new] = numbers.try_emplace(piece, static_cast<Id>(pieces_.size()));
        if (is_new) pieces_.push_back({piece, price(piece), may_be_second(piece), {}});
        pieces.push_back(number->second);
      }
    }
  }
  chosen_.resize(pieces_.size());
  for (const auto& [text, word] : words) find_places(word, text, numbers);
}

void Coverage::find_places(Id word, std::string_view text, const std::unordered_map<std::string, Id>& numbers) {
  std::string piece;
  for (std::size_t end = kShortestPiece; end <= text.size(); ++end) {
    for (std::size_t size = kShortestPiece; size <= std::min(end, kLongestPiece); ++size) {
      piece = text.substr(end - size, size);
      const auto found = numbers.find(piece);
      if (found == numbers.end()) continue;
      words_[word].places.push_back({end - size, end, found->second});
      std::vector<Id>& holders = pieces_[found->second].words;
      if (holders.empty() || holders.back() != word) holders.push_back(word);
    }
  }
}

std::size_t Coverage::times_of_need(std::size_t need) const { return std::min(need_times_[need], kWanted); }

bool Coverage::try_piece(Id piece) {
  const bool is_new = !chosen_[piece];
  chosen_[piece] = true;
  return is_new;
}

void Coverage::put_back(const std::vector<Id>& pieces) {
  for (const Id piece : pieces) chosen_[piece] = false;
}

std::size_t Coverage::times_now(Id word) const {
  std::size_t times = 0;
  std::size_t shared = 0;  // the byte from which a further piece may begin: the last one's last
  for (const Place& place : words_[word].places) {
    if (!chosen_[place.piece] || place.begin < shared) continue;
    shared = place.end - 1;
    if (++times == kWanted) break;
  }
  return times;
}

std::size_t Coverage::times_now(const Set& set) const {
  std::size_t times = set.words.empty() ? 0 : kWanted;
  for (const Id word : set.words) {
    if (times > 0) times = std::min(times, times_now(word));
  }
  return times;
}

const std::vector<Coverage::Id>& Coverage::sets_with(const std::vector<Id>& pieces) {
  ++visit_;
  with_pieces_.clear();
  for (const Id piece : pieces) {
    for (const Id word : pieces_[piece].words) {
      for (const Id set : words_[word].sets) {
        if (visited_[set] != visit_) with_pieces_.push_back(set);
        visited_[set] = visit_;
      }
    }
  }
  return with_pieces_;
}

void Coverage::change(const std::vector<Id>& needs, std::size_t more) {
  for (const Id need : needs) {
    if (times_after_[need] == need_times_[need]) changed_.push_back(need);
    times_after_[need] += more;
  }
}

void Coverage::forget_changes() {
  for (const Id need : changed_) times_after_[need] = need_times_[need];
  changed_.clear();
}

std::size_t Coverage::gained(const std::vector<Id>& pieces, bool only_first) {
  for (const Id id : sets_with(pieces)) {
    Set& set = sets_[id];
    const std::size_t more = times_now(set) - set.times;
    if (more == 0) continue;
    const auto full = [&](Id need) { return need_times_[need] >= kWanted; };
    set.open.erase(std::remove_if(set.open.begin(), set.open.end(), full), set.open.end());
    change(set.open, more);
  }
  std::size_t gained = 0;
  for (const Id need : changed_) {
    if (!only_first || need_times_[need] == 0) gained += std::min(times_after_[need], kWanted) - need_times_[need];
  }
  forget_changes();
  return gained;
}

void Coverage::choose(const std::vector<Id>& pieces) {
  for (const Id piece : pieces) chosen_[piece] = true;
  for (const Id id : sets_with(pieces)) {
    Set& set = sets_[id];
    const std::size_t times = times_now(set);
    if (times != set.times) change(set.needs, times - set.times);
    set.times = times;
  }
  keep_changes();
}

void Coverage::keep_changes() {
  for (const Id need : changed_) need_times_[need] = times_after_[need];
  changed_.clear();
}

bool Coverage::drop_if_needless(Id piece) {
  chosen_[piece] = false;
  const std::vector<Id>& sets = sets_with({piece});
  for (const Id id : sets) {
    const std::size_t times = times_now(sets_[id]);
    if (times != sets_[id].times) change(sets_[id].needs, times - sets_[id].times);  // wraps round, and back
  }
  const bool needless = std::all_of(changed_.begin(), changed_.end(), [&](Id need) {
    return std::min(times_after_[need], kWanted) == std::min(need_times_[need], kWanted);
  });
  if (!needless) {
    chosen_[piece] = true;
    forget_changes();
    return false;
  }
  for (const Id id : sets) sets_[id].times = times_now(sets_[id]);
  keep_changes();
  return true;
}

}  // namespace telltale::internal
