// The tree of commands, and the way from arguments to an exit code.
#ifndef TELLTALE_CLI_APP_H_
#define TELLTALE_CLI_APP_H_

namespace telltale::cli {

int run(int argc, char** argv);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_APP_H_
