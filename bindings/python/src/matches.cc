// Match, Classification and Explanation: the answer for one text.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <utility>

#include "objects.h"

namespace telltale::python {
namespace {

py::tuple span_tuple(Span span) { return py::make_tuple(span.begin, span.end); }

py::object str_or_none(std::string_view text) { return text.empty() ? py::object(py::none()) : to_str(text); }

py::dict fields_dict(const Match& match) {
  py::dict fields;
  for (const Field& field : match.fields) {
    const py::str name = to_str(field.name);
    if (!fields.contains(name)) fields[name] = to_str(field.value);
  }
  return fields;
}

// A read-only view of a new dictionary: nobody can believe that writing to it changes the match.
py::object match_fields(const MatchObject& self) {
  return py::reinterpret_steal<py::object>(PyDictProxy_New(fields_dict(self.match()).ptr()));
}

std::size_t field_index(const MatchObject& self, const std::string& name) {
  const std::vector<Field>& fields = self.match().fields;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.name == name; });
  if (found == fields.end()) throw py::key_error(name);
  return static_cast<std::size_t>(found - fields.begin());
}

py::dict match_dict(const MatchObject& self) {
  const Match& match = self.match();
  const Span span = self.span();
  py::dict out;
  out["finding"] = to_str(match.finding);
  out["section"] = to_str(match.section);
  out["signature"] = to_str(match.signature);
  out["role"] = to_str(to_string(match.role));
  out["confidence"] = to_str(to_string(match.confidence));
  out["owner"] = str_or_none(match.owner);
  out["begin"] = span.begin;
  out["end"] = span.end;
  out["bytes_begin"] = match.begin;
  out["bytes_end"] = match.end;
  out["line"] = match.line;
  out["column"] = match.column;
  out["fields"] = fields_dict(match);
  out["title"] = to_str(match.title);
  out["link"] = to_str(match.link);
  return out;
}

bool same_fields(const MatchObject& a, const MatchObject& b) {
  const std::vector<Field>& left = a.match().fields;
  const std::vector<Field>& right = b.match().fields;
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].name != right[i].name || left[i].value != right[i].value || left[i].begin != right[i].begin ||
        left[i].end != right[i].end || a.field_span(i) != b.field_span(i)) {
      return false;
    }
  }
  return true;
}

bool same(const MatchObject& a, const MatchObject& b) {
  const Match& left = a.match();
  const Match& right = b.match();
  return left.signature == right.signature && left.finding == right.finding && left.section == right.section &&
         left.role == right.role && left.confidence == right.confidence && left.owner == right.owner &&
         left.begin == right.begin && left.end == right.end && left.line == right.line && left.column == right.column &&
         left.title == right.title && left.link == right.link && a.span() == b.span() && same_fields(a, b);
}

bool same(const AnswerObject& a, const AnswerObject& b) {
  const std::size_t size = a.answer->found.size();
  if (size != b.answer->found.size() || !limit_words(a.answer->found.limits).equal(limit_words(b.answer->found.limits)))
    return false;
  for (std::size_t i = 0; i < size; ++i) {
    if (!same(MatchObject{a.answer, i}, MatchObject{b.answer, i})) return false;
  }
  return true;
}

// ---- pickles: plain strings and numbers ----

py::tuple state_of(const MatchObject& self) {
  const Match& match = self.match();
  py::list fields;
  for (std::size_t i = 0; i < match.fields.size(); ++i) {
    const Field& field = match.fields[i];
    fields.append(py::make_tuple(to_str(field.name), py::bytes(field.value), field.begin, field.end,
                                 span_tuple(self.field_span(i))));
  }
  return py::make_tuple(to_str(match.pack), to_str(match.finding), to_str(match.section), to_str(match.signature),
                        to_str(match.frame), to_str(match.owner), to_str(match.title), to_str(match.link),
                        to_str(to_string(match.role)), to_str(to_string(match.confidence)), match.begin, match.end,
                        match.line, match.column, span_tuple(self.span()), fields);
}

Span span_from(const py::handle& state) {
  const auto span = state.cast<std::pair<std::uint64_t, std::uint64_t>>();
  return {span.first, span.second};
}

// Reads matches and keeps their strings. Of lists that somebody may still change it takes what they hold at the moment.
class Unpickler {
 public:
  std::shared_ptr<const Answer> read(const py::sequence& states) {
    for (const py::handle state : py::tuple(states)) add(state.cast<py::tuple>());
    return answer_;
  }
  Limits& limits() { return answer_->found.limits; }

 private:
  std::string_view keep(const py::handle& text) { return answer_->strings.emplace_front(text.cast<std::string>()); }

  void add(const py::tuple& state) {
    Match match;
    match.pack = keep(state[0]);
    match.finding = keep(state[1]);
    match.section = keep(state[2]);
    match.signature = keep(state[3]);
    match.frame = keep(state[4]);
    match.owner = keep(state[5]);
    match.title = keep(state[6]);
    match.link = keep(state[7]);
    match.role = find_role(state[8].cast<std::string>()).value_or(Role::kSymptom);
    match.confidence = find_confidence(state[9].cast<std::string>()).value_or(Confidence::kLow);
    match.begin = state[10].cast<std::uint64_t>();
    match.end = state[11].cast<std::uint64_t>();
    match.line = state[12].cast<std::uint64_t>();
    match.column = state[13].cast<std::uint64_t>();
    MatchSpans spans = {span_from(state[14])};
    for (const py::handle item : py::tuple(state[15])) {
      const auto field = item.cast<py::tuple>();
      match.fields.push_back({keep(field[0]), field[1].cast<std::string>(), field[2].cast<std::uint64_t>(),
                              field[3].cast<std::uint64_t>()});
      spans.push_back(span_from(field[4]));
    }
    answer_->found.matches.push_back(std::move(match));
    answer_->spans.push_back(std::move(spans));
  }

  std::shared_ptr<Answer> answer_ = std::make_shared<Answer>();
};

MatchObject match_from_state(const py::tuple& state) { return {Unpickler().read(py::make_tuple(state)), 0}; }

py::tuple state_of(const AnswerObject& self) {
  py::list states;
  for (std::size_t i = 0; i < self.answer->found.size(); ++i) states.append(state_of(MatchObject{self.answer, i}));
  return py::make_tuple(states, limit_words(self.answer->found.limits));
}

AnswerObject answer_from_state(const py::tuple& state) {
  Unpickler unpickler;
  for (const Limit limit : {Limit::kMessageLength, Limit::kMatches, Limit::kWork}) {
    if (state[1].contains(to_str(to_string(limit)))) unpickler.limits().add(limit);
  }
  return {unpickler.read(state[0].cast<py::sequence>())};
}

// ---- the classes ----

template <typename Object>
void add_id(py::class_<MatchObject>& match, const char* name, Object member, const char* doc) {
  match.def_property_readonly(
      name, [member](const MatchObject& self) { return to_str(self.match().*member); }, doc);
}

void add_match(py::module_& module) {
  py::class_<MatchObject> match(module, "Match", py::is_final(), "One known failure in a text. Frozen.");
  add_id(match, "pack", &Match::pack, "The pack that knows it: 'cert-manager-webhook' (str).");
  add_id(match, "finding", &Match::finding, "What was found: 'cert-manager-webhook/no-endpoints/etcd-quota' (str).");
  add_id(match, "section", &Match::section, "The section of the guide: 'cert-manager-webhook/no-endpoints' (str).");
  add_id(match, "signature", &Match::signature, "The pattern that matched (str).");
  add_id(match, "frame", &Match::frame, "How the failing call is told: 'webhook-call'; '' without a frame (str).");
  add_id(match, "title", &Match::title, "The finding in words, English (str).");
  add_id(match, "link", &Match::link, "Where the guide explains it (str).");
  match
      .def_property_readonly(
          "role", [](const MatchObject& self) { return to_str(to_string(self.match().role)); },
          "'symptom', 'evidence', 'healthy' or 'ignorable' (str).")
      .def_property_readonly(
          "confidence", [](const MatchObject& self) { return to_str(to_string(self.match().confidence)); },
          "'low', 'medium' or 'high' (str).")
      .def_property_readonly(
          "owner", [](const MatchObject& self) { return str_or_none(self.match().owner); },
          "Whose component failed: a project's name, 'other', 'unknown'; None for evidence (str or None).")
      .def_property_readonly(
          "span", [](const MatchObject& self) { return span_tuple(self.span()); },
          "(begin, end): indices of a str, byte offsets of anything else (tuple of int).")
      .def_property_readonly(
          "bytes_span", [](const MatchObject& self) { return py::make_tuple(self.match().begin, self.match().end); },
          "(begin, end) in bytes, of a str in bytes of its UTF-8 (tuple of int).")
      .def_property_readonly(
          "line", [](const MatchObject& self) { return self.match().line; }, "The line of the text, from 1 (int).")
      .def_property_readonly(
          "column", [](const MatchObject& self) { return self.match().column; },
          "The column of the line, from 1, in bytes (int).")
      .def_property_readonly("fields", &match_fields,
                             "Named parts: fields['webhook'] (read-only mapping of str to str).")
      .def(
          "field_span",
          [](const MatchObject& self, const std::string& name) {
            return span_tuple(self.field_span(field_index(self, name)));
          },
          py::arg("name"), py::pos_only(), "Where a field stands, as `span` counts. Raises KeyError.")
      .def("to_dict", &match_dict, "Everything above as a dict that json.dumps() takes.")
      .def(
          "__eq__", [](const MatchObject& a, const MatchObject& b) { return same(a, b); }, py::is_operator())
      .def("__hash__",
           [](const MatchObject& self) {
             const Match& m = self.match();
             return py::hash(py::make_tuple(to_str(m.signature), m.begin, m.end));
           })
      .def("__repr__",
           [](const MatchObject& self) {
             const Match& m = self.match();
             return py::str("<telltale.Match {} at {}:{}, owner {}, confidence {}>")
                 .format(to_str(m.finding), m.line, m.column, str_or_none(m.owner), to_str(to_string(m.confidence)));
           })
      .def(py::pickle([](const MatchObject& self) { return state_of(self); }, &match_from_state));
}

py::object match_item(const AnswerObject& self, Py_ssize_t index) {
  const auto size = static_cast<Py_ssize_t>(self.answer->found.size());
  if (index < 0) index += size;
  if (index < 0 || index >= size) throw py::index_error("there is no match of that index");
  return py::cast(MatchObject{self.answer, static_cast<std::size_t>(index)});
}

py::tuple all_items(const AnswerObject& self) {
  py::tuple items(self.answer->found.size());
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = py::cast(MatchObject{self.answer, i});
  return items;
}

void add_classification(py::module_& module) {
  py::class_<AnswerObject>(module, "Classification", py::is_final(),
                           "The answer for one text: a frozen sequence of its matches, false when there are none.")
      .def_property_readonly("matches", &all_items, "The matches in the order of the text (tuple of Match).")
      .def_property_readonly(
          "limits", [](const AnswerObject& self) { return limit_words(self.answer->found.limits); },
          "Bounds that were hit: of 'message-length', 'matches', 'work' (tuple of str).")
      .def(
          "to_dict",
          [](const AnswerObject& self) {
            py::list matches;
            for (std::size_t i = 0; i < self.answer->found.size(); ++i)
              matches.append(match_dict(MatchObject{self.answer, i}));
            py::dict out;
            out["matches"] = matches;
            out["limits"] = py::list(limit_words(self.answer->found.limits));
            return out;
          },
          "{'matches': [...], 'limits': [...]}, which json.dumps() takes.")
      .def("__len__", [](const AnswerObject& self) { return self.answer->found.size(); })
      .def("__bool__", [](const AnswerObject& self) { return !self.answer->found.empty(); })
      .def("__iter__", [](const AnswerObject& self) { return py::iter(all_items(self)); })
      .def("__getitem__", &match_item, py::pos_only())
      .def(
          "__getitem__",
          [](const AnswerObject& self, const py::slice& slice) { return py::object(all_items(self)[slice]); },
          py::pos_only())
      .def(
          "__eq__", [](const AnswerObject& a, const AnswerObject& b) { return same(a, b); }, py::is_operator())
      .def(
          "__hash__",
          [](const AnswerObject& self) { return py::hash(py::make_tuple(self.answer->found.size(), all_items(self))); })
      .def("__repr__",
           [](const AnswerObject& self) {
             return py::str("<telltale.Classification {}>").format(py::repr(py::list(all_items(self))));
           })
      .def(py::pickle([](const AnswerObject& self) { return state_of(self); }, &answer_from_state));
}

}  // namespace

Span MatchObject::span() const noexcept {
  if (!answer->spans.empty()) return answer->spans[index][0];
  return {match().begin, match().end};
}

Span MatchObject::field_span(std::size_t field) const noexcept {
  if (!answer->spans.empty()) return answer->spans[index][field + 1];
  return {match().fields[field].begin, match().fields[field].end};
}

void add_matches(py::module_& module) {
  add_match(module);
  add_classification(module);
}

}  // namespace telltale::python
