#include "text/times.h"

#include <algorithm>

#include "text/characters.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

constexpr size_t kToFirstColon = 2;
constexpr size_t kClockLength = 8;
constexpr size_t kDateLength = 11;  // "2024-05-19T"
constexpr DigitShape kDate("9999-99-99");
constexpr DigitShape kDateWithSlashes("9999/99/99");

size_t skip_digits(string_view line, size_t at) {
  while (at < line.size() && is_digit(line[at])) ++at;
  return at;
}

// Behind a fraction of a second, if there is one.
size_t fraction_end(string_view line, size_t at) {
  return at < line.size() && (line[at] == '.' || line[at] == ',') ? skip_digits(line, at + 1) : at;
}

bool may_stand_behind(string_view line, size_t at) {
  return at == 0 || string_view(" \t\"[(").find(line[at - 1]) != string_view::npos;
}

// Behind the time zone at `at`, if there is one.
size_t zone_end(string_view line, size_t at) {
  if (begins_with(line, at, "Z")) return at + 1;
  if (at >= line.size() || (line[at] != '+' && line[at] != '-')) return at;
  const size_t hours = skip_digits(line, at + 1) - (at + 1);
  if (hours == 2 && begins_with(line, at + 3, ":") && skip_digits(line, at + 4) >= at + 6) return at + 6;
  return hours >= 4 ? at + 5 : at;
}

// Whether nothing makes something else of the clock at `clock`: it stands free, or behind a date that does.
bool stands_free(string_view line, size_t clock) {
  if (may_stand_behind(line, clock)) return true;
  return clock >= kDateLength && time_at(line, clock - kDateLength).length != 0 &&
         may_stand_behind(line, clock - kDateLength);
}

// The last digits of the number behind the colon of `"ts":` or `\"ts\":`.
TimePlace seconds_behind(string_view line, size_t colon) {
  constexpr size_t kDigits = 10;  // from 2001 to 2286
  constexpr size_t kDay = 5;      // a hundred thousand seconds are about one
  size_t quote = colon;
  if (quote == 0 || line[--quote] != '"') return {};
  while (quote > 0 && line[quote - 1] == '\\') --quote;
  if (quote < 3 || line.substr(quote - 2, 2) != "ts" || line[quote - 3] != '"') return {};
  const size_t end = skip_digits(line, colon + 1);
  return end == colon + 1 + kDigits ? TimePlace{end - kDay, fraction_end(line, end)} : TimePlace{};
}

}  // namespace

Time time_at(string_view line, size_t at) noexcept {
  constexpr size_t kLength = 19;
  if (at > line.size() || line.size() - at < kLength || !kClock.fits(line, at + kDateLength)) return {};
  const char between = line[at + kDateLength - 1];
  const bool dashes = (between == 'T' || between == ' ') && kDate.fits(line, at);
  if (!dashes && !(between == ' ' && kDateWithSlashes.fits(line, at))) return {};
  Time time;
  size_t end = at + kLength;
  if (end < line.size() && (line[end] == '.' || line[end] == ',')) {
    time.fraction = skip_digits(line, end + 1) - (end + 1);
    end += 1 + time.fraction;
  }
  time.length = zone_end(line, end) - at;
  return time;
}

void find_times(string_view line, std::vector<TimePlace>* places) {
  places->clear();
  for (size_t colon = line.find(':'); colon != string_view::npos; colon = line.find(':', colon + 1)) {
    TimePlace place;
    const size_t clock = colon - std::min(colon, kToFirstColon);
    if (!kClock.fits(line, clock))
      place = seconds_behind(line, colon);
    else if (stands_free(line, clock))
      place = {clock, fraction_end(line, clock + kClockLength)};
    if (place.end == 0) continue;
    places->push_back(place);
    colon = place.end - 1;
  }
}

}  // namespace telltale::internal
