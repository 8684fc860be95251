"""Known failures in polars: an expression with what is known about each text. Needs polars.

frame.with_columns(telltale.polars.classify("text").alias("known")).filter(pl.col("known").struct["finding"].is_not_null())

All matches, a row each, need no helper: polars.DataFrame(classifier.classify_batch(frame, column="text")).
"""

from __future__ import annotations

import polars

from telltale import Classifier

WORDS = ("finding", "section", "signature", "role", "confidence", "owner")
NUMBERS = ("begin", "end", "line")

# What an expression returns for each text; its members are null where nothing is known. Offsets count bytes.
STRUCT = polars.Struct(
    {
        **dict.fromkeys(WORDS, polars.String()),
        **dict.fromkeys(NUMBERS, polars.Int64()),
        "fields": polars.List(polars.Struct({"key": polars.String(), "value": polars.String()})),
    }
)


def classify(text: polars.Expr | str, classifier: Classifier | None = None) -> polars.Expr:
    """The best match of each text of a column: an expression of type STRUCT, elementwise, so that it streams.

    text: a column's name or an expression of type String, Binary or Categorical.
    classifier: None is the built-in pack with its defaults.
    """
    chosen = Classifier() if classifier is None else classifier

    def best(texts: polars.Series) -> polars.Series:
        found = polars.DataFrame(chosen.classify_batch(texts, mode="best"))
        return found.to_struct(texts.name).cast(STRUCT)

    expression = polars.col(text) if isinstance(text, str) else text
    return expression.map_batches(best, return_dtype=STRUCT, is_elementwise=True)
