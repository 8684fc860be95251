"""classify_batch() of iterables, and the table that it returns."""

from __future__ import annotations

import contextlib
import json
import pickle
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import telltale
from samples import CLEAN, NO_ENDPOINTS, REFUSED, REFUSED_ID, corpus_texts

TEXTS: list[str | bytes | None] = [CLEAN, REFUSED, None, "é " + NO_ENDPOINTS + "\n" + REFUSED, REFUSED.encode(), ""]


def test_a_row_for_each_match(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(TEXTS)
    assert table.texts == len(TEXTS)
    assert len(table) == 4
    rows = [row for row in table if row is not None]
    assert [row.row for row in rows] == [1, 3, 3, 4]
    for row in rows:
        matches = classifier.classify(TEXTS[row.row] or "")
        assert any(
            (match.finding, match.section, match.signature, match.role, match.confidence, match.owner, match.span)
            == (row.finding, row.section, row.signature, row.role, row.confidence, row.owner, row.span)
            and match.line == row.line
            and match.fields == row.fields
            for match in matches
        )
    assert table[-1] == rows[-1]
    with pytest.raises(IndexError):
        table[4]


def test_a_row_for_each_text(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(TEXTS, mode="best")
    assert len(table) == table.texts == len(TEXTS)
    assert [None if row is None else row.finding.rpartition("/")[2] for row in table] == [
        None,
        "connection-refused",
        None,
        "no-endpoints",
        "connection-refused",
        None,
    ]


def test_to_pylist(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(TEXTS)
    rows = table.to_pylist()
    assert json.loads(json.dumps(rows)) == rows
    assert [row.to_dict() for row in table if row is not None] == rows
    first = rows[0]
    assert first is not None
    assert list(first) == (
        ["row", "finding", "section", "signature", "role", "confidence", "owner", "begin", "end", "line", "fields"]
    )
    best = classifier.classify_batch(TEXTS, mode="best").to_pylist()
    assert [row is None for row in best] == [True, False, True, False, False, True]
    assert best[1] == {name: value for name, value in first.items() if name != "row"}


def test_iterables(classifier: telltale.Classifier) -> None:
    def generate() -> Iterator[str]:
        for number in range(10_000):
            yield REFUSED if number % 1000 == 0 else f"{number} {CLEAN}"

    expected = classifier.classify_batch(list(generate())).to_pylist()
    assert len(expected) == 10
    assert classifier.classify_batch(generate()).to_pylist() == expected
    assert classifier.classify_batch(tuple(generate())).to_pylist() == expected
    assert classifier.classify_batch([]).to_pylist() == []
    assert classifier.classify_batch([float("nan")], mode="best").to_pylist() == [None]  # type: ignore[list-item]


def test_errors_of_the_iterable_pass_through(classifier: telltale.Classifier) -> None:
    def generate() -> Iterator[str]:
        yield REFUSED
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        classifier.classify_batch(generate())
    with pytest.raises(TypeError, match="not int"):
        classifier.classify_batch([REFUSED, 1])  # type: ignore[list-item]


def test_wrong_arguments(classifier: telltale.Classifier) -> None:
    for one in (REFUSED, REFUSED.encode(), bytearray(b"x")):
        with pytest.raises(TypeError, match="classify\\(\\) takes one"):
            classifier.classify_batch(one)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="mode is 'all' or 'best'"):
        classifier.classify_batch([], mode="some")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="column= is for tables"):
        classifier.classify_batch([], column="x")
    with pytest.raises(TypeError):
        classifier.classify_batch(3)  # type: ignore[arg-type]


def test_limits_are_said_by_row() -> None:
    classifier = telltale.Classifier(max_matches=1)
    table = classifier.classify_batch([CLEAN, REFUSED + "\n" + NO_ENDPOINTS])
    assert table.limits == {1: ("matches",)}
    assert len(table) == 1


def test_list_that_changes_meanwhile(classifier: telltale.Classifier) -> None:
    texts = [REFUSED] * 10

    class Shrinking(list[str]):
        def __iter__(self) -> Iterator[str]:
            for text in list.__iter__(self):
                texts.clear()
                yield text

    assert len(classifier.classify_batch(Shrinking(texts))) == 10


@pytest.mark.parametrize("mode", ["all", "best"])
def test_table_pickles(mode: Literal["all", "best"]) -> None:
    classifier = telltale.Classifier(max_matches=1)
    table = classifier.classify_batch([*TEXTS, corpus_texts()[0]], mode=mode)
    again = pickle.loads(pickle.dumps(table))
    assert again == table
    assert hash(again) == hash(table)
    assert (again.texts, again.limits, again.to_pylist()) == (table.texts, table.limits, table.to_pylist())
    assert again.limits
    for row in table:
        if row is not None:
            copied = pickle.loads(pickle.dumps(row))
            assert (copied, copied.row, copied.to_dict()) == (row, row.row, row.to_dict())
            assert len(pickle.dumps(row)) < 1000


def test_tables_compare_by_what_they_say(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(TEXTS)
    assert table == classifier.classify_batch(tuple(TEXTS))
    others = (
        classifier.classify_batch(TEXTS, mode="best"),
        classifier.classify_batch([*TEXTS, CLEAN]),
        classifier.classify_batch([REFUSED, *TEXTS[1:]]),
        telltale.Classifier(fields=False).classify_batch(TEXTS),
        telltale.Classifier(max_matches=1).classify_batch(TEXTS),
        table.to_pylist(),
    )
    assert not any(table == other for other in others)
    whole = classifier.classify_batch([REFUSED])
    cut = telltale.Classifier(max_matches=1).classify_batch([REFUSED + "\n" + NO_ENDPOINTS])
    assert whole.to_pylist() == cut.to_pylist()
    assert whole != cut, "a limit that was hit is part of the answer"


def test_damaged_pickle_is_an_error(classifier: telltale.Classifier) -> None:
    """Of any cut, and of any byte: an error or another table, never a crash."""

    def read(state: bytes) -> telltale.Table:
        table = telltale.Table.__new__(telltale.Table)
        table.__setstate__(state)  # type: ignore[attr-defined]
        return table

    table = classifier.classify_batch([REFUSED])
    state: Any = table.__getstate__()
    assert read(state) == table
    for size in range(len(state)):
        with pytest.raises(ValueError, match="pickle"):
            read(state[:size])
    for place in range(len(state)):
        changed = state[:place] + bytes([state[place] ^ 0x81]) + state[place + 1 :]
        with contextlib.suppress(ValueError):
            other = read(changed)
            assert len(other.to_pylist()) == len(other)


def test_table_outlives_everything() -> None:
    table = telltale.Classifier(engine="re2").classify_batch([REFUSED])
    row = table[0]
    del table
    assert row is not None
    assert row.finding == REFUSED_ID
    assert repr(row) == f"<telltale.Row 0: {REFUSED_ID} at line 1>"
