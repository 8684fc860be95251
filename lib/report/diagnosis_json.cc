#include "report/diagnosis_words.h"
#include "report/json_text.h"
#include "telltale/diagnosis_report.h"

namespace telltale {
namespace {

using internal::append_json_string;

// {"key":"value",...}: written by hand as everywhere in this folder, a key at a time.
class ObjectText {
 public:
  explicit ObjectText(std::string* out) : out_(*out) { out_ += '{'; }
  ObjectText(const ObjectText&) = delete;
  ObjectText& operator=(const ObjectText&) = delete;
  ~ObjectText() { out_ += '}'; }

  std::string& key(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_json_string(name, out_);
    out_ += ':';
    return out_;
  }
  void text(std::string_view name, std::string_view value) { append_json_string(value, key(name)); }
  void flag(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }

 private:
  std::string& out_;
  bool first_ = true;
};

template <typename List, typename Append>
void append_list(const List& list, std::string& out, const Append& append) {
  out += '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) out += ',';
    first = false;
    append(item);
  }
  out += ']';
}

void append_sighting(const Sighting& sighting, std::string& out) {
  ObjectText object(&out);
  object.text("finding", sighting.finding);
  object.text("source", sighting.source);
  internal::append_number(sighting.line, object.key("line"));
  object.text("text", sighting.text);
  std::string& fields = object.key("fields");
  ObjectText list(&fields);
  for (const auto& [name, value] : sighting.fields) list.text(name, value);
}

class DiagnosisJson {
 public:
  DiagnosisJson(const Diagnosis& diagnosis, Language language) : diagnosis_(diagnosis), language_(language) {}

  std::string run() {
    std::string out;
    append_diagnosis(out);
    out += '\n';
    return out;
  }

 private:
  void append_diagnosis(std::string& out) const {
    ObjectText object(&out);
    object.key("v") += '1';
    object.flag("healthy", diagnosis_.healthy);
    if (diagnosis_.owner.empty())
      object.key("owner") += "null";
    else
      object.text("owner", diagnosis_.owner);
    object.text("verdict", internal::verdict_of(diagnosis_, language_));
    append_sections(object.key("sections"));
    append_causes(object.key("causes"));
    std::string& evidence = object.key("evidence");
    append_list(diagnosis_.evidence, evidence, [&](const std::string& id) { append_json_string(id, evidence); });
    append_next(object.key("next"));
    append_contradictions(object.key("contradictions"));
    append_places(object);
    append_limits(object.key("limits"));
  }

  const std::string& said(const LocalizedText& text) const { return internal::in_language(text, language_); }

  void append_sightings(const std::vector<std::size_t>& indices, std::string& out) const {
    append_list(indices, out, [&](std::size_t index) { append_sighting(diagnosis_.sightings[index], out); });
  }

  void append_sections(std::string& out) const {
    append_list(diagnosis_.sections, out, [&](const DiagnosedSection& section) {
      ObjectText object(&out);
      object.text("id", section.id);
      object.text("title", said(section.title));
      object.text("owner", section.owner);
      append_sightings(section.sightings, object.key("seen"));
    });
  }

  void append_causes(std::string& out) const {
    append_list(diagnosis_.causes, out, [&](const DiagnosedCause& cause) {
      ObjectText object(&out);
      object.text("id", cause.id);
      object.text("state", to_string(cause.state));
      object.text("title", said(cause.title));
      object.text("explanation", said(cause.explanation));
      append_sightings(cause.for_sightings, object.key("for"));
      append_sightings(cause.against_sightings, object.key("against"));
    });
  }

  void append_next(std::string& out) const {
    append_list(diagnosis_.next, out, [&](const NextStep& step) {
      ObjectText object(&out);
      object.text("step", step.step);
      object.text("kind", step.kind);
      object.text("title", said(step.title));
      object.text("why", said(step.why));
      object.text("command", step.command);
      object.text("expect", said(step.expect));
      std::string& unknowns = object.key("to_set");
      append_list(step.unknowns, unknowns, [&](const std::string& name) { append_json_string(name, unknowns); });
    });
  }

  void append_contradictions(std::string& out) const {
    append_list(diagnosis_.contradictions, out, [&](const DiagnosedContradiction& one) {
      ObjectText object(&out);
      object.text("id", one.id);
      object.text("title", said(one.title));
      append_sightings(one.sightings, object.key("seen"));
    });
  }

  // What was seen to be well, what is to be ignored, what is history.
  void append_places(ObjectText& object) const {
    const auto append_role = [&](std::string_view key, Role role) {
      std::string& out = object.key(key);
      append_list(internal::present_with_role(diagnosis_, role), out,
                  [&](const Sighting* sighting) { append_sighting(*sighting, out); });
    };
    append_role("well", Role::kHealthy);
    append_role("ignorable", Role::kIgnorable);
    std::vector<const Sighting*> past;
    for (const Sighting& sighting : diagnosis_.sightings) {
      if (sighting.relevance != Relevance::kPresent) past.push_back(&sighting);
    }
    std::string& out = object.key("history");
    append_list(past, out, [&](const Sighting* sighting) {
      ObjectText one(&out);
      one.text("why", to_string(sighting->relevance));
      append_sighting(*sighting, one.key("seen"));
    });
  }

  void append_limits(std::string& out) const {
    std::vector<std::string_view> hit;
    for (const Limit limit : {Limit::kMessageLength, Limit::kMatches, Limit::kWork}) {
      if (diagnosis_.limits.has(limit)) hit.push_back(to_string(limit));
    }
    append_list(hit, out, [&](std::string_view name) { append_json_string(name, out); });
  }

  const Diagnosis& diagnosis_;
  Language language_;
};

}  // namespace

std::string to_json(const Diagnosis& diagnosis, const DiagnosisReportOptions& options) {
  return DiagnosisJson(diagnosis, options.language).run();
}

}  // namespace telltale
