"""Known failures in a Parquet file of issue texts, counted by polars, by DuckDB and by Spark: the same table each time.

usage: python parquet_issues.py FILE [COLUMN]    (Spark needs a Java)
"""

from __future__ import annotations

import os
import sys

import duckdb
import polars
import telltale
import telltale.duckdb
import telltale.polars
import telltale.spark
from pyspark.sql import SparkSession

# Finding, whose component failed, texts.
Counts = list[tuple[str, str | None, int]]


def with_polars(path: str, column: str, classifier: telltale.Classifier) -> Counts:
    known = telltale.polars.classify(column, classifier).alias("known")
    frame = polars.scan_parquet(path).select(known).unnest("known").filter(polars.col("finding").is_not_null())
    return frame.group_by("finding", "owner").len().collect().rows()


def with_duckdb(path: str, column: str, classifier: telltale.Classifier) -> Counts:
    connection = duckdb.connect()
    telltale.duckdb.register(connection, classifier)
    found = duckdb.FunctionExpression("telltale", duckdb.ColumnExpression(column)).alias("known")
    known = connection.read_parquet(path).select(found).filter("known.finding is not null")
    return known.aggregate("known.finding, known.owner, count(*)").fetchall()


def with_spark(path: str, column: str, classifier: telltale.Classifier) -> Counts:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need telltale, too
    spark = SparkSession.builder.config("spark.ui.enabled", False).getOrCreate()
    known = telltale.spark.classify(spark.read.parquet(path), column, classifier, keep=[])
    counts = known.where("known is not null").groupBy("known.finding", "known.owner").count()
    return [(finding, owner, texts) for finding, owner, texts in counts.collect()]


def main() -> int:
    if len(sys.argv) not in (2, 3):
        print(__doc__, file=sys.stderr)
        return 2
    path, column = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else "text"
    classifier = telltale.Classifier()
    counts = with_polars(path, column, classifier)
    for counted in (with_duckdb(path, column, classifier), with_spark(path, column, classifier)):
        if sorted(map(str, counted)) != sorted(map(str, counts)):
            print("polars, DuckDB and Spark count different things", file=sys.stderr)
            return 1
    for finding, owner, texts in sorted(counts, key=lambda row: (-row[2], row[0], row[1] or "")):
        print(f"{texts:6}  {finding}  ({owner or '-'})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
