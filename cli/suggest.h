// "Did you mean": the known word that is nearest to one that is not.
#ifndef TELLTALE_CLI_SUGGEST_H_
#define TELLTALE_CLI_SUGGEST_H_

#include <string>
#include <string_view>
#include <vector>

namespace telltale::cli {

// Empty when none of `known` is near: more than a third of the letters, or more than two, would have to change.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_SUGGEST_H_
