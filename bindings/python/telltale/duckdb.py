"""Known failures in DuckDB: a function of SQL with what is known about each text. Needs duckdb and pyarrow.

telltale.duckdb.register(connection); connection.sql("select telltale(text).finding from issues")

All matches, a row each, are quicker and need no helper:
found = classifier.classify_batch(relation, column="text"); connection.sql("from found")
"""

from __future__ import annotations

import duckdb
import pyarrow
from duckdb.func import FunctionNullHandling, PythonUDFType

from telltale import Classifier

WORDS = ("finding", "section", "signature", "role", "confidence", "owner")
NUMBERS = ("begin", "end", "line")

# What the function returns for each text; its members are NULL where nothing is known. Offsets count bytes.
STRUCT = pyarrow.struct(
    [
        *((name, pyarrow.utf8()) for name in WORDS),
        *((name, pyarrow.int64()) for name in NUMBERS),
        ("fields", pyarrow.map_(pyarrow.utf8(), pyarrow.utf8())),
    ]
)
SQL_STRUCT = (
    "STRUCT("
    + "".join(f'"{name}" VARCHAR, ' for name in WORDS)
    + "".join(f'"{name}" BIGINT, ' for name in NUMBERS)
    + '"fields" MAP(VARCHAR, VARCHAR))'
)


def register(
    connection: duckdb.DuckDBPyConnection, classifier: Classifier | None = None, name: str = "telltale"
) -> None:
    """Makes the function `name`(VARCHAR) of a connection, which returns the best match of a text as a struct.

    classifier: None is the built-in pack with its defaults.
    """
    chosen = Classifier() if classifier is None else classifier

    def best(texts: pyarrow.Array) -> pyarrow.Array:
        return pyarrow.array(chosen.classify_batch(texts, mode="best")).cast(STRUCT)

    returned = duckdb.sqltype(SQL_STRUCT)
    special = FunctionNullHandling.SPECIAL  # a text without a match has null members, which is no error
    connection.create_function(name, best, ["VARCHAR"], returned, type=PythonUDFType.ARROW, null_handling=special)
