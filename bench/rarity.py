#!/usr/bin/env python3
"""Prints the lists of lib/base/rarity.cc: how often four letters or hyphens in a row stand in a MB of logs.

    bench/rarity.py 85:../shared/logs/loghub-2k.log 15:build/bench/inputs/cluster.log

Each argument is a weight and a file. The rate of a gram is the weighted mean of its rates in the files, so that a short
log counts as much as its weight says.
"""

import collections
import pathlib
import re
import sys
import textwrap

GRAM = re.compile(rb"[a-z-]{4}")
# The least rate of each list, and the rate that it stands for.
LISTS = [(800, 800), (400, 400), (200, 200), (100, 100), (50, 50), (25, 25), (12, 17), (6, 8)]


def rates_of(path: str) -> dict[bytes, float]:
    """How often each gram stands in a MB of the file, letters in lower case."""
    text = pathlib.Path(path).read_bytes().lower()
    grams = collections.Counter(text[at : at + 4] for at in range(len(text) - 3))
    return {gram: count / len(text) * 1e6 for gram, count in grams.items() if GRAM.fullmatch(gram)}


def blended(arguments: list[str]) -> dict[bytes, float]:
    """The weighted mean of the rates in all files."""
    weighted = [(float(weight), rates_of(path)) for weight, path in (argument.split(":", 1) for argument in arguments)]
    total = sum(weight for weight, _ in weighted)
    mean: dict[bytes, float] = collections.defaultdict(float)
    for weight, rates in weighted:
        for gram, rate in rates.items():
            mean[gram] += weight / total * rate
    return mean


def main() -> int:
    """Writes the lists to standard output."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    lists: dict[int, list[str]] = collections.defaultdict(list)
    for gram, rate in blended(sys.argv[1:]).items():
        level = next((stands_for for least, stands_for in LISTS if rate >= least), None)
        if level is not None:
            lists[level].append(gram.decode())
    for _, level in LISTS:
        print(f"    {{{level},")
        for line in textwrap.wrap("".join(sorted(lists[level])), 100):
            print(f'     "{line}"')
        print("     },")
    return 0


if __name__ == "__main__":
    sys.exit(main())
