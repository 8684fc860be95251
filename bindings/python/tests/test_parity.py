"""Every door gives the same matches: binary, `python -m telltale`, classify, classify_batch, Arrow, both engines."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
import telltale
from samples import COMMAND, REFUSED, ROOT, corpus_texts

TEXTS = corpus_texts()


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "texts.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in TEXTS), encoding="utf-8")
    return path


def classify(command: list[str], path: Path) -> bytes:
    words = [*command, "classify", "--format", "ndjson", "--from", "jsonl", path.name]
    return subprocess.run(words, capture_output=True, check=True, cwd=path.parent).stdout


@pytest.fixture(scope="module")
def said(corpus: Path) -> bytes:
    return classify([str(COMMAND)], corpus)


@pytest.fixture(scope="module")
def rows(said: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines()]


def test_there_is_something_to_compare(rows: list[dict[str, Any]]) -> None:
    assert len(TEXTS) > 3000
    assert len(rows) > 2000


def test_module_is_the_command(corpus: Path, said: bytes) -> None:
    assert classify([sys.executable, "-m", "telltale"], corpus) == said


def test_rest_of_the_command() -> None:
    for words in (["--version"], ["classify", "--help"], ["rules", "list"], ["classify", "--nothing"]):
        binary = subprocess.run([str(COMMAND), *words], capture_output=True, cwd=ROOT, check=False)
        module = subprocess.run([sys.executable, "-m", "telltale", *words], capture_output=True, cwd=ROOT, check=False)
        assert (module.returncode, module.stdout, module.stderr) == (binary.returncode, binary.stdout, binary.stderr)


def from_ndjson(row: dict[str, Any]) -> dict[str, Any]:
    left_out = ("v", "source", "id", "lossy")
    return {name: value for name, value in row.items() if name not in left_out}


def from_match(record: int, match: telltale.Match) -> dict[str, Any]:
    row = {"record": record, **match.to_dict()}
    row["begin"], row["end"] = row.pop("bytes_begin"), row.pop("bytes_end")
    return row


@pytest.mark.parametrize("engine", ["auto", "re2"])
def test_classify(rows: list[dict[str, Any]], engine: Any) -> None:
    classifier = telltale.Classifier(engine=engine)
    as_str: list[str | bytes] = list(TEXTS)
    for texts in (as_str, [text.encode() for text in TEXTS]):
        found = [from_match(record, match) for record, text in enumerate(texts) for match in classifier.classify(text)]
        assert found == [from_ndjson(row) for row in rows]


def test_spans_of_str_show_the_same_bytes(classifier: telltale.Classifier) -> None:
    """Where a match begins or ends inside a character, the whole character belongs to it."""
    for text in TEXTS:
        for match in classifier.classify(text):
            begin, end = (len(text[:index].encode()) for index in match.span)
            assert begin <= match.bytes_span[0] < begin + 4
            assert end - 4 < match.bytes_span[1] <= end


def test_invalid_bytes(classifier: telltale.Classifier, tmp_path: Path) -> None:
    for bad in (
        b"\xff",
        b"\xe3\x81",
        b"\xf0\x9f\x98",
        b"\xed\xa0\x80",
        b"\xc0\xaf",
        b"\xf4\x90\x80\x80",
        b"\xe3\x81\xff\x81",
    ):
        raw = REFUSED.encode().replace(b"/mutate", b"/mut" + bad + b"ate")
        (tmp_path / "raw").write_bytes(raw)
        words = [str(COMMAND), "classify", "--format", "ndjson", "raw"]
        said = subprocess.run(words, capture_output=True, check=True, cwd=tmp_path).stdout
        found = [from_match(0, match) for match in classifier.classify(raw)]
        assert found == [from_ndjson(json.loads(line)) for line in said.splitlines()]


def table_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    names = "finding section signature role confidence owner begin end line fields".split()
    return [{"row": row["record"], **{name: row[name] for name in names}} for row in rows]


def test_batch(classifier: telltale.Classifier, rows: list[dict[str, Any]]) -> None:
    expected = table_of(rows)
    encoded = [text.encode() for text in TEXTS]
    assert classifier.classify_batch(encoded).to_pylist() == expected
    column = pyarrow.array(TEXTS)
    for given in (column, column.cast(pyarrow.string_view()), column.dictionary_encode()):
        table = pyarrow.table(classifier.classify_batch(given))
        assert table.to_pylist(maps_as_pydicts="strict") == expected


def test_batch_of_str(classifier: telltale.Classifier) -> None:
    found = [
        (record, match.finding, *match.span) for record, text in enumerate(TEXTS) for match in classifier.classify(text)
    ]
    assert [(row.row, row.finding, *row.span) for row in classifier.classify_batch(TEXTS) if row] == found
