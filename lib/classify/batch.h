// Batch: many short texts at once. A call on a clean text of 150 bytes costs more for beginning and ending than for
// reading; here the gate reads many of them in one pass, and only those in which it finds something are classified.
#ifndef TELLTALE_LIB_CLASSIFY_BATCH_H_
#define TELLTALE_LIB_CLASSIFY_BATCH_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gate/gate.h"

namespace telltale::internal {

class Batch {
 public:
  Batch(const Gate& gate, std::span<const std::string_view> texts) : gate_(gate), texts_(texts) {}

  // The numbers of the next texts that may have a match, or must be asked for another reason; ascending. False when all
  // texts were looked through.
  bool next(std::vector<std::size_t>* numbers);

 private:
  // Texts that are read in one pass: [first_, last_).
  [[nodiscard]] std::string_view join();
  [[nodiscard]] std::string_view in_place();
  [[nodiscard]] std::string_view copied();

  void find_gate_words(std::string_view joined, std::vector<std::size_t>* numbers);
  void find_other_encodings(std::string_view joined, std::vector<std::size_t>* numbers) const;
  [[nodiscard]] std::size_t number_of(std::size_t offset) const;

  const Gate& gate_;
  std::span<const std::string_view> texts_;
  std::size_t first_ = 0;
  std::size_t last_ = 0;
  std::vector<std::size_t> ends_;  // of the texts in what is read
  std::string copy_;
};

}  // namespace telltale::internal

#endif  // TELLTALE_LIB_CLASSIFY_BATCH_H_
