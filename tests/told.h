// A match as one line, to compare answers by.
#ifndef TELLTALE_TESTS_TOLD_H_
#define TELLTALE_TESTS_TOLD_H_

#include <telltale/telltale.h>

#include <string>

namespace telltale::testing {

inline std::string told(const Match& match) {
  std::string out = std::string(match.signature) + " " + std::to_string(match.begin) + "-" + std::to_string(match.end) +
                    " " + std::to_string(match.line) + ":" + std::to_string(match.column) + " " +
                    std::string(match.owner) + " " + std::string(to_string(match.confidence));
  for (const Field& field : match.fields)
    out += " " + std::string(field.name) + "=" + field.value + "@" + std::to_string(field.begin);
  return out;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_TOLD_H_
