// The order of loading: definitions before the patterns that use them, frames before the signatures whose examples name
// their fields. Ids may be used before they are declared and are resolved at the end.
#include "pack/pack_loader.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/excerpt.h"
#include "pack/catalog_loader.h"
#include "pack/diagnosis_loader.h"
#include "pack/load_context.h"
#include "pack/section_loader.h"

namespace telltale::internal {
namespace {

constexpr std::string_view kSections = "sections/";
constexpr std::string_view kEvidence = "evidence/";

struct LoadedFile {
  std::string path;
  std::unique_ptr<JsonDocument> document;
};

void load_file(const LoadedFile& file, LoadContext* context) {
  const std::string_view path = file.path;
  if (path.starts_with(kEvidence)) return load_evidence(*file.document, context);
  const std::string_view name = path.substr(kSections.size(), path.size() - kSections.size() - 5);
  load_section(*file.document, name, context);
}

using CatalogLoader = void (*)(const JsonDocument&, LoadContext*);
struct Catalog {
  std::string_view path;
  CatalogLoader load;
};
constexpr Catalog kCatalogs[] = {{"pack.json", load_pack_file},
                                 {"defs.json", load_definitions},
                                 {"owners.json", load_owners},
                                 {"steps.json", load_steps},
                                 {"frames.json", load_frames}};

void load_files(const std::vector<LoadedFile>& files, LoadContext* context) {
  for (const Catalog& catalog : kCatalogs) {
    for (const LoadedFile& file : files) {
      if (file.path == catalog.path) catalog.load(*file.document, context);
    }
  }
  for (const std::string_view folder : {kSections, kEvidence}) {
    for (const LoadedFile& file : files) {
      if (file.path.starts_with(folder)) load_file(file, context);
    }
  }
  for (const LoadedFile& file : files) {
    if (file.path == "diagnosis.json") load_diagnosis(*file.document, context);
  }
}

// Words that stand for owners without being projects.
void declare_owner_words(LoadContext* context) {
  for (const std::string_view word : {"other", "unknown"}) context->ids.declare(IdKind::kOwner, word, {});
}

// Sections in the guide's order, findings in the order of their sections.
void sort_pack(PackData* data) {
  std::sort(data->sections.begin(), data->sections.end(),
            [](const Section& a, const Section& b) { return std::tie(a.order, a.id) < std::tie(b.order, b.id); });
  std::map<std::string_view, std::size_t> rank;
  for (const Section& section : data->sections) rank.emplace(section.id, rank.size());
  std::stable_sort(data->findings.begin(), data->findings.end(),
                   [&](const Finding& a, const Finding& b) { return rank[a.section] < rank[b.section]; });
}

// Examples may name findings by their last part; who judges them compares whole ids.
void complete_names(PackData* data) {
  std::map<std::string, std::string, std::less<>> ids;
  for (const Finding& finding : data->findings) ids.emplace(last_part(finding.id), finding.id);
  for (Signature& signature : data->signatures) {
    for (Example& example : signature.examples) {
      for (std::string& also : example.also) {
        const auto found = ids.find(also);
        if (found != ids.end()) also = found->second;
      }
    }
  }
}

void warn(LoadContext* context, const IdPlace& place, std::string code, std::string message, std::string remedy) {
  context->problems->add_at(*place.document, *place.value,
                            {std::move(code), std::move(message), std::move(remedy), Severity::kWarning});
}

// Findings that only who diagnoses looks for, by their names.
std::set<std::string_view> found_in_diagnosis(const DiagnosisRules& rules) {
  std::set<std::string_view> found;
  for (const TableSign& sign : rules.tables) found.insert(sign.finding);
  for (const LineSign& sign : rules.lines) found.insert(sign.finding);
  for (const DerivedFinding& derived : rules.derived) found.insert(derived.finding);
  return found;
}

void warn_about_silence(LoadContext* context) {
  std::set<std::string_view> found;
  for (const Signature& signature : context->data.signatures) found.insert(signature.finding);
  const std::set<std::string_view> in_diagnosis = found_in_diagnosis(context->data.diagnosis);
  for (const Finding& finding : context->data.findings) {
    if (found.contains(finding.id) || in_diagnosis.contains(last_part(finding.id))) continue;
    const IdPlace place = context->ids.place_of(IdKind::kFinding, finding.id);
    const bool section = finding.id == finding.section;
    warn(context, place, "missing-signature",
         std::string("no signature stands for the ") + (section ? "section " : "finding ") + in_quotes(finding.id),
         "write one, or it will never be found");
  }
}

void warn_about_unused(LoadContext* context) {
  for (const IdPlace& step : context->ids.unused(IdKind::kStep)) {
    warn(context, step, "unused-id", "no cause leads to this step",
         "name it in the \"steps\" of a cause, or remove it");
  }
  for (const IdPlace& frame : context->ids.unused(IdKind::kFrame)) {
    warn(context, frame, "unused-id", "no signature uses this frame", "use it, or remove it");
  }
  for (const auto& [name, definition] : context->definitions.all()) {
    if (!definition.used) {
      warn(context, definition.place, "unused-id", "no pattern uses the definition " + in_quotes(name),
           "use it, or remove it");
    }
  }
}

std::vector<LoadedFile> read_documents(PackFiles files, const JsonLimits& limits, ProblemList* problems) {
  std::vector<LoadedFile> documents;
  for (PackFile& file : files.files) {
    std::unique_ptr<JsonDocument> document =
        read_json(std::move(file.label), std::move(file.content), problems, limits);
    if (document) documents.push_back({std::move(file.path), std::move(document)});
  }
  return documents;
}

bool has_pack_file(const PackFiles& files) {
  return std::any_of(files.files.begin(), files.files.end(),
                     [](const PackFile& file) { return file.path == "pack.json"; });
}

}  // namespace

Result<std::shared_ptr<const PackData>> load_pack(PackFiles files, ProblemList problems, const PackLimits& limits) {
  if (!has_pack_file(files) && !problems.has_errors()) {
    problems.add_at_file(files.folder, {"pack-unknown", "there is no pack here: the folder has no pack.json",
                                        "name a folder with a pack.json"});
  }
  if (!has_pack_file(files)) return problems.take();
  LoadContext context(&problems);
  context.data.folder = files.folder;
  context.data.digest = files.digest;
  context.data.proven = files.proven;
  context.max_signatures = limits.signatures;
  const std::vector<LoadedFile> documents = read_documents(std::move(files), limits.json, &problems);
  // What a file that could not be read declares is not known: names are judged when all files could be read.
  const bool complete = !problems.has_errors();
  context.complete = complete;
  if (!complete) context.definitions.set_incomplete();
  load_files(documents, &context);
  declare_owner_words(&context);
  if (complete) context.ids.resolve();
  if (!problems.has_errors()) {
    sort_pack(&context.data);
    complete_names(&context.data);
    warn_about_silence(&context);
    warn_about_unused(&context);
  }
  if (problems.has_errors()) return problems.take();
  context.data.warnings = problems.take();
  return std::shared_ptr<const PackData>(std::make_shared<PackData>(std::move(context.data)));
}

}  // namespace telltale::internal
