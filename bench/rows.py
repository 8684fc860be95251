"""Rows of benchmarks: the JSON that Google Benchmark writes, which the scripts of this folder write as well."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


@dataclass(frozen=True)
class Row:
    """The median of one row; what a row does not count is 0."""

    seconds: float
    bytes_per_second: float = 0.0
    items_per_second: float = 0.0
    counters: dict[str, float] | None = None

    def counter(self, name: str) -> float:
        return (self.counters or {}).get(name, 0.0)


def short_name(run_name: str) -> str:
    """`telltale/clean/real_time/threads:2` without how its time was taken, and without what is as always."""
    parts = [part for part in run_name.split("/") if part not in ("real_time", "manual_time", "threads:1")]
    return "/".join(part for part in parts if not part.startswith(("iterations:", "repeats:")))


def row_of(entry: dict[str, Any]) -> Row:
    return Row(
        float(entry["real_time"]) * SECONDS[entry["time_unit"]],
        float(entry.get("bytes_per_second", 0)),
        float(entry.get("items_per_second", 0)),
        {key: float(value) for key, value in entry.items() if isinstance(value, int | float)},
    )


def read_rows(files: Iterable[Path]) -> dict[str, Row]:
    """The median of every row that was measured; a row that was run once is its own."""
    rows: dict[str, Row] = {}
    for file in files:
        entries = [e for e in json.loads(file.read_text())["benchmarks"] if not e.get("error_occurred")]
        for entry in sorted(entries, key=lambda e: e.get("aggregate_name") == "median"):
            if entry.get("aggregate_name", "median") == "median":
                rows[short_name(entry["run_name"])] = row_of(entry)
    return rows


def median_entry(name: str, seconds: Sequence[float], size: int = 0, **counters: float) -> dict[str, Any]:
    """A row as Google Benchmark would write it, of a thing that read `size` bytes in each of `seconds`."""
    median = statistics.median(seconds)
    entry: dict[str, Any] = {"name": f"{name}_median", "run_name": name, "run_type": "aggregate"}
    entry |= {"aggregate_name": "median", "real_time": median * 1e3, "time_unit": "ms"}
    return entry | ({"bytes_per_second": size / median} if size else {}) | counters


def write_rows(file: Path, entries: Sequence[dict[str, Any]]) -> None:
    file.write_text(json.dumps({"benchmarks": list(entries)}, indent=1) + "\n")
