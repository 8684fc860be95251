"""telltale.polars and telltale.duckdb, with the same answers as classify_batch()."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.parquet
import pytest
import telltale
import telltale.duckdb
import telltale.polars
from samples import CLEAN, NO_ENDPOINTS, REFUSED

TEXTS = [CLEAN, REFUSED, None, "é " + NO_ENDPOINTS + "\n" + REFUSED, "", REFUSED] * 1000


@pytest.fixture(scope="module")
def expected(classifier: telltale.Classifier) -> list[Any]:
    return classifier.classify_batch(pyarrow.array(TEXTS), mode="best").to_pylist()


@pytest.fixture(scope="module")
def parquet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "texts.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"number": range(len(TEXTS)), "text": TEXTS}), path, row_group_size=700)
    return path


def unpacked(row: dict[str, Any]) -> dict[str, Any] | None:
    if row["finding"] is None:
        return None
    return {**row, "fields": {field["key"]: field["value"] for field in row["fields"]}}


def test_polars(classifier: telltale.Classifier, expected: list[Any], parquet: Path) -> None:
    known = telltale.polars.classify("text", classifier).alias("known")
    eager = polars.read_parquet(parquet).with_columns(known)
    assert [unpacked(row) for row in eager["known"].to_list()] == expected
    lazy = polars.scan_parquet(parquet).with_columns(known).collect(engine="streaming")
    assert lazy.sort("number").equals(eager)
    assert eager.select(telltale.polars.classify(polars.col("text").head(2)).alias("x"))["x"].struct[
        "owner"
    ].to_list() == ([None, "cert-manager"])


def test_duckdb(classifier: telltale.Classifier, expected: list[Any], parquet: Path) -> None:
    connection = duckdb.connect()
    telltale.duckdb.register(connection, classifier)
    query = f"select telltale(text) from '{parquet}' order by number"
    rows = [row[0] for row in connection.execute(query).fetchall()]
    assert [row if row["finding"] else None for row in rows] == expected
    telltale.duckdb.register(connection, name="known_failure")
    counted = f"select known_failure(text).owner as owner, count(*) from '{parquet}' group by all order by owner"
    assert connection.execute(counted).fetchall() == [("cert-manager", 3000), (None, 3000)]
