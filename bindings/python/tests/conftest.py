from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import telltale
from samples import FREE_THREADED, needs

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class FileInDoubt(pytest.Module):
    """A file of tests that may import what is not there."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        imported = r"^(?:import|from) (duckdb|hypothesis|pandas|polars|pyarrow|pyspark)\b"
        needs(*dict.fromkeys(re.findall(imported, self.path.read_text(encoding="utf-8"), re.MULTILINE)))
        return super().collect()


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return FileInDoubt.from_parent(parent, path=module_path) if FREE_THREADED else None


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the cache of whoever runs it; child processes share this one."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TELLTALE_CACHE", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture(scope="session")
def classifier(cache_of_its_own: None) -> telltale.Classifier:
    return telltale.Classifier()


@pytest.fixture(scope="session")
def settings_of_spark(cache_of_its_own: None) -> None:
    """A small Spark, for the fixture below and for examples; its Java is the same for all tests and starts once."""
    patch = pytest.MonkeyPatch()
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.showConsoleProgress": "false",
    }
    words = ["--master local[2]", *(f"--conf {name}={value}" for name, value in settings.items()), "pyspark-shell"]
    patch.setenv("PYSPARK_SUBMIT_ARGS", " ".join(words))
    patch.setenv("PYSPARK_PYTHON", sys.executable)
    patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    # Half of the time of a run this short would go into the better one of Java's compilers.
    patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


@pytest.fixture
def spark(settings_of_spark: None) -> SparkSession:
    """The one session, or a new one after an example has stopped it."""
    from pyspark.sql import SparkSession

    return SparkSession.builder.getOrCreate()
