"""How fast the package is, as ratios of one run: a million texts of 150 bytes, one in a hundred with a match.

usage: python bindings/python/bench/ratios.py BUILD [--texts N]    (BUILD: a build folder with libtelltale.a)

Answers are compared before time is taken. Peers that are not installed are left out, and said.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import polars
import pyarrow
import pyarrow.parquet
import telltale

ROOT = Path(__file__).resolve().parents[3]
REFUSED = (
    'failed calling webhook "webhook.cert-manager.io": Post "https://cert-manager-webhook.cert-manager.svc:443/mutate'
    '?timeout=10s": dial tcp 10.96.20.{}:443: connect: connection refused'
)
# A server's day, in the shapes of common log formats.
SHAPES = (
    "2024-03-01T10:{second:02}:07.123Z INFO  [worker-{small}] served GET /api/v1/orders/{big} in {small} ms to "
    "{address}, agent Mozilla/5.0 (X11; Linux x86_64), referrer /cart",
    "081109 2036{second:02} 148 INFO dfs.DataNode$PacketResponder: PacketResponder {small} for block blk_{big} "
    "terminating, received block of size 67108864 from /{address}",
    "Jun 14 15:16:{second:02} combo sshd(pam_unix)[{big}]: session opened for user deploy by (uid={small}) from "
    "{address}, keyboard-interactive, second factor accepted",
    '{{"level":"info","ts":{big},"logger":"controller","msg":"reconciled","key":"shop/web-{small}","took":"{small}ms",'
    '"generation":{small},"replicas":3,"from":"{address}"}}',
)

# What every peer looks for, in one expression or as a set: the same as bench/peers gives to the other programs.
PATTERNS = (ROOT / "bench" / "peers" / "patterns.txt").read_text(encoding="utf-8").split("\n")[:-1]


def make_texts(count: int) -> list[str]:
    source = random.Random(7)
    texts = []
    for number in range(count):
        if number % 100 == 50:
            texts.append(REFUSED.format(number % 250))
            continue
        values = {"second": number % 60, "small": source.randrange(97), "big": source.randrange(10**9)}
        address = f"10.{source.randrange(250)}.{source.randrange(250)}.{source.randrange(250)}"
        texts.append(SHAPES[number % len(SHAPES)].format(address=address, **values))
    return texts


def nanoseconds(run: Callable[[], Any], count: int, repeats: int = 5) -> float:
    best = float("inf")
    for _ in range(repeats):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return best / count * 1e9


def cpp_loop(build: Path, texts: list[str]) -> tuple[float, float, int]:
    """Nanoseconds a text, one by one and as a batch, and the number of matches."""
    with tempfile.TemporaryDirectory() as folder:
        program, lines = Path(folder, "loop"), Path(folder, "lines")
        lines.write_text("\n".join(texts) + "\n", encoding="utf-8")
        modules = subprocess.run(
            ["pkg-config", "--libs", "re2", "libsodium", "libhs"], check=True, capture_output=True, text=True
        ).stdout.split()
        folders = [f"-I{ROOT / 'include'}", f"-I{build / 'include'}"]
        source, library = Path(__file__).with_name("loop.cc"), build / "lib" / "libtelltale.a"
        subprocess.run(["g++", "-std=c++20", "-O2", *folders, source, library, *modules, "-o", program], check=True)
        said = subprocess.run([program, lines], check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1]), int(said[2])


def exhaust(function: Callable[[str], Any], texts: list[str]) -> Callable[[], None]:
    def run() -> None:
        for text in texts:
            function(text)

    return run


def peers(texts: list[str], expected: int) -> dict[str, float]:
    few = texts[:20_000]
    wanted = len(few) // 100
    figures: dict[str, float] = {}
    alternation = re.compile("|".join(PATTERNS))
    assert sum(alternation.search(text) is not None for text in few) == wanted <= expected
    figures["re, one alternation"] = nanoseconds(exhaust(alternation.search, few), len(few), 3)
    try:
        re2: Any = importlib.import_module("re2")
    except ImportError:
        print("google-re2 is not installed and left out")
    else:
        patterns = re2.Set.SearchSet()
        for pattern in PATTERNS:
            patterns.Add(pattern)
        patterns.Compile()
        assert sum(bool(patterns.Match(text)) for text in few) == wanted
        figures["google-re2, Set"] = nanoseconds(exhaust(patterns.Match, few), len(few), 3)
    try:
        hyperscan: Any = importlib.import_module("hyperscan")
    except ImportError:
        print("hyperscan is not installed and left out")
    else:
        database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
        flags = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL
        database.compile(expressions=[pattern.encode() for pattern in PATTERNS], flags=flags)
        hits: list[int] = []

        def on_match(identity: int, begin: int, end: int, flags: int, context: object) -> None:
            hits.append(identity)

        def scan(text: str) -> None:
            database.scan(text.encode(), match_event_handler=on_match)

        matched = 0
        for text in few:
            hits.clear()
            scan(text)
            matched += bool(hits)
        assert matched == wanted
        figures["hyperscan, a call a text"] = nanoseconds(exhaust(scan, few), len(few), 3)
    return figures


def spark(texts: list[str], classifier: telltale.Classifier, expected: int) -> dict[str, float]:
    """Nanoseconds of one core for a text in Spark, which reads Parquet and counts what it knows; start-up is aside.

    The empty task shows how much of it is Spark's own, which no helper can get below.
    """
    try:
        session: Any = importlib.import_module("pyspark.sql").SparkSession
    except ImportError:
        print("pyspark is not installed and left out")
        return {}
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet = {"spark.ui.enabled": False, "spark.ui.showConsoleProgress": False}
    here = session.builder.master("local[2]").config(map=quiet).getOrCreate()
    classify = importlib.import_module("telltale.spark").classify

    def nothing(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        for batch in batches:
            yield pyarrow.RecordBatch.from_arrays([pyarrow.nulls(batch.num_rows, pyarrow.int64())], ["known"])

    with tempfile.TemporaryDirectory() as folder:
        for part in range(4):
            path = Path(folder, f"{part}.parquet")
            pyarrow.parquet.write_table(pyarrow.table({"text": texts[part::4]}), path)
        frame = here.read.parquet(folder)
        best = classify(frame, "text", classifier, keep=[]).where("known is not null")
        matches = classify(frame, "text", classifier, keep=[], mode="all")
        empty = frame.mapInArrow(nothing, "known long").where("known is not null")
        assert (best.count(), matches.count(), empty.count()) == (expected, expected, 0)
        figures = {
            f"Spark, {name}": 2 * nanoseconds(rows.count, len(texts))
            for name, rows in (("best", best), ("all", matches), ("an empty task", empty))
        }
    here.stop()
    return figures


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("build", type=Path)
    parser.add_argument("--texts", type=int, default=1_000_000)
    options = parser.parse_args()
    texts = make_texts(options.texts)
    count = len(texts)
    classifier = telltale.Classifier()
    column = pyarrow.array(texts)
    series = polars.Series(texts)
    relation = duckdb.from_arrow(pyarrow.table({"text": column}))
    one_by_one, floor, matches = cpp_loop(options.build.resolve(), texts)
    for given in (texts, column, series, relation):
        assert len(classifier.classify_batch(given)) == matches == count // 100

    clean = [text for text in itertools.islice(texts, 20_000) if "webhook" not in text]
    fails_at_once = re.compile("\\A#").search
    call = nanoseconds(exhaust(classifier.classify, clean), len(clean))
    nothing = nanoseconds(exhaust(fails_at_once, clean), len(clean))
    figures = {
        "list": nanoseconds(lambda: classifier.classify_batch(texts), count),
        "pyarrow": nanoseconds(lambda: classifier.classify_batch(column), count),
        "polars": nanoseconds(lambda: classifier.classify_batch(series), count),
        "duckdb": nanoseconds(lambda: classifier.classify_batch(relation), count),
    }
    figures["duckdb, only reading"] = nanoseconds(
        lambda: sum(batch.num_rows for batch in pyarrow.RecordBatchReader.from_stream(relation)), count
    )
    others = peers(texts, matches)
    sparks = spark(texts, classifier, matches)
    for name, figure in {
        "C++, text by text": one_by_one,
        "C++, a batch": floor,
        "classify(str), clean": call,
        "re that fails at once": nothing,
        **figures,
        **sparks,
        **others,
    }.items():
        print(f"{name:28}{figure:9.0f} ns a text")
    print(f"\nclassify(str) / re that fails at once   {call / nothing:6.2f}   goal <= 2.5")
    for name, goal in (("re, one alternation", 40), ("google-re2, Set", 8), ("hyperscan, a call a text", 3)):
        if name in others:
            print(f"{name:27} / list         {others[name] / figures['list']:6.2f}   goal >= {goal}")
    for name in ("pyarrow", "polars", "duckdb"):
        print(f"C++, a batch / {name:24} {floor / figures[name]:6.2f}   goal >= 0.6")
    ceiling = floor / (floor + figures["duckdb, only reading"])
    print(f"{'... with what duckdb takes itself':39} {ceiling:6.2f}   its ceiling")
    for name, figure in sparks.items():
        wanted = "its ceiling" if "empty" in name else "goal >= 0.5"
        print(f"pyarrow / {name:29} {figures['pyarrow'] / figure:6.2f}   {wanted}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
