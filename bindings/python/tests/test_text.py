"""Texts of every kind of object: what is read, which offsets come back, what is refused."""

from __future__ import annotations

import array
import mmap
import sys
import threading
from pathlib import Path

import pytest
import telltale
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CLEAN, FREE_THREADED, REFUSED, REFUSED_ID

PREFIXES = ["", "é", "日本語 ", "😀", "a\u0301 ", "\udcff", "\ud800", "\udcff\ud83d\ude00é😀 ", "\x00"]


def begin_of_call(text: str) -> int:
    return text.index("failed calling webhook")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_str_spans_are_indices(classifier: telltale.Classifier, prefix: str) -> None:
    text = prefix + REFUSED
    (match,) = classifier.classify(text)
    assert match.finding == REFUSED_ID
    assert text[slice(*match.span)] == REFUSED[begin_of_call(REFUSED) :]
    assert text[slice(*match.field_span("webhook"))] == "webhook.cert-manager.io"


@pytest.mark.parametrize("prefix", PREFIXES)
def test_bytes_spans_are_offsets(classifier: telltale.Classifier, prefix: str) -> None:
    text = prefix.encode("utf-8", "surrogatepass") + REFUSED.encode()
    (match,) = classifier.classify(text)
    assert match.span == match.bytes_span
    assert text[slice(*match.span)] == REFUSED[begin_of_call(REFUSED) :].encode()


def test_bytes_of_a_str_are_those_it_was_read_from(classifier: telltale.Classifier) -> None:
    raw = b"caf\xe9 \xff\xfe " + REFUSED.encode()
    text = raw.decode("utf-8", "surrogateescape")
    assert classifier.classify(text)[0].bytes_span == classifier.classify(raw)[0].span


def test_invalid_bytes_in_a_field_become_replacement_characters(classifier: telltale.Classifier) -> None:
    raw = REFUSED.encode().replace(b"/mutate", b"/mut\xff\xe3\x81ate")
    (match,) = classifier.classify(raw)
    assert match.fields["reason"] == "443/mut\ufffd\ufffdate?timeout=10s"
    (row,) = classifier.classify_batch([raw])
    assert row is not None
    assert row.fields == match.fields


def test_utf_16(classifier: telltale.Classifier) -> None:
    raw = REFUSED.encode("utf-16")
    (match,) = classifier.classify(raw)
    assert raw[slice(*match.span)].decode("utf-16-le").endswith("connection refused")


def test_buffers(classifier: telltale.Classifier, tmp_path: Path) -> None:
    raw = REFUSED.encode()
    expected = classifier.classify(raw)
    path = tmp_path / "file"
    path.write_bytes(raw)
    assert classifier.classify(bytearray(raw)) == expected
    assert classifier.classify(memoryview(raw)) == expected
    assert classifier.classify(array.array("B", raw)) == expected
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert classifier.classify(mapped) == expected
        assert classifier.classify(memoryview(mapped)[:]) == expected
    wide = array.array("i", [0] * 10)
    assert not classifier.classify(wide)
    assert classifier.classify(wide.tobytes() + raw)[0].span[0] == 40 + begin_of_call(REFUSED)


def test_buffer_that_is_not_contiguous(classifier: telltale.Classifier) -> None:
    with pytest.raises(BufferError):
        classifier.classify(memoryview(REFUSED.encode())[::2])


@pytest.mark.parametrize("wrong", [None, 1, 1.5, ["x"], object()])
def test_what_is_no_text(classifier: telltale.Classifier, wrong: object) -> None:
    with pytest.raises(TypeError, match="a text is a str, or bytes"):
        classifier.classify(wrong)  # type: ignore[arg-type]


def test_str_and_bytes_of_other_classes(classifier: telltale.Classifier) -> None:
    class Text(str):
        __slots__ = ()

    assert classifier.classify(Text(REFUSED)) == classifier.classify(REFUSED)


def test_text_at_the_end_of_a_page(classifier: telltale.Classifier) -> None:
    raw = REFUSED.encode()
    with mmap.mmap(-1, 4096) as page:
        page[-len(raw) :] = raw
        (match,) = classifier.classify(page)
        assert match.bytes_span[1] == 4096


@pytest.mark.skipif(
    FREE_THREADED and sys.version_info < (3, 14), reason="the bytearray of this Python lets others read what it writes"
)
def test_buffer_that_changes_meanwhile(classifier: telltale.Classifier) -> None:
    """A text is copied before other threads run, so the answer is that of one moment."""
    clean = b"x" * (256 * 1024)
    refused = REFUSED.encode().ljust(len(clean), b" ")
    answers = (classifier.classify(clean), classifier.classify(refused))
    text = bytearray(clean)
    stop = threading.Event()

    def change() -> None:
        while not stop.is_set():
            text[:] = refused
            text[:] = clean

    writer = threading.Thread(target=change)
    writer.start()
    try:
        for _ in range(200):
            assert classifier.classify(text) in answers
    finally:
        stop.set()
        writer.join()
    text.extend(b"a buffer that is let go can be resized")


@settings(max_examples=300, deadline=None)
@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_any_text_around(before: str, after: str) -> None:
    classifier = SHARED
    text = before + "\n" + REFUSED + "\n" + after
    for match in classifier.classify(text):
        begin, end = match.span
        assert 0 <= begin <= end <= len(text)
        encoded = text.encode("utf-8", "surrogatepass")
        begin, end = match.bytes_span
        assert text[slice(*match.span)].encode("utf-8", "surrogatepass") == encoded[begin:end]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(text: bytes) -> None:
    assert SHARED.classify(text) == SHARED.classify(bytearray(text))
    assert SHARED.classify(text + b"\n" + REFUSED.encode()).limits == ()


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0, max_codepoint=0x10FFFF, categories=None), max_size=60))
def test_no_str_fails(text: str) -> None:
    SHARED.classify(text)
    SHARED.classify(text + REFUSED)


# Hypothesis calls a test many times; fixtures are for one.
SHARED = telltale.Classifier(engine="re2", cache_folder="")


def test_clean_text(classifier: telltale.Classifier) -> None:
    assert not classifier.classify(CLEAN * 1000)
