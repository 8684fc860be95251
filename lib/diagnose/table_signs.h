// Signs in tables: which rows say something that the pack knows.
#ifndef TELLTALE_LIB_DIAGNOSE_TABLE_SIGNS_H_
#define TELLTALE_LIB_DIAGNOSE_TABLE_SIGNS_H_

#include <vector>

#include "diagnose/case_reader.h"

namespace telltale::internal {

// The sightings that `rows` are to the signs of `pack`. `services`: of the failing calls, for {service} in patterns.
[[nodiscard]] std::vector<Spotted> read_rows(const Pack& pack, const std::vector<TableRow>& rows,
                                             const std::vector<std::string>& services);

// The pattern of a cell with {service} filled in; nothing matches it when there is no service to fill in.
[[nodiscard]] std::string cell_pattern(std::string_view pattern, const std::vector<std::string>& services);

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_DIAGNOSE_TABLE_SIGNS_H_
