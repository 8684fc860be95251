"""Goals against what was measured, from the rows of all benchmarks of one run."""

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rows import Row, read_rows

Rows = dict[str, Row]
HOSTILE_KIB = (64, 256, 1024, 4096)


@dataclass(frozen=True)
class Goal:
    work: str
    what: str  # what the figure is: "GB/s", "x memory"
    bound: float
    measure: Callable[[Rows], float]  # KeyError: a row that it needs was not measured
    at_least: bool = True

    def is_met(self, figure: float) -> bool:
        return figure >= self.bound if self.at_least else figure <= self.bound


def speed(row: str) -> Callable[[Rows], float]:
    return lambda rows: rows[row].bytes_per_second / 1e9


def ratio(row: str, other: str) -> Callable[[Rows], float]:
    return lambda rows: rows[row].bytes_per_second / rows[other].bytes_per_second


def seconds(row: str, unit: float) -> Callable[[Rows], float]:
    return lambda rows: rows[row].seconds / unit


def time_of_a_call(row: str, unit: float) -> Callable[[Rows], float]:
    return lambda rows: 1 / rows[row].items_per_second / unit


def counter(row: str, name: str) -> Callable[[Rows], float]:
    return lambda rows: rows[row].counter(name)


def hostile_kinds(rows: Rows) -> Iterator[dict[int, float]]:
    """Bytes a second by length, of every kind of hostile text."""
    kinds = sorted({name.split("/")[1] for name in rows if name.startswith("hostile/")})
    if not kinds:
        raise KeyError("hostile")
    for kind in kinds:
        yield {kib: rows[f"hostile/{kind}/{kib}"].bytes_per_second for kib in HOSTILE_KIB}


def slowest_hostile(rows: Rows) -> float:
    return min(min(rates.values()) for rates in hostile_kinds(rows)) / 1e6


def least_linear(rows: Rows) -> float:
    """1: the longest text is read as fast as the shortest; 0.25: so much longer takes four times as long a byte."""
    return min(rates[HOSTILE_KIB[-1]] / rates[HOSTILE_KIB[0]] for rates in hostile_kinds(rows))


CLEAN = "telltale/clean"
GOALS = [
    Goal("clean lines", "of memory's speed", 0.5, ratio(CLEAN, "memory/read")),
    Goal("clean lines", "x Hyperscan, whole buffer", 3.5, ratio(CLEAN, "raw/hyperscan/buffer/clean")),
    Goal("clean lines", "x Hyperscan, a call a line", 7, ratio(CLEAN, "raw/hyperscan/lines/clean")),
    Goal("clean lines", "x RE2::Set, a call a line", 24, ratio(CLEAN, "raw/re2-set/lines/clean")),
    Goal("clean lines", "x aho-corasick and RegexSet", 2.5, ratio(CLEAN, "peers/aho-corasick/clean")),
    Goal("clean lines", "x ripgrep 15", 6, ratio(CLEAN, "peers/ripgrep/clean")),
    Goal(
        "a cluster's log, words of messages in most lines",
        "x Hyperscan, a call a line",
        0.4,
        ratio("telltale/cluster", "raw/hyperscan/lines/cluster"),
    ),
    Goal("1 % of the lines match, without fields", "GB/s", 4, speed("telltale/without-fields/1-percent")),
    Goal("1 % of the lines match", "GB/s", 2, speed("telltale/1-percent")),
    Goal(
        "1 % are eight messages at all times, without fields",
        "GB/s",
        4,
        speed("telltale/repeated/without-fields/1-percent"),
    ),
    Goal("1 % are eight messages at all times", "GB/s", 2, speed("telltale/repeated/1-percent")),
    Goal("1 % of the lines are near misses", "of clean", 0.6, ratio("telltale/near-misses", CLEAN)),
    Goal(
        "every line matches, without fields",
        "x Hyperscan, a call a line",
        0.8,
        ratio("telltale/without-fields/100-percent", "raw/hyperscan/lines/100-percent"),
    ),
    Goal(
        "every line matches",
        "x Hyperscan, a call a line",
        0.4,
        ratio("telltale/100-percent", "raw/hyperscan/lines/100-percent"),
    ),
    Goal(
        "every line is of eight messages, without fields",
        "x Hyperscan, a call a line",
        0.8,
        ratio("telltale/repeated/without-fields/100-percent", "raw/hyperscan/lines/100-percent"),
    ),
    Goal(
        "every line is of eight messages",
        "x Hyperscan, a call a line",
        0.4,
        ratio("telltale/repeated/100-percent", "raw/hyperscan/lines/100-percent"),
    ),
    Goal("hostile texts, the slowest kind", "MB/s", 30, slowest_hostile),
    Goal("hostile texts, 4 MiB beside 64 KiB", "of the speed, at worst", 0.75, least_linear),
    Goal("a call on a short clean text", "ns", 25, time_of_a_call("telltale/calls/clean", 1e-9), at_least=False),
    Goal("the same in a batch", "ns", 25, time_of_a_call("telltale/calls/batch", 1e-9), at_least=False),
    Goal("the same as a column", "ns", 25, time_of_a_call("telltale/calls/column", 1e-9), at_least=False),
    Goal("a call on a short message", "us", 1.2, time_of_a_call("telltale/calls/matching", 1e-6), at_least=False),
    Goal(
        "2 threads, a batch of clean texts", "x 1", 1.9, ratio("telltale/batch/clean/threads:2", "telltale/batch/clean")
    ),
    Goal(
        "2 threads, a batch with 1 % of messages",
        "x 1",
        1.9,
        ratio("telltale/batch/1-percent/threads:2", "telltale/batch/1-percent"),
    ),
    Goal("2 threads, a clean file", "x 1", 1.9, ratio("command/clean/threads:2", "command/clean")),
    Goal(
        "2 threads, a file with 1 % of messages", "x 1", 1.9, ratio("command/1-percent/threads:2", "command/1-percent")
    ),
    Goal("clean lines, 1,000 signatures", "of the speed with 100", 0.5, ratio("packs/clean/1000", "packs/clean/100")),
    Goal(
        "clean lines, 10,000 signatures", "of the speed with 100", 0.25, ratio("packs/clean/10000", "packs/clean/100")
    ),
    Goal("second start, 10,000 signatures", "ms", 60, seconds("packs/start/10000", 1e-3), at_least=False),
    Goal("the command on one line", "ms", 15, seconds("command/start", 1e-3), at_least=False),
    Goal("memory for a big file", "MiB", 64, counter("command/memory", "peak_mib"), at_least=False),
]


def rounded(figure: float) -> str:
    """Three digits that count."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def verdict(goal: Goal, rows: Rows) -> tuple[str, str]:
    try:
        figure = goal.measure(rows)
    except KeyError:
        return "-", "not measured"
    return rounded(figure), "ok" if goal.is_met(figure) else "not yet"


def table(rows: Rows) -> list[tuple[str, str, str, str]]:
    lines = [("work", "goal", "measured", "")]
    for goal in GOALS:
        figure, word = verdict(goal, rows)
        sign = ">=" if goal.at_least else "<="
        lines.append((goal.work, f"{sign} {goal.bound:g} {goal.what}", figure, word))
    return lines


def in_columns(lines: Sequence[tuple[str, ...]]) -> str:
    widths = [max(len(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def in_markdown(lines: Sequence[tuple[str, ...]]) -> str:
    rows = ["| " + " | ".join(line) + " |\n" for line in lines]
    return rows[0] + "|---" * len(lines[0]) + "|\n" + "".join(rows[1:])


def replace_table(page: Path, markdown: str) -> None:
    """Puts the table between the marks that the page has for it."""
    before, _, rest = page.read_text().partition("<!-- goals -->\n")
    _, mark, after = rest.partition("<!-- /goals -->\n")
    if not mark:
        raise SystemExit(f"{page} has no place for the table: <!-- goals --> and <!-- /goals -->")
    page.write_text(f"{before}<!-- goals -->\n{markdown}{mark}{after}")


def speeds(rows: Rows) -> list[tuple[str, ...]]:
    """Every row as it was measured."""
    lines: list[tuple[str, ...]] = [("row", "GB/s", "ms")]
    for name, row in sorted(rows.items()):
        gigabytes = rounded(row.bytes_per_second / 1e9) if row.bytes_per_second else ""
        lines.append((name, gigabytes, rounded(row.seconds * 1e3)))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="what Google Benchmark and the scripts beside it wrote")
    parser.add_argument("--page", type=Path, help="a Markdown page whose table of goals is to be replaced")
    parser.add_argument("--rows", action="store_true", help="every row, too")
    arguments = parser.parse_args()
    rows = read_rows(file for file in arguments.files if file.exists())
    if arguments.rows:
        print(in_columns(speeds(rows)))
    print(in_columns(table(rows)), end="")
    if arguments.page:
        replace_table(arguments.page, in_markdown(table(rows)))


if __name__ == "__main__":
    main()
