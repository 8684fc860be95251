#include "python_text.h"

#include <pybind11/critical_section.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

#include "telltale/report.h"

namespace telltale::python {
namespace {

constexpr bool is_escaped_byte(Py_UCS4 character) noexcept { return character >= 0xDC80 && character <= 0xDCFF; }

constexpr unsigned encoded_width(Py_UCS4 character) noexcept {
  if (character < 0x80 || is_escaped_byte(character)) return 1;
  if (character < 0x800) return 2;
  return character < 0x10000 ? 3 : 4;
}

char* encode(Py_UCS4 character, char* out) noexcept {
  const auto put = [&out](Py_UCS4 byte) { *out++ = static_cast<char>(static_cast<unsigned char>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (is_escaped_byte(character)) {
    put(character - 0xDC00);
  } else if (character < 0x800) {
    put(0xC0 | character >> 6);
    put(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    put(0xE0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  }
  return out;
}

// Calls `use` with the characters of a str as an array of their own width.
template <typename Use>
void with_characters(PyObject* text, const Use& use) {
  const auto length = static_cast<std::size_t>(PyUnicode_GET_LENGTH(text));
  switch (PyUnicode_KIND(text)) {
    case PyUnicode_1BYTE_KIND:
      return use(PyUnicode_1BYTE_DATA(text), length);
    case PyUnicode_2BYTE_KIND:
      return use(PyUnicode_2BYTE_DATA(text), length);
    default:
      return use(PyUnicode_4BYTE_DATA(text), length);
  }
}

// PyUnicode_AsUTF8AndSize() would leave a second copy of the text in every str for as long as it lives.
void encode_text(PyObject* text, std::string& out) {
  with_characters(text, [&out](const auto* characters, std::size_t length) {
    constexpr std::size_t kWidest = sizeof(*characters) == 1 ? 2 : sizeof(*characters) == 2 ? 3 : 4;
    out.resize(length * kWidest);
    char* end = out.data();
    for (std::size_t i = 0; i < length; ++i) end = encode(characters[i], end);
    out.resize(static_cast<std::size_t>(end - out.data()));
  });
}

bool read_str(PyObject* object, std::string& copy, TextView& view) {
  if (PyUnicode_IS_ASCII(object)) {
    view.bytes = {static_cast<const char*>(PyUnicode_DATA(object)),
                  static_cast<std::size_t>(PyUnicode_GET_LENGTH(object))};
    view.kind = TextKind::kAscii;
    return true;
  }
  encode_text(object, copy);
  view = {copy, TextKind::kUnicode};
  return true;
}

bool read_buffer(PyObject* object, std::string& copy, TextView& view) {
  if (!PyObject_CheckBuffer(object)) {
    PyErr_Format(PyExc_TypeError, "a text is a str, or bytes or another object with the buffer protocol, not %.200s",
                 Py_TYPE(object)->tp_name);
    return false;
  }
  // Without a GIL this keeps those out who write by methods of an object that locks itself.
  const py::scoped_critical_section alone(object);
  Py_buffer buffer;
  if (PyObject_GetBuffer(object, &buffer, PyBUF_SIMPLE) != 0) return false;
  const std::unique_ptr<Py_buffer, decltype(&PyBuffer_Release)> held(&buffer, PyBuffer_Release);
  if (buffer.len > 0) copy.assign(static_cast<const char*>(buffer.buf), static_cast<std::size_t>(buffer.len));
  view = {copy, TextKind::kBytes};
  return true;
}

// An offset that is wanted as an index, and where it goes.
struct Wanted {
  std::uint64_t offset;
  std::uint64_t* index;
  bool is_end;  // inside a character: the index behind it
};

void add_wanted(std::vector<Wanted>& wanted, std::uint64_t begin, std::uint64_t end, Span& span) {
  wanted.push_back({begin, &span.begin, false});
  wanted.push_back({end, &span.end, true});
}

void resolve(PyObject* text, std::vector<Wanted>& wanted) {
  std::sort(wanted.begin(), wanted.end(), [](const Wanted& a, const Wanted& b) { return a.offset < b.offset; });
  with_characters(text, [&wanted](const auto* characters, std::size_t length) {
    std::uint64_t offset = 0;
    std::size_t i = 0;
    for (const Wanted& one : wanted) {
      while (i < length && offset + encoded_width(characters[i]) <= one.offset)
        offset += encoded_width(characters[i++]);
      *one.index = i + (one.is_end && offset < one.offset && i < length ? 1 : 0);
    }
  });
}

}  // namespace

bool read_text(PyObject* object, std::string& copy, TextView& view) {
  if (PyUnicode_Check(object)) return read_str(object, copy, view);
  if (PyBytes_Check(object)) {
    view.bytes = {PyBytes_AS_STRING(object), static_cast<std::size_t>(PyBytes_GET_SIZE(object))};
    view.kind = TextKind::kBytes;
    return true;
  }
  return read_buffer(object, copy, view);
}

std::vector<MatchSpans> count_spans(PyObject* text, const std::vector<Match>& matches) {
  std::vector<MatchSpans> spans(matches.size());
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Match& match = matches[i];
    spans[i].resize(1 + match.fields.size());
    add_wanted(wanted, match.begin, match.end, spans[i][0]);
    for (std::size_t f = 0; f < match.fields.size(); ++f) {
      add_wanted(wanted, match.fields[f].begin, match.fields[f].end, spans[i][f + 1]);
    }
  }
  resolve(text, wanted);
  return spans;
}

py::str to_str(std::string_view bytes) {
  PyObject* text = PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "strict");
  if (text == nullptr) {
    if (PyErr_ExceptionMatches(PyExc_UnicodeDecodeError) == 0) throw py::error_already_set();
    PyErr_Clear();
    const std::string valid = valid_utf8(bytes);
    text = PyUnicode_DecodeUTF8(valid.data(), static_cast<Py_ssize_t>(valid.size()), "replace");
    if (text == nullptr) throw py::error_already_set();
  }
  return py::reinterpret_steal<py::str>(text);
}

std::string copy_text(py::handle object) {
  std::string copy;
  TextView view;
  if (!read_text(object.ptr(), copy, view)) throw py::error_already_set();
  if (view.bytes.data() != copy.data()) copy.assign(view.bytes);
  return copy;
}

}  // namespace telltale::python
