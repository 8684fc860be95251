#include "diagnose/table_signs.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "diagnose/command.h"
#include "diagnose/table.h"
#include "engine/field_pattern.h"
#include "pack/pack_data.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kNoName = "-no-service-";  // no name begins like this

struct CompiledSign {
  const TableSign* sign = nullptr;
  std::vector<FieldPattern> cells;  // parallel to sign->columns
};

std::optional<CompiledSign> compile_sign(const TableSign& sign, const std::vector<std::string>& services) {
  CompiledSign compiled{&sign, {}};
  for (const ColumnPattern& column : sign.columns) {
    Result<FieldPattern> pattern = FieldPattern::compile(cell_pattern(column.pattern, services));
    if (!pattern) return std::nullopt;
    compiled.cells.push_back(*std::move(pattern));
  }
  return compiled;
}

const std::string* cell_of(const TableRow& row, std::string_view column) {
  const std::string* found = nullptr;
  any_column_name(column, [&](std::string_view wanted) {
    const auto cell =
        std::find_if(row.cells.begin(), row.cells.end(), [&](const auto& one) { return one.first == wanted; });
    if (cell != row.cells.end()) found = &cell->second;
    return found != nullptr;
  });
  return found;
}

bool matches(const CompiledSign& compiled, const TableRow& row, std::map<std::string, std::string>* fields) {
  for (std::size_t i = 0; i < compiled.cells.size(); ++i) {
    const std::string* cell = cell_of(row, compiled.sign->columns[i].column);
    if (cell == nullptr) return false;
    const std::optional<Span> found = compiled.cells[i].find(*cell, 0);
    if (!found) return false;
    std::vector<Span> spans;
    compiled.cells[i].fields_of(*cell, *found, &spans);
    const std::vector<std::string>& names = compiled.cells[i].field_names();
    for (std::size_t field = 0; field < names.size(); ++field) {
      const Span& span = spans[field + 1];
      if (span.set()) fields->insert_or_assign(names[field], cell->substr(span.begin, span.end - span.begin));
    }
  }
  for (const auto& [name, column] : compiled.sign->fields) {
    if (const std::string* cell = cell_of(row, column)) fields->insert_or_assign(name, *cell);
  }
  return true;
}

}  // namespace

std::string cell_pattern(std::string_view pattern, const std::vector<std::string>& services) {
  std::string names;
  for (const std::string& service : services) {
    if (!is_plain_name(service)) continue;
    names += names.empty() ? "" : "|";
    for (const char c : service) names += c == '.' ? std::string("\\.") : std::string(1, c);
  }
  return with_services(std::string(pattern), names.empty() ? kNoName : std::string_view(names));
}

std::vector<Spotted> read_rows(const Pack& pack, const std::vector<TableRow>& rows,
                               const std::vector<std::string>& services) {
  if (rows.empty()) return {};
  std::vector<CompiledSign> signs;
  for (const TableSign& sign : pack.data().diagnosis.tables) {
    if (auto compiled = compile_sign(sign, services)) signs.push_back(*std::move(compiled));
  }
  std::vector<Spotted> spotted;
  for (const TableRow& row : rows) {
    for (const CompiledSign& sign : signs) {
      std::map<std::string, std::string> fields;
      if (!matches(sign, row, &fields)) continue;
      const Finding* finding = find_by_name(pack.findings(), sign.sign->finding);
      Spotted one;
      one.name = sign.sign->finding;
      one.section = finding->section;
      one.place = row.place;
      one.sighting = {pack.name() + "/" + finding->id,
                      Role::kEvidence,
                      Relevance::kPresent,
                      "",
                      row.source,
                      row.line,
                      row.text,
                      std::move(fields)};
      spotted.push_back(std::move(one));
    }
  }
  return spotted;
}

}  // namespace telltale::internal
