"""telltale.spark on a real Spark, with the same answers as classify_batch()."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
import telltale
import telltale.spark
from pyspark.errors import PythonException
from pyspark.sql import DataFrame, SparkSession
from samples import CLEAN, NO_ENDPOINTS, REFUSED, REFUSED_ID, ROOT, SPARK_WARNS, corpus_texts

pytestmark = SPARK_WARNS


@pytest.fixture(scope="module")
def texts() -> pyarrow.Array:
    """The corpus, and what a column of people's texts has besides."""
    return pyarrow.array([None, "", CLEAN, "é " + NO_ENDPOINTS + "\n" + REFUSED, *corpus_texts(), None])


@pytest.fixture(scope="module")
def parquet(texts: pyarrow.Array, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("parquet") / "texts.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"number": range(len(texts)), "text": texts}), path)
    return path


def few(spark: SparkSession) -> DataFrame:
    rows = [(1, CLEAN, True), (2, REFUSED + "\n" + NO_ENDPOINTS, False), (3, None, True)]
    return spark.createDataFrame(rows, "number long, `what: was.said?` string, seen boolean")


def as_dicts(rows: list[Any]) -> list[dict[str, Any] | None]:
    return [row.known and row.known.asDict(recursive=True) for row in rows]


def test_a_row_for_each_text(
    spark: SparkSession, classifier: telltale.Classifier, texts: pyarrow.Array, parquet: Path
) -> None:
    frame = spark.read.parquet(str(parquet)).repartition(5)
    rows = sorted(telltale.spark.classify(frame, "text", classifier).collect(), key=lambda row: row.number)
    assert [row.text for row in rows] == texts.to_pylist()
    assert as_dicts(rows) == classifier.classify_batch(texts, mode="best").to_pylist()


def test_a_row_for_each_match(
    spark: SparkSession, classifier: telltale.Classifier, texts: pyarrow.Array, parquet: Path
) -> None:
    frame = spark.read.parquet(str(parquet)).repartition(5)
    known = telltale.spark.classify(frame, "text", classifier, mode="all", keep=["number"])
    rows = sorted(known.collect(), key=lambda row: row.number)  # a text's own matches keep their order
    expected: list[Any] = classifier.classify_batch(texts).to_pylist()
    assert [row.number for row in rows] == [row.pop("row") for row in expected]
    assert as_dicts(rows) == expected


def test_partitions_without_rows(spark: SparkSession) -> None:
    frame = few(spark).repartition(7)
    assert frame.rdd.getNumPartitions() > frame.count()
    for mode, numbers in (("best", [1, 2, 3]), ("all", [2, 2])):
        known = telltale.spark.classify(frame, "what: was.said?", mode=mode)  # type: ignore[arg-type]
        assert sorted(row.number for row in known.collect()) == numbers
    assert telltale.spark.classify(frame.where("number > 3"), "what: was.said?").collect() == []


def test_columns(spark: SparkSession) -> None:
    frame = few(spark)
    known = telltale.spark.classify(frame, "what: was.said?", keep=["seen", "number"], name="it is")
    assert known.columns == ["seen", "number", "it is"]
    assert known.schema["it is"].dataType == telltale.spark.STRUCT
    assert known.select("it is.*").columns == [field.name for field in telltale.spark.STRUCT]
    rows = sorted(known.collect(), key=lambda row: row.number)
    assert [row.seen for row in rows] == [True, False, True]
    assert [bool(row["it is"]) for row in rows] == [False, True, False]
    assert telltale.spark.classify(frame, "what: was.said?").columns == [*frame.columns, "known"]
    raw = spark.createDataFrame([(b"\xff " + REFUSED.encode(),)], "raw binary")
    (row,) = telltale.spark.classify(raw, "raw", keep=[]).collect()
    assert (row.known.finding, row.known.begin) == (REFUSED_ID, REFUSED.index("failed") + 2)


def test_wrong_arguments(spark: SparkSession, tmp_path: Path) -> None:
    frame = few(spark)
    with pytest.raises(ValueError, match=r"no column 'x' among 'number', 'what: was\.said\?', 'seen'"):
        telltale.spark.classify(frame, "x")
    with pytest.raises(ValueError, match="no column 'x'"):
        telltale.spark.classify(frame, "what: was.said?", keep=["x"])
    with pytest.raises(ValueError, match="more than one column 'a'"):
        telltale.spark.classify(frame.toDF("a", "b", "a"), "a")
    with pytest.raises(ValueError, match="a column 'number' already: name= takes another"):
        telltale.spark.classify(frame, "what: was.said?", name="number")
    with pytest.raises(TypeError, match="string or binary, and 'number' is bigint"):
        telltale.spark.classify(frame, "number")
    with pytest.raises(ValueError, match="mode is 'all' or 'best', not 'some'"):
        telltale.spark.classify(frame, "what: was.said?", mode="some")  # type: ignore[arg-type]
    with pytest.raises(telltale.TelltaleError, match="pack-unknown"):
        telltale.spark.classify(frame, "what: was.said?", telltale.Classifier(packs=[tmp_path / "none"]))


def test_options_travel(spark: SparkSession) -> None:
    classifier = telltale.Classifier(only="*/no-endpoints*", fields=False, engine="re2", cache_folder="")
    (row,) = telltale.spark.classify(few(spark), "what: was.said?", classifier, mode="all", keep=["number"]).collect()
    assert (row.number, row.known.finding.split("/")[1], row.known.fields) == (2, "no-endpoints", {})


def test_pack_that_a_worker_lacks(spark: SparkSession, tmp_path: Path) -> None:
    """Spark's error quotes telltale's own, with every problem."""
    pack = shutil.copytree(ROOT / "rules" / "cert-manager-webhook", tmp_path / "pack")
    known = telltale.spark.classify(few(spark), "what: was.said?", telltale.Classifier(packs=[pack], cache_folder=""))
    shutil.rmtree(pack)
    with pytest.raises(PythonException) as caught:
        known.collect()
    assert f"telltale.TelltaleError: {pack}" in str(caught.value)
    assert "[pack-unknown]" in str(caught.value)


def test_worker_compiles_once(spark: SparkSession) -> None:
    """Tasks of one process, also of another job, share one classifier."""
    classifier = telltale.Classifier(max_matches=77)

    def classifier_here(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
        assert [len(classifier.classify(REFUSED)) for _ in numbers] == [1, 1]
        yield os.getpid(), id(classifier)

    tasks = [
        task
        for _ in range(2)
        for task in spark.sparkContext.parallelize(range(8), 4).mapPartitions(classifier_here).collect()
    ]
    assert len(tasks) == 8
    assert os.getpid() not in {process for process, _ in tasks}
    assert len(set(tasks)) == len({process for process, _ in tasks}) < 8
