#include "telltale/classifier.h"

#include <utility>

#include "classify/batch.h"
#include "classify/classifier_impl.h"
#include "classify/compiled_set.h"
#include "classify/scan.h"
#include "text/encoding.h"

namespace telltale {

std::string_view to_string(Engine engine) noexcept {
  switch (engine) {
    case Engine::kAuto:
      return "auto";
    case Engine::kHyperscan:
      return "hyperscan";
    case Engine::kRe2:
      return "re2";
  }
  return "";
}

std::string_view to_string(Limit limit) noexcept {
  switch (limit) {
    case Limit::kMessageLength:
      return "message-length";
    case Limit::kMatches:
      return "matches";
    case Limit::kWork:
      return "work";
  }
  return "";
}

void Match::move_by(std::uint64_t bytes, std::uint64_t lines, std::uint64_t in_line) noexcept {
  if (line == 1) column += in_line;
  begin += bytes;
  end += bytes;
  line += lines;
  for (Field& field : fields) {
    field.begin += bytes;
    field.end += bytes;
  }
}

const Field* Match::field(std::string_view name) const noexcept {
  for (const Field& field : fields) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

namespace {

using Sink = std::function<bool(const Match&)>;

// Matches of the transcoded text, told in bytes of the original.
Sink in_original_bytes(const internal::Transcoded& transcoded, const Sink& sink) {
  return [&transcoded, &sink, mapped = Match()](const Match& match) mutable {
    mapped = match;
    const std::uint64_t line_begin = transcoded.to_original(match.begin - (match.column - 1));
    mapped.begin = transcoded.to_original(match.begin);
    mapped.end = transcoded.to_original(match.end);
    mapped.column = mapped.begin - line_begin + 1;
    for (Field& field : mapped.fields) {
      field.begin = transcoded.to_original(field.begin);
      field.end = transcoded.to_original(field.end);
    }
    return sink(mapped);
  };
}

}  // namespace

Classifier::Classifier(std::shared_ptr<const Impl> impl) noexcept : impl_(std::move(impl)) {}

Result<Classifier> Classifier::create(const ClassifierOptions& options) {
  Result<std::shared_ptr<const internal::CompiledSet>> set = internal::compile(options);
  if (!set) return set.problems();
  auto impl = std::make_shared<Impl>();
  impl->set = std::move(*set);
  impl->options = {options.min_confidence, options.max_matches, options.fields};
  return Classifier(std::move(impl));
}

Classification Classifier::classify(std::string_view text) const {
  Classification classification;
  classification.limits = classify(text, [&](const Match& match) {
    classification.matches.push_back(match);
    return true;
  });
  return classification;
}

Limits Classifier::classify(std::string_view text, const std::function<bool(const Match&)>& sink) const {
  const internal::Encoding encoding = internal::detect_encoding(text);
  if (encoding == internal::Encoding::kUtf8) {
    // Most calls in a pipeline are on lines without a gate word, and end here.
    const bool is_short = text.size() <= internal::kShortText;
    if (is_short && !impl_->set->gate->finds_in(text)) return {};
    return internal::Scan(*impl_->set, impl_->options, text, sink).run();
  }
  const internal::Transcoded transcoded(text, encoding);
  const Sink mapped = in_original_bytes(transcoded, sink);
  return internal::Scan(*impl_->set, impl_->options, transcoded.text(), mapped).run();
}

std::vector<TextLimits> Classifier::classify_batch(std::span<const std::string_view> texts,
                                                   const BatchSink& sink) const {
  std::vector<TextLimits> hit;
  std::vector<std::size_t> numbers;
  bool stopped = false;
  internal::Batch batch(*impl_->set->gate, texts);
  while (!stopped && batch.next(&numbers)) {
    for (const std::size_t number : numbers) {
      const Limits limits = classify(texts[number], [&](const Match& match) {
        stopped = !sink(number, match);
        return !stopped;
      });
      if (!limits.none()) hit.push_back({number, limits});
      if (stopped) break;
    }
  }
  return hit;
}

const EngineInfo& Classifier::engine_info() const noexcept { return impl_->set->engine; }
const std::vector<Pack>& Classifier::packs() const noexcept { return impl_->set->packs; }

}  // namespace telltale
