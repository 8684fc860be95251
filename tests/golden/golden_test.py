#!/usr/bin/env python3
"""Runs the transcripts in cases/ and compares what a user sees, letter by letter.

    golden_test.py [--update] [NAME...]

A case is a text file. Lines that begin with two blanks are a session; everything else says what it is about.

      $ a command of the shell           run in a copy of inputs/
      what it prints
      ! what it says on standard error
      [3]                                its exit status, when it is not 0

`--update` writes what was seen into the cases: read the diff before you commit it.
"""

from __future__ import annotations

import argparse
import difflib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from golden import HERE, environment, make_inputs

CASES = HERE / "cases"
INDENT = "  "


def shown(output: bytes) -> list[str]:
    """Output as lines that can stand in a text file: bytes that are no UTF-8 and control characters escaped."""
    text = output.decode("utf-8", "backslashreplace")
    # Every check of a pack is done with every engine that is built in.
    text = re.sub(r"\b[1-9]\d* checks\b", "N checks", re.sub(r'"checks":[1-9]\d*', '"checks":N', text))
    escaped = "".join(c if c == "\n" or c.isprintable() else f"\\x{ord(c):02x}" for c in text)
    lines = escaped.split("\n")
    if lines[-1] == "":
        lines.pop()
    elif lines:
        lines[-1] += "[no newline]"
    return lines


def play(command: str, folder: Path) -> list[str]:
    """The session of one command, as it stands in a case."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        timeout=120,
        check=False,
    )
    lines = [f"$ {command}", *shown(done.stdout), *(f"! {line}" for line in shown(done.stderr))]
    if done.returncode != 0:
        lines.append(f"[{done.returncode}]")
    # An empty line at the end would be taken for the end of the session.
    if lines[-1] == "":
        lines[-1] = "[empty line]"
    return ["" if line == "" else INDENT + line for line in lines]


def replay(case: str, folder: Path) -> str:
    """The case with every session replaced by what is seen now."""
    lines = case.split("\n")
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if not line.startswith(INDENT + "$ "):
            out.append(line)
            continue
        while at < len(lines) and is_of_session(lines, at):
            at += 1
        out.extend(play(line[len(INDENT) + 2 :], folder))
    return "\n".join(out)


def is_of_session(lines: list[str], at: int) -> bool:
    """Whether a line belongs to the output above it: indented, or blank between indented ones."""
    if lines[at].startswith(INDENT + "$ "):
        return False
    if lines[at].startswith(INDENT):
        return True
    following = next((line for line in lines[at:] if line != ""), "")
    return lines[at] == "" and following.startswith(INDENT) and not following.startswith(INDENT + "$ ")


def check(path: Path, update: bool) -> bool:
    case = path.read_text("utf-8")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "work"
        make_inputs(folder)
        now = replay(case, folder)
    if now == case:
        return True
    if update:
        path.write_text(now, "utf-8")
        print(f"updated {path.name}")
        return True
    diff = difflib.unified_diff(case.split("\n"), now.split("\n"), path.name, "now", lineterm="")
    print("\n".join(diff))
    return False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    paths = [CASES / f"{name}.txt" for name in options.names] or sorted(CASES.glob("*.txt"))
    failed = [path.name for path in paths if not check(path, options.update)]
    print(f"{len(paths)} cases, {len(failed)} failed {' '.join(failed)}")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
