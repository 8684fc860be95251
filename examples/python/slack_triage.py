"""Which known failures does a Slack export talk about, how often, and where first?

usage: python slack_triage.py FOLDER    (an unpacked export: a folder a channel, a JSON file a day)
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import telltale


class Message(NamedTuple):
    """A message with the place where people find it."""

    channel: str
    time: str
    text: str


def messages(export: Path) -> Iterator[Message]:
    for path in sorted(export.glob("*/*.json")):
        for message in json.loads(path.read_text(encoding="utf-8")):
            if message.get("text"):
                yield Message(path.parent.name, message["ts"], message["text"])


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    seen = list(messages(Path(sys.argv[1])))
    table = telltale.Classifier().classify_batch(message.text for message in seen)
    rows = [row for row in table if row is not None]
    first: dict[tuple[str, str], Message] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for finding, row in dict.fromkeys(((row.finding, row.owner or "-"), row.row) for row in rows):
        counts[finding] += 1
        first.setdefault(finding, seen[row])
    print(f"{len({row.row for row in rows})} of {len(seen)} messages show a known failure")
    for (name, owner), count in counts.most_common():
        where = first[name, owner]
        print(f"{count:5}  {name}  ({owner})  first in #{where.channel} at {where.time}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
