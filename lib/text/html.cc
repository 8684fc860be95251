#include "text/html.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/characters.h"

namespace telltale::internal {
namespace {

using std::size_t;
using std::string_view;

struct NamedEntity {
  string_view name;
  char32_t code_point;
};

// The named character references that log viewers, Slack, mail and blogs write; the full list of HTML has 2,231.
// Source: WHATWG HTML, section 13.5 "Named character references".
constexpr NamedEntity kEntities[] = {
    {"quot", U'"'},    {"apos", U'\''},    {"lt", U'<'},       {"gt", U'>'},      {"amp", U'&'},      {"nbsp", 0xA0},
    {"ensp", 0x2002},  {"emsp", 0x2003},   {"thinsp", 0x2009}, {"shy", 0xAD},     {"ldquo", 0x201C},  {"rdquo", 0x201D},
    {"bdquo", 0x201E}, {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A}, {"laquo", 0xAB},    {"raquo", 0xBB},
    {"ndash", 0x2013}, {"mdash", 0x2014},  {"hellip", 0x2026}, {"bull", 0x2022},  {"middot", 0xB7},   {"zwnj", 0x200C},
    {"zwj", 0x200D},   {"NewLine", U'\n'}, {"Tab", U'\t'},     {"colon", U':'},   {"sol", U'/'},      {"bsol", U'\\'},
    {"period", U'.'},  {"comma", U','},    {"lpar", U'('},     {"rpar", U')'},    {"lsqb", U'['},     {"rsqb", U']'},
    {"lowbar", U'_'},  {"grave", U'`'},    {"ast", U'*'},      {"num", U'#'},     {"equals", U'='},   {"QUOT", U'"'},
    {"LT", U'<'},      {"GT", U'>'},       {"AMP", U'&'},      {"verbar", U'|'},  {"hyphen", 0x2010}, {"minus", 0x2212},
    {"dash", 0x2010},  {"quest", U'?'},
};

constexpr size_t kLongestEntity = 7;  // NewLine

// "#34;" or "#x22;" at `at`.
Entity numeric_entity(string_view text, size_t at) noexcept {
  const bool hex = at + 1 < text.size() && (text[at + 1] == 'x' || text[at + 1] == 'X');
  const size_t begin = at + (hex ? 2 : 1);
  size_t end = begin;
  while (end < text.size() && end - begin < 8 && hex_value(text[end]) >= 0) ++end;
  if (end == begin || end == text.size() || text[end] != ';') return {};
  const std::int64_t value = parse_digits(text, begin, end - begin, hex ? 16 : 10);
  const bool valid = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return valid ? Entity{end + 1 - at, static_cast<char32_t>(value)} : Entity{};
}

// The name or number behind the ampersand, with its semicolon.
Entity entity_body(string_view text, size_t at) noexcept {
  if (at >= text.size()) return {};
  if (text[at] == '#') return numeric_entity(text, at);
  size_t end = at;
  while (end < text.size() && end - at < kLongestEntity && is_letter(text[end])) ++end;
  if (end == at || end == text.size() || text[end] != ';') return {};  // "&name=" of an address, most of the time
  const string_view name = text.substr(at, end - at);
  const auto* found = std::find_if(std::begin(kEntities), std::end(kEntities),
                                   [&](const NamedEntity& entity) { return entity.name == name; });
  return found == std::end(kEntities) ? Entity{} : Entity{name.size() + 1, found->code_point};
}

enum class Element : std::uint8_t { kInline, kCell, kBreak, kBlock };

struct NamedElement {
  string_view name;
  Element kind;
};

// The elements that Markdown, Confluence, Jira, Teams, mail and log viewers write. Not in the list, and so left alone:
// names that are also words in messages and placeholders (<none>, <name>, <time>, <object>, <map>, <data>, <label>...).
constexpr NamedElement kElements[] = {
    {"a", Element::kInline},      {"abbr", Element::kInline},   {"at", Element::kInline},
    {"b", Element::kInline},      {"big", Element::kInline},    {"blockquote", Element::kBlock},
    {"body", Element::kBlock},    {"br", Element::kBreak},      {"center", Element::kBlock},
    {"code", Element::kInline},   {"dd", Element::kBlock},      {"del", Element::kInline},
    {"details", Element::kBlock}, {"div", Element::kBlock},     {"dl", Element::kBlock},
    {"dt", Element::kBlock},      {"em", Element::kInline},     {"font", Element::kInline},
    {"h1", Element::kBlock},      {"h2", Element::kBlock},      {"h3", Element::kBlock},
    {"h4", Element::kBlock},      {"h5", Element::kBlock},      {"h6", Element::kBlock},
    {"hr", Element::kBlock},      {"html", Element::kBlock},    {"i", Element::kInline},
    {"img", Element::kInline},    {"ins", Element::kInline},    {"kbd", Element::kInline},
    {"li", Element::kBlock},      {"mark", Element::kInline},   {"ol", Element::kBlock},
    {"p", Element::kBlock},       {"pre", Element::kBlock},     {"s", Element::kInline},
    {"samp", Element::kInline},   {"small", Element::kInline},  {"span", Element::kInline},
    {"strike", Element::kInline}, {"strong", Element::kInline}, {"sub", Element::kInline},
    {"summary", Element::kBlock}, {"sup", Element::kInline},    {"table", Element::kBlock},
    {"tbody", Element::kInline},  {"td", Element::kCell},       {"th", Element::kCell},
    {"thead", Element::kInline},  {"tr", Element::kBlock},      {"tt", Element::kInline},
    {"u", Element::kInline},      {"ul", Element::kBlock},      {"wbr", Element::kInline},
};

constexpr size_t kLongestElement = 10;  // blockquote
constexpr size_t kMaxAttributes = 512;  // longer is not a tag but a forgotten bracket

const NamedElement* find_element(string_view name) noexcept {
  std::array<char, kLongestElement> lower{};
  if (name.empty() || name.size() > lower.size()) return nullptr;
  std::transform(name.begin(), name.end(), lower.begin(),
                 [](char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  const string_view wanted(lower.data(), name.size());
  const auto* found = std::find_if(std::begin(kElements), std::end(kElements),
                                   [&](const NamedElement& element) { return element.name == wanted; });
  return found == std::end(kElements) ? nullptr : found;
}

// Behind the name of a tag: the offset behind its `>`; 0 when what stands between are no attributes (`<a webhook>`).
size_t attributes_end(string_view text, size_t at) noexcept {
  const size_t limit = std::min(text.size(), at + kMaxAttributes);
  bool assigns = false;
  bool speaks = false;
  for (size_t i = at; i < limit && text[i] != '<'; ++i) {
    if (text[i] == '>') return assigns || !speaks ? i + 1 : 0;
    assigns = assigns || text[i] == '=';
    speaks = speaks || (!is_blank(text[i]) && text[i] != '\n' && text[i] != '/');
  }
  return 0;
}

string_view left_by(Element kind) noexcept {
  switch (kind) {
    case Element::kInline:
      return {};
    case Element::kCell:
      return " ";
    case Element::kBreak:
      return "\n";
    case Element::kBlock:
      return "\n\n";
  }
  return {};
}

}  // namespace

Entity html_entity(string_view text, size_t at) noexcept {
  if (text[at] != '&') return {};
  size_t body = at + 1;
  Entity found{0, U'&'};
  for (;;) {  // each &amp; may hide one more layer
    const Entity layer = entity_body(text, body);
    if (layer.length == 0) break;
    body += layer.length;
    found = {body - at, layer.code_point};
    if (layer.code_point != U'&') break;
  }
  return found;
}

Tag html_tag(string_view text, size_t at) noexcept {
  if (begins_with(text, at, "<!--")) return {4, "\n"};
  for (const string_view office : {"<o:p>", "</o:p>"}) {
    if (begins_with(text, at, office)) return {office.size(), {}};
  }
  size_t name = at + 1;
  if (name < text.size() && text[name] == '/') ++name;
  size_t end = name;
  while (end < text.size() && end - name <= kLongestElement && (is_letter(text[end]) || is_digit(text[end]))) ++end;
  const NamedElement* element = find_element(text.substr(name, end - name));
  if (element == nullptr || end == text.size()) return {};
  if (text[end] != '>' && text[end] != '/' && text[end] != '\n' && !is_blank(text[end])) return {};
  const size_t behind = attributes_end(text, end);
  if (behind == 0) return {};
  const size_t next = behind_blanks(text, behind);
  const bool ends_line = element->kind == Element::kBreak && next < text.size() && text[next] == '\n';
  return {behind - at, ends_line ? string_view() : left_by(element->kind)};
}

}  // namespace telltale::internal
