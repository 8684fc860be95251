"""The batch door of Arrow, with the libraries that people have: pyarrow, polars, duckdb, pandas."""

from __future__ import annotations

import pickle
from typing import Any, Literal

import pyarrow
import pytest
import telltale
from samples import CLEAN, NO_ENDPOINTS, REFUSED, corpus_texts, needs

TEXTS = [CLEAN, REFUSED, None, "é " + NO_ENDPOINTS + "\n" + REFUSED, "", REFUSED, "short"] * 3


@pytest.fixture(scope="module")
def expected(classifier: telltale.Classifier) -> list[dict[str, Any] | None]:
    return classifier.classify_batch([None if text is None else text.encode() for text in TEXTS]).to_pylist()


TYPES = [
    pyarrow.utf8(),
    pyarrow.large_utf8(),
    pyarrow.string_view(),
    pyarrow.binary(),
    pyarrow.large_binary(),
    pyarrow.binary_view(),
]


def column_of(kind: Any, texts: list[str | None]) -> Any:
    return pyarrow.array([None if text is None else text.encode() for text in texts], pyarrow.binary()).cast(kind)


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_types(classifier: telltale.Classifier, expected: list[Any], kind: Any) -> None:
    column = column_of(kind, TEXTS)
    assert classifier.classify_batch(column).to_pylist() == expected
    assert (
        classifier.classify_batch(pyarrow.chunked_array([column[:5], column[5:5], column[5:]])).to_pylist() == expected
    )


@pytest.mark.parametrize("kind", TYPES, ids=str)
def test_slices(classifier: telltale.Classifier, kind: Any) -> None:
    column = column_of(kind, TEXTS)
    for begin, length in ((0, 4), (1, 3), (3, 9), (7, 0), (len(TEXTS) - 1, 1)):
        texts = [None if text is None else text.encode() for text in TEXTS[begin : begin + length]]
        wanted = classifier.classify_batch(texts).to_pylist()
        assert classifier.classify_batch(column[begin : begin + length]).to_pylist() == wanted
        table = pyarrow.table({"x": column, "number": range(len(TEXTS))})
        sliced = table.slice(begin, length)
        assert classifier.classify_batch(sliced, column="x").to_pylist() == wanted
        batch = pyarrow.StructArray.from_arrays([column], ["x"])[begin : begin + length]
        assert classifier.classify_batch(batch).to_pylist() == wanted


@pytest.mark.parametrize("index", ["int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64"])
@pytest.mark.parametrize("kind", [pyarrow.utf8(), pyarrow.large_binary(), pyarrow.string_view()], ids=str)
def test_dictionaries(classifier: telltale.Classifier, expected: list[Any], index: str, kind: Any) -> None:
    words = [*dict.fromkeys(text for text in TEXTS if text is not None), "not used"]
    indices = pyarrow.array([None if text is None else words.index(text) for text in TEXTS], getattr(pyarrow, index)())
    column = pyarrow.DictionaryArray.from_arrays(indices, column_of(kind, list(words)))
    assert classifier.classify_batch(column).to_pylist() == expected
    begin = 1
    wanted = classifier.classify_batch([None if text is None else text.encode() for text in TEXTS[begin:9]]).to_pylist()
    assert classifier.classify_batch(column[begin:9]).to_pylist() == wanted
    nulls = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0, 1, 0], pyarrow.int8()), column_of(kind, [None, REFUSED])
    )
    assert [row["row"] for row in classifier.classify_batch(nulls).to_pylist() if row] == [1]


def test_struct_with_nulls_of_its_own(classifier: telltale.Classifier) -> None:
    column = pyarrow.array([{"x": REFUSED}, None, {"x": None}, {"x": REFUSED}], pyarrow.struct([("x", pyarrow.utf8())]))
    rows = classifier.classify_batch(column).to_pylist()
    assert [row["row"] for row in rows if row] == [0, 3]
    masked = pyarrow.StructArray.from_arrays(
        [column_of(pyarrow.utf8(), [REFUSED, REFUSED])], ["x"], mask=pyarrow.array([False, True])
    )
    assert [row["row"] for row in classifier.classify_batch(masked).to_pylist() if row] == [0]


def test_null_column(classifier: telltale.Classifier) -> None:
    table = classifier.classify_batch(pyarrow.nulls(3))
    assert (len(table), table.texts) == (0, 3)


def test_what_is_refused(classifier: telltale.Classifier) -> None:
    for wrong in (pyarrow.array([1]), pyarrow.array([["x"]]), pyarrow.array([1, 1]).dictionary_encode()):
        with pytest.raises(TypeError, match="an Arrow column of texts is utf8"):
            classifier.classify_batch(wrong)
    table = pyarrow.table({"a": ["x"], "b": ["y"]})
    with pytest.raises(ValueError, match="name the column of the texts: column= is one of 'a', 'b'"):
        classifier.classify_batch(table)
    with pytest.raises(ValueError, match="there is no column 'c'"):
        classifier.classify_batch(table, column="c")
    with pytest.raises(ValueError, match="column= is for tables"):
        classifier.classify_batch(table["a"], column="a")


def test_stream_that_fails(classifier: telltale.Classifier) -> None:
    schema = pyarrow.schema([("x", pyarrow.utf8())])

    def batches() -> Any:
        yield pyarrow.record_batch([[REFUSED]], schema=schema)
        raise ValueError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        classifier.classify_batch(pyarrow.RecordBatchReader.from_batches(schema, batches()))


def test_pyarrow_reads_the_table(classifier: telltale.Classifier, expected: list[Any]) -> None:
    table = pyarrow.table(classifier.classify_batch(column_of(pyarrow.utf8(), TEXTS)))
    table.validate(full=True)
    rows = table.to_pylist(maps_as_pydicts="strict")
    assert rows == expected
    assert pyarrow.types.is_dictionary(table.schema.field("finding").type)
    assert pyarrow.types.is_map(table.schema.field("fields").type)
    assert table.num_rows == len(expected)


def test_pyarrow_reads_the_aligned_one(classifier: telltale.Classifier) -> None:
    best = classifier.classify_batch(column_of(pyarrow.utf8(), TEXTS), mode="best")
    array = pyarrow.array(best)
    array.validate(full=True)
    assert len(array) == len(TEXTS)
    rows = array.to_pylist(maps_as_pydicts="strict")
    assert [None if row["finding"] is None else row for row in rows] == best.to_pylist()
    table = pyarrow.table(best)
    table.validate(full=True)
    assert table.column_names == list(array.type.names)


def test_empty_table(classifier: telltale.Classifier) -> None:
    for empty in (classifier.classify_batch([]), classifier.classify_batch([], mode="best")):
        table = pyarrow.table(empty)
        table.validate(full=True)
        assert table.num_rows == 0


def test_table_is_read_more_than_once_and_outlives_its_object(classifier: telltale.Classifier) -> None:
    result = classifier.classify_batch([REFUSED, NO_ENDPOINTS])
    first, second = pyarrow.table(result), pyarrow.table(result)
    result.__arrow_c_stream__()  # a capsule that nobody takes
    result.__arrow_c_array__()
    assert pyarrow.schema(result) == first.schema
    del result
    assert first == second
    assert first.num_rows == 2


@pytest.mark.parametrize("mode", ["all", "best"])
def test_pickled_table_is_the_same_to_readers(classifier: telltale.Classifier, mode: Literal["all", "best"]) -> None:
    table = classifier.classify_batch([*TEXTS, corpus_texts()[0]], mode=mode)
    again = pyarrow.table(pickle.loads(pickle.dumps(table)))
    again.validate(full=True)
    assert again.equals(pyarrow.table(table))


def test_polars(classifier: telltale.Classifier, expected: list[Any]) -> None:
    needs("polars")
    import polars

    frame = polars.DataFrame({"number": range(len(TEXTS)), "text": TEXTS})
    for given in (frame["text"], frame.select("text"), frame["text"].cast(polars.Categorical), frame["text"].rechunk()):
        assert classifier.classify_batch(given).to_pylist() == expected
    assert classifier.classify_batch(frame, column="text").to_pylist() == expected
    out = polars.DataFrame(classifier.classify_batch(frame, column="text"))
    assert out["row"].to_list() == [row["row"] for row in expected]
    assert out["finding"].cast(polars.String).to_list() == [row["finding"] for row in expected]
    joined = frame.with_row_index("row").join(out.with_columns(polars.col("row").cast(polars.UInt32)), on="row")
    assert joined.height == len(expected)
    assert polars.DataFrame(classifier.classify_batch([])).height == 0
    assert polars.DataFrame(classifier.classify_batch([], mode="best")).height == 0
    best = polars.DataFrame(classifier.classify_batch(frame["text"], mode="best"))
    assert frame.with_columns(best["finding"]).filter(polars.col("finding").is_not_null()).height == 9


def test_duckdb(classifier: telltale.Classifier, expected: list[Any]) -> None:
    needs("duckdb")
    import duckdb

    connection = duckdb.connect()
    texts = pyarrow.table({"text": TEXTS})
    relation = connection.sql("select text from texts")
    assert relation is not None
    assert texts.num_rows == len(TEXTS)
    result = classifier.classify_batch(relation)
    assert result.to_pylist() == expected
    connection.register("result", pyarrow.table(result))
    query = "select owner, count(*), any_value(fields['webhook']) from result group by owner"
    counted = connection.execute(query).fetchall()
    assert counted == [("cert-manager", len(expected), "webhook.cert-manager.io")]
    assert duckdb.execute("select count(*) from result").fetchall() == [(len(expected),)]


def test_pandas(classifier: telltale.Classifier, expected: list[Any]) -> None:
    needs("pandas")
    import pandas

    frame = pandas.DataFrame({"text": TEXTS})
    assert classifier.classify_batch(frame, column="text").to_pylist() == expected
    for given in (frame["text"], frame["text"].astype(object)):
        # A column of pandas 2 is a list of str like any other.
        wanted = expected if hasattr(given, "__arrow_c_stream__") else classifier.classify_batch(TEXTS).to_pylist()
        assert classifier.classify_batch(given).to_pylist() == wanted
    assert classifier.classify_batch(frame["text"].tolist()).to_pylist() == classifier.classify_batch(TEXTS).to_pylist()
    out = pyarrow.table(classifier.classify_batch(frame["text"], mode="best")).to_pandas()
    assert out["finding"].notna().sum() == 9
    assert len(frame.assign(finding=out["finding"])) == len(TEXTS)
