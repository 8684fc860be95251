"""Known failures in a Parquet file of issue texts, read by polars and by DuckDB: the same table either way.

usage: python parquet_issues.py FILE [COLUMN]
"""

from __future__ import annotations

import sys

import duckdb
import polars
import telltale


def with_polars(path: str, column: str, classifier: telltale.Classifier) -> telltale.Table:
    return classifier.classify_batch(polars.read_parquet(path, columns=[column]), column=column)


def with_duckdb(path: str, column: str, classifier: telltale.Classifier) -> telltale.Table:
    return classifier.classify_batch(duckdb.read_parquet(path).select(duckdb.ColumnExpression(column)))


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    path, column = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "text"
    classifier = telltale.Classifier()
    found = with_polars(path, column, classifier)
    if found.to_pylist() != with_duckdb(path, column, classifier).to_pylist():
        print("polars and DuckDB read different texts", file=sys.stderr)
        return 1
    query = "select finding, owner, count(distinct row) as texts from found group by all order by texts desc, finding"
    for finding, owner, texts in duckdb.execute(query).fetchall():
        print(f"{texts:6}  {finding}  ({owner or '-'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
