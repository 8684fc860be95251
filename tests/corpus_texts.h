// The texts of the development corpus.
#ifndef TELLTALE_TESTS_CORPUS_TEXTS_H_
#define TELLTALE_TESTS_CORPUS_TEXTS_H_

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace telltale::testing {

inline std::vector<std::string> corpus_texts() {
  std::vector<std::string> texts;
  std::ifstream file(std::string(TELLTALE_SOURCE_DIR) + "/tests/corpus/webhook-dev.jsonl");
  for (std::string line; std::getline(file, line);) texts.push_back(nlohmann::json::parse(line)["text"]);
  return texts;
}

}  // namespace telltale::testing

#endif  // TELLTALE_TESTS_CORPUS_TEXTS_H_
