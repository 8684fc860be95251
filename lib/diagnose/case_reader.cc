#include "diagnose/case_reader.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "base/line_ends.h"
#include "base/utf8.h"
#include "diagnose/object_name.h"
#include "diagnose/redact.h"
#include "diagnose/surroundings.h"
#include "diagnose/table.h"
#include "pack/pack_data.h"
#include "text/characters.h"
#include "text/clean.h"
#include "text/encoding.h"
#include "text/line_text.h"

namespace telltale::internal {
namespace {

constexpr std::size_t kBlock = std::size_t{16} * 1024;
constexpr std::size_t kQuoteBytes = 300;
// Of each finding of a text the first and the last are kept: what it says, and how it ended.
constexpr std::size_t kFirst = 8;
constexpr std::size_t kLast = 8;
constexpr std::size_t kMostRows = 20'000;
constexpr std::size_t kMostSightings = 50'000;  // of a case: some 50 MiB

// `text` on one line: what stood on several is joined by blanks, and what they are indented by is left out.
std::string on_one_line(std::string_view text) {
  std::string line;
  bool begins = true;  // a line of `text`
  for (const char c : text) {
    const bool breaks = c == '\n' || c == '\t' || c == '\r';
    if (begins && (breaks || c == ' ')) continue;
    line += breaks ? ' ' : c;
    begins = breaks;
  }
  return line;
}

// The lines of [begin, end), shortened, without secrets.
std::string quoted(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t from = find_last(text.substr(0, begin), '\n') + 1;
  const std::size_t to = std::min(text.find('\n', end), text.size());
  std::string_view lines = text.substr(from, to - from);
  if (lines.size() > kQuoteBytes) {
    const std::size_t start = begin - from > kQuoteBytes / 2 ? begin - kQuoteBytes / 4 : from;
    lines = text.substr(utf8_boundary(text, start), utf8_boundary(text, std::min(to, start + kQuoteBytes)) - start);
  }
  return on_one_line(redacted(lines));
}

// How many marks of quoting stand in front of `at`, also behind colours and what a logger puts first. No arrow or
// "<none>" is one.
unsigned quotes_before(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostFront = 512;
  const std::string_view front =
      text.substr(0, at).substr(find_last(text.substr(0, at), '\n') + 1).substr(0, kMostFront);
  unsigned marks = 0;
  bool begins = true;  // a word
  bool coloured = false;
  for (const char c : front) {
    if (c == '\x1b') coloured = true;
    if (coloured) {
      coloured = !is_letter(c);
      continue;
    }
    const bool is_mark = begins && c == '>';
    marks += is_mark ? 1U : 0U;
    begins = is_mark || is_blank(c);
  }
  return marks;
}

void set_surroundings(std::string_view text, std::size_t begin, std::size_t end, Spotted* spotted) {
  Surroundings around = surroundings_of(text, begin, end);
  spotted->sentence = std::move(around.sentence);
  spotted->before = std::move(around.before);
  spotted->after = std::move(around.after);
  spotted->lead = std::move(around.lead);
  spotted->above = std::move(around.above);
  spotted->below = std::move(around.below);
}

// Keeps the first and the last sightings of each finding.
class Keeper {
 public:
  explicit Keeper(CaseNotes* notes) : notes_(*notes), spotted_(notes->spotted) {}

  void add(Spotted one) {
    Kept& kept = kept_[one.sighting.finding + one.sighting.owner];
    if (kept.places.size() < kFirst + kLast) {
      if (spotted_.size() == kMostSightings) return notes_.limits.add(Limit::kMatches);
      kept.places.push_back(spotted_.size());
      spotted_.push_back(std::move(one));
      return;
    }
    spotted_[kept.places[kFirst + kept.next]] = std::move(one);
    kept.next = (kept.next + 1) % kLast;
  }

 private:
  struct Kept {
    std::vector<std::size_t> places;
    std::size_t next = 0;
  };
  CaseNotes& notes_;
  std::vector<Spotted>& spotted_;
  std::map<std::string, Kept> kept_;
};

// Columns that the signs of all packs ask for.
std::set<std::string, std::less<>> wanted_columns(const std::vector<CompiledRules>& packs) {
  std::set<std::string, std::less<>> columns;
  const auto add = [&](std::string_view name) {
    columns.emplace(name);
    return false;
  };
  for (const CompiledRules& pack : packs) {
    for (const TableSign& sign : pack.rules->tables) {
      for (const ColumnPattern& column : sign.columns) any_column_name(column.column, add);
      for (const auto& [name, column] : sign.fields) any_column_name(column, add);
    }
  }
  return columns;
}

// [begin, end) with `above` lines more in front and `below` behind, as one line.
std::string lines_near(std::string_view text, std::size_t begin, std::size_t end, int above, int below) {
  constexpr std::size_t kMost = 4096;
  for (; above > 0 && begin > 0; --above) begin = find_last(text.substr(0, begin - 1), '\n') + 1;
  for (; below > 0 && end < text.size(); --below) end = std::min(text.find('\n', end + 1), text.size());
  std::string near(text.substr(begin, std::min(end - begin, kMost)));
  std::replace(near.begin(), near.end(), '\n', ' ');
  return near;
}

// Whether a line says what stands below it: "[serial of the Secret]", "# the Secret", "-- the Secret --", "the CA of
// the Secret is:", and what was asked: "the endpoints?". Two words and a colon are a field of some output.
bool is_announcement(std::string_view line) {
  if (line.size() < 3) return false;
  if (line.front() == '[' && line.back() == ']') return true;
  if (line.front() == '#' || line.substr(0, 2) == "==") return true;
  if (line.starts_with("-- ") || line.starts_with("--- ")) return true;
  if (line.ends_with('?') || line.ends_with("?**") || line.ends_with("\xEF\xBC\x9F")) return true;
  return line.back() == ':' && std::count(line.begin(), line.end(), ' ') >= 2;
}

// Whether somebody in a talk asks without a mark: "ann: is the pod up".
bool asks_unmarked(std::string_view line) {
  constexpr std::size_t kLongestName = 24;
  constexpr std::size_t kLongestQuestion = 100;
  constexpr std::array<std::string_view, 9> kBegins = {"is ",   "are ",  "does ",   "do ",   "has ",
                                                       "have ", "what ", "what's ", "which "};
  const std::size_t colon = line.substr(0, kLongestName).find(": ");
  if (colon == std::string_view::npos || colon == 0 || line.size() > kLongestQuestion) return false;
  const std::string_view name = line.substr(0, colon);
  const std::string_view said = line.substr(colon + 2);
  return std::all_of(name.begin(), name.end(), is_letter) && !said.empty() && is_letter(said.back()) &&
         std::any_of(kBegins.begin(), kBegins.end(), [&](std::string_view begin) { return said.starts_with(begin); });
}

// Whether a line is a command somebody ran, or a comment that names one.
bool is_command(std::string_view line) {
  constexpr std::array<std::string_view, 8> kPrograms = {"kubectl ", "openssl ", "curl ",   "helm ",
                                                         "cmctl ",   "aws ",     "gcloud ", "tcpdump "};
  return line.starts_with("$ ") || std::any_of(kPrograms.begin(), kPrograms.end(), [&](std::string_view program) {
           return line.find(program) != std::string_view::npos;
         });
}

// Whether a command is written on in the line below: a backslash or a pipe ends it, or a quote of its options is open.
// An apostrophe within a word opens nothing.
bool goes_on(std::string_view command) {
  bool quoted = false;
  for (std::size_t at = 0; at < command.size(); ++at) {
    if (command[at] == '\'' && (quoted || at == 0 || is_blank(command[at - 1]) || command[at - 1] == '='))
      quoted = !quoted;
  }
  return quoted || command.ends_with('\\') || command.ends_with('|');
}

// Whether an IPv4 address ends at `end`. A time does not: logs are full of them.
bool address_ends_at(std::string_view line, std::size_t end) {
  std::size_t at = end;
  int dots = 0;
  for (; at > 0 && (is_digit(line[at - 1]) || line[at - 1] == '.'); --at) dots += line[at - 1] == '.' ? 1 : 0;
  return dots == 3 && end - at >= 7;
}

// An address with its port: "10.244.0.2:10250".
bool holds_endpoint(std::string_view line) {
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    if (colon + 1 < line.size() && is_digit(line[colon + 1]) && address_ends_at(line, colon)) return true;
  }
  return false;
}

// Containers that are ready, of how many: " 1/2 ". Without a blank in front for one container, as in "pod:0/1 ".
bool holds_ready_count(std::string_view line) {
  for (std::size_t slash = line.find('/'); slash != std::string_view::npos; slash = line.find('/', slash + 1)) {
    if (slash + 2 >= line.size() || line[slash + 2] != ' ' || !is_digit(line[slash + 1])) continue;
    if (line[slash + 1] == '1' || (slash >= 2 && is_digit(line[slash - 1]) && line[slash - 2] == ' ')) return true;
  }
  return false;
}

// What a template prints of a pod: its name, and at last whether it is ready.
bool tells_readiness(std::string_view line) {
  const std::string_view name = line.substr(0, line.find_first_of(" \t"));
  const std::string_view last = line.substr(find_last(line, name.size() < line.size() ? line[name.size()] : ' ') + 1);
  return (last == "true" || last == "false") && std::count(name.begin(), name.end(), '-') >= 2;
}

// Rows of tables whose headings were not pasted: endpoints, and pods with their n/m.
bool looks_like_row(std::string_view line) {
  constexpr std::size_t kLongestRow = 400;
  return line.size() <= kLongestRow && (line.find("<none>") != std::string_view::npos || holds_ready_count(line) ||
                                        holds_endpoint(line) || tells_readiness(line));
}

// `found` without what a pattern takes along to see where its words end: "(eks," is about "eks".
Span without_edges(std::string_view line, Span found) {
  const auto is_edge = [](char c) { return static_cast<unsigned char>(c) < 0x80 && !is_letter(c) && !is_digit(c); };
  const Span all = found;
  while (found.begin < found.end && is_edge(line[found.begin])) ++found.begin;
  while (found.begin < found.end && is_edge(line[found.end - 1])) --found.end;
  return found.begin < found.end ? found : all;
}

class LineReader {
 public:
  LineReader(const std::vector<CompiledRules>& packs, std::string_view source, CaseNotes* notes)
      : packs_(packs),
        columns_(wanted_columns(packs)),
        source_(source),
        command_(source),
        notes_(*notes),
        keeper_(notes) {}

  // Looks which signs can be in the lines of `block`, which is clean and comes from `raw`; both must outlive the
  // reading.
  void open_block(const MappedText& block, std::string_view raw, std::size_t text_size) {
    block_ = &block;
    raw_ = raw;
    possible_.clear();
    for (const CompiledRules& pack : packs_) {
      hits_.clear();
      pack.line_filter->find(block.text, text_size, &hits_);
      for (const std::uint32_t hit : hits_) possible_.emplace_back(&pack, &pack.lines[hit]);
    }
  }

  // Line [begin, end) of the block.
  void read(std::string_view text, std::size_t begin, std::size_t end, std::uint64_t number, std::uint64_t place) {
    const std::string_view line = text.substr(begin, end - begin);
    read_command(line);
    read_object(line, number);
    for (const auto& [pack, sign] : possible_) read_sign(*pack, *sign, text, begin, end, number, place);
    read_row(&table_, line, number, place);
  }

  // A line as it was before prefixes were taken off: in a table, the name of a pod is none.
  void read_unstripped(std::string_view line, std::uint64_t number, std::uint64_t place) {
    read_row(&unstripped_table_, line, number, place);
  }

  // Of the object in whose manifest a line stands; empty where nothing says it.
  [[nodiscard]] std::string object_at(std::uint64_t number) const {
    const auto behind = std::upper_bound(objects_.begin(), objects_.end(), number,
                                         [](std::uint64_t line, const auto& object) { return line < object.first; });
    return behind == objects_.begin() ? std::string() : std::prev(behind)->second;
  }

 private:
  // Keeps the command whose output comes next, over all of its lines.
  void read_command(std::string_view line) {
    constexpr std::size_t kLongest = 2048;
    const bool continued = in_command_ && !line.empty() && command_.size() < kLongest && goes_on(command_);
    in_command_ = continued || is_command(line);
    if (continued)
      command_.append(" ").append(line);
    else if (in_command_ || is_announcement(line))
      command_ = line;
    else if (asks_unmarked(line))
      command_.assign(line).append("?");
  }

  // Keeps from which line on it is which object. Its name may stand behind its data, as kubectl sorts the keys.
  void read_object(std::string_view line, std::uint64_t number) {
    if (in_command_)
      object_.forget();
    else
      object_.read(line);
    if (object_.begins()) objects_.emplace_back(last_number_, "");
    last_number_ = number + (line.empty() ? 1 : 0);  // an empty line comes with the number of the one above it
    if (object_.name() == (objects_.empty() ? std::string() : objects_.back().second)) return;
    if (object_.completes() && !objects_.empty())
      objects_.back().second = object_.name();
    else
      objects_.emplace_back(last_number_, object_.name());
  }

  void read_row(TableReader* table, std::string_view line, std::uint64_t number, std::uint64_t place) {
    const bool in_table = table->read(line);
    if (!in_table && !looks_like_row(line)) return;
    if (notes_.rows.size() == kMostRows) return notes_.limits.add(Limit::kMatches);
    TableRow row{source_, place, number, redacted(line), {{"ROW", std::string(line)}}};
    for (const std::string& column : columns_) {
      const std::string_view cell = in_table ? table->cell(column) : std::string_view();
      if (!cell.empty()) row.cells.emplace_back(column, cell);
    }
    notes_.rows.push_back(std::move(row));
  }

  // A line may say it more than once, and of different things: "calico over there, no calico here".
  void read_sign(const CompiledRules& pack, const CompiledLine& sign, std::string_view text, std::size_t begin,
                 std::size_t end, std::uint64_t number, std::uint64_t place) {
    constexpr int kMostOfALine = 8;
    const std::string_view line = text.substr(begin, end - begin);
    std::optional<Span> found = sign.pattern.find(line, 0);
    if (!found || !fits(sign, text, begin, end)) return;
    if (sign.finding == nullptr) {
      notes_.ran.insert(sign.sign->step);
      return;
    }
    for (int i = 0; found && i < kMostOfALine; ++i) {
      keep(pack, sign, text, begin, line, *found, number, place);
      found = sign.pattern.find(line, std::max(found->end, found->begin + 1));
    }
  }

  // What was found in a line, which begins at `begin` of `text` and at `place` of the source.
  void keep(const CompiledRules& pack, const CompiledLine& sign, std::string_view text, std::size_t begin,
            std::string_view line, const Span& found, std::uint64_t number, std::uint64_t place) {
    const std::vector<std::uint32_t>& raw = block_->begin;
    Spotted spotted;
    spotted.name = last_part(sign.finding->id);
    spotted.section = sign.finding->section;
    spotted.place = place + raw[begin + found.begin] - raw[begin];
    spotted.length = std::max(found.end, found.begin + 1) - found.begin;
    spotted.sighting = {pack.pack + "/" + sign.finding->id,
                        Role::kEvidence,
                        Relevance::kPresent,
                        "",
                        source_,
                        number,
                        quoted(text, begin + found.begin, begin + found.end),
                        {}};
    read_fields(sign, line, found, &spotted.sighting);
    spotted.quotes = quotes_before(raw_, raw[begin + found.begin]);
    const Span words = without_edges(line, found);
    set_surroundings(text, begin + words.begin, begin + words.end, &spotted);
    keeper_.add(std::move(spotted));
  }

  static void read_fields(const CompiledLine& sign, std::string_view line, const Span& found, Sighting* sighting) {
    std::vector<Span> spans;
    sign.pattern.fields_of(line, found, &spans);
    const std::vector<std::string>& names = sign.pattern.field_names();
    for (std::size_t field = 0; field < names.size(); ++field) {
      const Span& span = spans[field + 1];
      if (span.set()) sighting->fields.emplace(names[field], line.substr(span.begin, span.end - span.begin));
    }
  }

  bool fits(const CompiledLine& sign, std::string_view text, std::size_t begin, std::size_t end) const {
    // What a command holds is not what it printed.
    if (sign.command && (in_command_ || !sign.command->occurs(command_))) return false;
    if (sign.object && !sign.object->occurs(object_.name())) return false;
    if (sign.next && !sign.next->occurs(end < text.size() ? lines_near(text, end + 1, end + 1, 0, 2) : std::string()))
      return false;
    if (!sign.near && !sign.unless_near) return true;
    const std::string near = std::string(last_part(source_)) + " " + lines_near(text, begin, end, 5, 3);
    return (!sign.near || sign.near->occurs(near)) && (!sign.unless_near || !sign.unless_near->occurs(near));
  }

  const std::vector<CompiledRules>& packs_;
  std::set<std::string, std::less<>> columns_;
  std::string source_;
  const MappedText* block_ = nullptr;
  std::string_view raw_;
  std::string command_;  // the last one, or the name of the source
  bool in_command_ = false;
  ObjectName object_;                                           // that the line belongs to
  std::vector<std::pair<std::uint64_t, std::string>> objects_;  // from which line on it is which
  std::uint64_t last_number_ = 0;
  CaseNotes& notes_;
  Keeper keeper_;
  TableReader table_;
  TableReader unstripped_table_;
  std::vector<std::uint32_t> hits_;
  std::vector<std::pair<const CompiledRules*, const CompiledLine*>> possible_;  // in the block
};

// The next block of whole lines from `at` on.
std::size_t block_end(std::string_view text, std::size_t at) {
  if (text.size() - at <= kBlock) return text.size();
  const std::size_t newline = find_last(text.substr(at, kBlock), '\n');
  return newline == std::string_view::npos ? at + kBlock : at + newline + 1;
}

// Calls `take` with [begin, end) of every line of `lines`, and with the number and the offset of the raw line that it
// came from.
template <typename Take>
void for_each_line(const MappedText& lines, std::string_view raw, std::uint64_t number, const Take& take) {
  std::size_t counted = 0;
  for (std::size_t at = 0; at < lines.text.size();) {
    const std::size_t end = std::min(lines.text.find('\n', at), lines.text.size());
    const std::size_t raw_at = at < end ? std::max<std::size_t>(lines.begin[at], counted) : counted;
    number += count_line_ends(raw.substr(counted, raw_at - counted));
    counted = raw_at;
    take(at, end, number, raw_at);
    at = end + 1;
  }
}

void read_lines(std::string_view text, std::uint64_t first_line, std::uint64_t place, LineReader* reader) {
  MappedText clean_text;
  MappedText stripped;
  std::uint64_t number = first_line;
  for (std::size_t block = 0; block < text.size();) {
    const std::size_t end = block_end(text, block);
    const std::string_view raw = text.substr(block, end - block);
    clean(raw, &clean_text, &stripped);
    const bool differs = strip_line_prefixes(clean_text, &stripped);
    if (differs) {
      for_each_line(clean_text, raw, number, [&](std::size_t from, std::size_t to, std::uint64_t line, std::size_t at) {
        reader->read_unstripped(std::string_view(clean_text.text).substr(from, to - from), line, place + block + at);
      });
    }
    const MappedText& lines = differs ? stripped : clean_text;
    reader->open_block(lines, raw, text.size());
    for_each_line(lines, raw, number, [&](std::size_t from, std::size_t to, std::uint64_t line, std::size_t at) {
      reader->read(lines.text, from, to, line, place + block + at);
    });
    number += count_line_ends(raw);
    block = end;
  }
}

}  // namespace

bool is_bare_phrase(const Match& match) noexcept {
  return match.role == Role::kSymptom && match.confidence < Confidence::kMedium;
}

Spotted spotted_of(const Match& match, std::string_view source, std::string_view line) {
  Spotted spotted;
  spotted.sighting.finding = match.finding;
  spotted.sighting.role = match.role;
  spotted.sighting.owner = match.owner;
  spotted.sighting.source = source;
  spotted.sighting.line = match.line;
  spotted.sighting.text = redacted(line);
  for (const Field& field : match.fields) spotted.sighting.fields.emplace(field.name, field.value);
  spotted.name = last_part(match.finding);
  spotted.section = last_part(match.section);
  return spotted;
}

void read_case_text(const Classifier& classifier, const std::vector<CompiledRules>& packs, std::string_view source,
                    std::string_view text, std::uint64_t first_line, std::uint64_t place, CaseNotes* notes) {
  std::string decoded;
  if (const Encoding encoding = detect_encoding(text); encoding != Encoding::kUtf8) {
    decoded = Transcoded(text, encoding).text();
    text = decoded;
  }
  const std::size_t first = notes->spotted.size();
  Keeper keeper(notes);
  notes->limits.add(classifier.classify(text, [&](const Match& match) {
    if (is_bare_phrase(match)) return true;
    Spotted spotted = spotted_of(match, source, {});
    spotted.sighting.line += first_line - 1;
    spotted.place = place + match.begin;
    spotted.length = match.end - match.begin;
    keeper.add(std::move(spotted));
    return true;
  }));
  // Of the few that are kept, not of all.
  for (std::size_t i = first; i < notes->spotted.size(); ++i) {
    Spotted& spotted = notes->spotted[i];
    const std::size_t begin = spotted.place - place;
    spotted.sighting.text = quoted(text, begin, begin + spotted.length);
    spotted.quotes = quotes_before(text, begin);
    set_surroundings(text, begin, begin + spotted.length, &spotted);
  }
  LineReader reader(packs, source, notes);
  read_lines(text, first_line, place, &reader);
  for (std::size_t i = first; i < notes->spotted.size(); ++i)
    notes->spotted[i].object = reader.object_at(notes->spotted[i].sighting.line);
}

}  // namespace telltale::internal
