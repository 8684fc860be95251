"""Known failures in Spark: a column with what is known about each text. Needs pyspark, pandas, pyarrow and a Java.

telltale.spark.classify(frame, "text").where("known is not null").groupBy("known.finding").count()

On one machine polars and DuckDB are quicker: Spark moves every row to Python and back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import pyarrow
from pyspark.sql.types import BinaryType, LongType, MapType, StringType, StructField, StructType

from telltale import Classifier

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WORDS = ("finding", "section", "signature", "role", "confidence", "owner")
NUMBERS = ("begin", "end", "line")

# What is known about a text; null where nothing is. Offsets count bytes.
STRUCT = StructType(
    [
        *(StructField(name, StringType()) for name in WORDS),
        *(StructField(name, LongType()) for name in NUMBERS),
        StructField("fields", MapType(StringType(), StringType())),
    ]
)
_ARROW = pyarrow.struct(
    [
        *((name, pyarrow.utf8()) for name in WORDS),
        *((name, pyarrow.int64()) for name in NUMBERS),
        ("fields", pyarrow.map_(pyarrow.utf8(), pyarrow.utf8())),
    ]
)


def classify(
    frame: DataFrame,
    column: str,
    classifier: Classifier | None = None,
    *,
    mode: Literal["all", "best"] = "best",
    keep: Sequence[str] | None = None,
    name: str = "known",
) -> DataFrame:
    """Columns of a frame and behind them one of type STRUCT: what is known about each text of `column`.

    column: the name of a column of type string or binary.
    classifier: None is the built-in pack with its defaults. Workers get the names of its packs and its options, and
        compile it once in each process, or take it from their cache folder; folders of packs have to be there, too.
    mode: 'best' has a row for each text, with its surest match or null; 'all' has a row for each match.
    keep: the columns of the frame that come out (names); None is all of them. Fewer are quicker.
    name: what the new column is called.

    Raises ValueError and TypeError for what is wrong with the columns, TelltaleError for the classifier, both before
    anything runs.
    """
    if mode not in ("all", "best"):
        raise ValueError(f"mode is 'all' or 'best', not '{mode}'")
    text = _place(frame, column)
    kept = list(range(len(frame.columns))) if keep is None else [_place(frame, one) for one in keep]
    names = [frame.columns[place] for place in kept]
    if name in names:
        raise ValueError(f"there is a column '{name}' already: name= takes another")
    kind = frame.schema[text].dataType
    if not isinstance(kind, (StringType, BinaryType)):
        raise TypeError(f"a column of texts is string or binary, and '{column}' is {kind.simpleString()}")
    chosen = Classifier() if classifier is None else classifier
    # By number, because a name may hold whatever Spark's own language has a use for.
    numbered = frame.toDF(*map(str, range(len(frame.columns)))).select(*map(str, dict.fromkeys([*kept, text])))
    returned = StructType([*(frame.schema[place] for place in kept), StructField(name, STRUCT)])
    return numbered.mapInArrow(_task(chosen, str(text), mode, [str(place) for place in kept], [*names, name]), returned)


def _place(frame: DataFrame, column: str) -> int:
    if frame.columns.count(column) == 1:
        return frame.columns.index(column)
    number = "more than one" if column in frame.columns else "no"
    raise ValueError(f"there is {number} column '{column}' among {', '.join(map(repr, frame.columns)) or 'none'}")


_Batches = Iterable[pyarrow.RecordBatch]


def _task(
    classifier: Classifier, column: str, mode: Literal["all", "best"], kept: list[str], names: list[str]
) -> Callable[[_Batches], Iterator[pyarrow.RecordBatch]]:
    """What a worker runs on the batches of a partition. names: what the columns are called that come out."""

    def run(batches: _Batches) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            found = pyarrow.table(classifier.classify_batch(batch.column(column), mode=mode))
            begin = 0
            for part in found.to_batches():
                rows = batch.select(kept)
                rows = rows.take(part["row"]) if mode == "all" else rows.slice(begin, part.num_rows)
                begin += part.num_rows
                yield pyarrow.RecordBatch.from_arrays([*rows.columns, _known(part)], names)

    return run


def _known(part: pyarrow.RecordBatch) -> pyarrow.StructArray:
    columns = [part[field.name].cast(field.type) for field in _ARROW]
    return pyarrow.StructArray.from_arrays(columns, fields=list(_ARROW), mask=part["finding"].is_null())
