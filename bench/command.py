"""The command as people run it: its start, a file on one thread and on two, its memory on a big file.

Every run's answer is compared with the known one. Prints nothing; writes rows in the form of Google Benchmark.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from rows import median_entry, write_rows

MEBIBYTE = 1 << 20


def run(command: list[str], matches: int) -> float:
    """Seconds that the command takes; ends the program when it finds another number of matches."""
    begin = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - begin
    found = done.stdout.count(b"\n")
    if done.returncode != 0 or found != matches:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}, {found} matches, {matches} expected")
    return seconds


def classify(telltale: Path, file: Path, *options: str) -> list[str]:
    return [str(telltale), "classify", "--format", "ndjson", *options, str(file)]


def repeat_file(source: Path, target: Path, size: int) -> None:
    """Whole copies of `source`, at least `size` bytes; an older copy of that size is kept."""
    copies = -(-size // source.stat().st_size)
    if target.exists() and target.stat().st_size == copies * source.stat().st_size:
        return
    with target.open("wb") as out:
        for _ in range(copies):
            with source.open("rb") as piece:
                shutil.copyfileobj(piece, out, 8 * MEBIBYTE)


def messages_in(file: Path) -> int:
    with file.open("rb") as lines:
        return sum(b"failed calling webhook" in line for line in lines)


def measure_start(telltale: Path, inputs: Path, rounds: int = 30) -> dict[str, Any]:
    command = classify(telltale, inputs / "one-line.log")
    run(command, 1)  # whatever is kept from one start to the next is there now
    seconds = [run(command, 1) for _ in range(rounds)]
    return median_entry("command/start", seconds, min_ms=min(seconds) * 1e3)


def measure_threads(telltale: Path, inputs: Path, name: str, size: int) -> list[dict[str, Any]]:
    file = inputs / f"big-{name}.log"
    repeat_file(inputs / f"{name}.log", file, size)
    matches = messages_in(file)
    entries = []
    for threads in ("1", "2"):
        command = classify(telltale, file, "--threads", threads)
        seconds = [run(command, matches) for _ in range(3)]
        entries.append(median_entry(f"command/{name}/threads:{threads}", seconds, file.stat().st_size))
    return entries


def memory_of(pid: int) -> dict[str, int]:
    """Bytes by their names in /proc/PID/status; empty when the process has ended."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return {name: int(kib) * 1024 for name, kib in re.findall(r"^(\w+):\s+(\d+) kB$", status, re.MULTILINE)}


def measure_memory(telltale: Path, inputs: Path, size: int) -> dict[str, Any]:
    """What the process holds beside mapped files, at its most: those are not its own and can be dropped at any time."""
    file = inputs / "memory.log"
    repeat_file(inputs / "clean.log", file, size)
    begin = time.perf_counter()
    peak = high_water = 0
    with subprocess.Popen(classify(telltale, file), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            memory = memory_of(process.pid)
            peak = max(peak, memory.get("RssAnon", 0) + memory.get("RssShmem", 0))
            high_water = max(high_water, memory.get("VmHWM", 0))
            time.sleep(0.002)
    if process.returncode != 0:
        sys.exit(f"classify {file}: exit status {process.returncode}")
    seconds = [time.perf_counter() - begin]
    length = file.stat().st_size
    file.unlink()  # it may be large
    mebibytes = {"peak_mib": peak / MEBIBYTE, "high_water_mib": high_water / MEBIBYTE}
    return median_entry("command/memory", seconds, length, input_mib=length / MEBIBYTE, **mebibytes)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--telltale", type=Path, required=True, help="the command")
    parser.add_argument("--inputs", type=Path, required=True, help="what telltale_bench_inputs wrote; room for more")
    parser.add_argument("--big", type=int, default=1024, help="MiB of the big file (default: %(default)s)")
    parser.add_argument("--json", type=Path, required=True, help="where the rows go")
    arguments = parser.parse_args()
    os.environ["NO_COLOR"] = "1"
    telltale, inputs = arguments.telltale, arguments.inputs
    entries = [measure_start(telltale, inputs)]
    entries += measure_threads(telltale, inputs, "clean", 512 * MEBIBYTE)
    entries += measure_threads(telltale, inputs, "1-percent", 256 * MEBIBYTE)
    entries.append(measure_memory(telltale, inputs, arguments.big * MEBIBYTE))
    write_rows(arguments.json, entries)


if __name__ == "__main__":
    main()
