// What the command says to the shell.
#ifndef TELLTALE_CLI_EXIT_CODE_H_
#define TELLTALE_CLI_EXIT_CODE_H_

namespace telltale::cli {

inline constexpr int kDone = 0;
inline constexpr int kFound = 1;  // what --fail-on asks for, or findings of `rules check` and `rules test`
inline constexpr int kUsage = 2;  // wrong usage, a configuration or a pack that cannot be used
inline constexpr int kInput = 3;  // some input could not be read, a limit was hit, the output could not be written

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_EXIT_CODE_H_
