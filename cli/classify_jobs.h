// The jobs of `classify`: one text, a part of one, or one batch of records. Each turns its input into pieces of the
// report.
#ifndef TELLTALE_CLI_CLASSIFY_JOBS_H_
#define TELLTALE_CLI_CLASSIFY_JOBS_H_

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "file_parts.h"
#include "inputs.h"
#include "jsonl.h"
#include "pipeline.h"
#include "telltale/classifier.h"
#include "telltale/report.h"

namespace telltale::cli {

// What all jobs of a run share; read only, but for the progress.
struct JobContext {
  const Classifier& classifier;
  const Report& report;  // append_row() alone
  JsonPointer field;
  std::optional<JsonPointer> id_field;
  std::string field_name;
  std::string id_name;
  std::atomic<std::uint64_t>& progress;
};

// Reads and classifies one text. What comes from a pipe is given as soon as it is certain.
void classify_text(const JobContext& context, const Input& input, const Pipeline::Deliver& deliver);

// Reads and classifies one part of a large file, which all of them together tell as one text.
void classify_part(const JobContext& context, const Input& input, FileParts& parts, std::size_t number,
                   const Pipeline::Deliver& deliver);

// Classifies the records of `batch`, each a text of its own.
void classify_records(const JobContext& context, const std::string& source, const LineBatch& batch,
                      const Pipeline::Deliver& deliver);

// A piece that says that `source` could not be read, or not to its end.
[[nodiscard]] Piece trouble(const std::string& source, std::uint64_t line, const std::string& message, bool is_limit);

}  // namespace telltale::cli

#endif  // TELLTALE_CLI_CLASSIFY_JOBS_H_
