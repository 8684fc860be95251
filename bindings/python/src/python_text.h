// The bytes of a Python text, and the way from their offsets back to the indices of a str.
//
// A str is read as UTF-8. A lone surrogate of `surrogateescape` (U+DC80 to U+DCFF) is the byte that it stands for, so
// that text which Python read from a file with invalid UTF-8 is the file again; any other is written as three bytes. No
// text can make this fail.
//
// Everything else goes through the buffer protocol and is copied while the GIL is held: another thread may write to a
// bytearray, a memory map or an array as soon as it is released.
#ifndef TELLTALE_BINDINGS_PYTHON_TEXT_H_
#define TELLTALE_BINDINGS_PYTHON_TEXT_H_

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spans.h"
#include "telltale/match.h"

namespace telltale::python {

namespace py = pybind11;

enum class TextKind : std::uint8_t {
  kBytes,    // offsets are the caller's indices
  kAscii,    // a str of ASCII alone: the same
  kUnicode,  // a str: offsets have to be counted
};

struct TextView {
  std::string_view bytes;
  TextKind kind = TextKind::kBytes;
};

// Reads `object`. `view` is good as long as the object is held and `copy` is unchanged. False: a Python error is set
// (TypeError for what is no text, BufferError for a buffer that is not contiguous).
bool read_text(PyObject* object, std::string& copy, TextView& view);

// Counts the code points of `text`, a str of kUnicode, once up to the last offset. Needs no GIL: a str never changes.
std::vector<MatchSpans> count_spans(PyObject* text, const std::vector<Match>& matches);

// valid_utf8() as a str.
py::str to_str(std::string_view bytes);

// A text that is kept: the bytes of a str or of a buffer. Throws a Python error for anything else.
std::string copy_text(py::handle object);

}  // namespace telltale::python

#endif  // TELLTALE_BINDINGS_PYTHON_TEXT_H_
