"""A Spark job: the texts of a Parquet data set that show a known failure, with what is known, as another data set.

usage: python spark_job.py INPUT OUTPUT [COLUMN]    (or spark-submit; Spark needs a Java)
"""

from __future__ import annotations

import os
import sys

import telltale
import telltale.spark
from pyspark.sql import SparkSession


def main() -> int:
    if len(sys.argv) not in (3, 4):
        print(__doc__, file=sys.stderr)
        return 2
    source, target, column = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) == 4 else "text"
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need telltale, too
    spark = SparkSession.builder.appName("known failures").config("spark.ui.enabled", False).getOrCreate()
    texts = spark.read.parquet(source)
    known = telltale.spark.classify(texts, column, telltale.Classifier(only="cert-manager-webhook/*"))
    known.where("known is not null").select("*", "known.*").drop("known").write.parquet(target)
    counts = (
        spark.read.parquet(target).groupBy("finding", "owner").count().orderBy("count", "finding", ascending=[0, 1])
    )
    for finding, owner, count in counts.collect():
        print(f"{count:6}  {finding}  ({owner or '-'})")
    spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
