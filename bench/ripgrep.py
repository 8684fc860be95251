"""ripgrep with the same patterns on the same clean text: CPU time of the whole process, one thread, median of seven."""

import argparse
import re
import resource
import shutil
import subprocess
from pathlib import Path

from rows import median_entry, write_rows

MAJOR = 15  # 13 reads a third as fast: a comparison has to name the version


def cpu_time_of_children() -> float:
    """What the rows of the library are timed with: other programs disturb it less."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def find_ripgrep(folder: Path) -> str | None:
    for candidate in (shutil.which("rg"), shutil.which("rg", path=str(folder / "bin"))):
        if candidate is None:
            continue
        told = subprocess.run([candidate, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.match(r"ripgrep (\d+)", told)
        if version and int(version[1]) == MAJOR:
            return candidate
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("patterns", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--folder", type=Path, required=True, help="where cargo installs it when it is not on the PATH")
    parser.add_argument("--json", type=Path, required=True, help="where the row goes")
    arguments = parser.parse_args()
    if (ripgrep := find_ripgrep(arguments.folder)) is None:
        install = ["cargo", "install", "--quiet", "--locked", "--root", str(arguments.folder), f"ripgrep@^{MAJOR}"]
        subprocess.run(install, check=True)
        ripgrep = find_ripgrep(arguments.folder) or "rg"
    command = [ripgrep, "--no-config", "-j1", "-c", "-f", str(arguments.patterns), str(arguments.text)]
    seconds = []
    for _ in range(7):
        begin = cpu_time_of_children()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        seconds.append(cpu_time_of_children() - begin)
    write_rows(arguments.json, [median_entry("peers/ripgrep/clean", seconds, arguments.text.stat().st_size)])


if __name__ == "__main__":
    main()
