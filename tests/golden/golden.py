"""What the golden tests share: the folder that a command runs in, and the command itself."""

from __future__ import annotations

import gzip
import os
import shutil
import struct
import subprocess
import tempfile
import unittest
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
MATCH = b'failed calling webhook "hook.demo.io": connection refused\n'


def log_of(lines: int) -> bytes:
    """A log in which every line is a match, a second apart."""
    times = (f"2024-05-01 {i // 3600 % 24:02}:{i // 60 % 60:02}:{i % 60:02} ".encode() for i in range(lines))
    return b"".join(time + MATCH for time in times)


class FolderTest(unittest.TestCase):
    """Tests of one copy of the inputs."""

    folder: Path

    @classmethod
    def setUpClass(cls) -> None:
        temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = Path(temporary.name) / "work"
        make_inputs(cls.folder)


def find_telltale() -> Path:
    """The command under test: $TELLTALE, which ctest sets."""
    path = os.environ.get("TELLTALE")
    if not path or not Path(path).is_file():
        raise SystemExit("set TELLTALE to the path of the command that is to be tested")
    return Path(path).resolve()


def environment(**more: str) -> dict[str, str]:
    """An environment that is the same on every machine."""
    kept = {name: os.environ[name] for name in ("ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    telltale = find_telltale()
    path = f"{telltale.parent}:/usr/local/bin:/usr/bin:/bin"
    kept["TELLTALE_CACHE"] = str(telltale.parent / "test-cache")  # a start takes a tenth of the time
    return kept | {"PATH": path, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TERM": "dumb"} | more


def zstd_frame(data: bytes) -> bytes:
    """`data` as a zstd frame of one raw block: no compressor is needed for a valid file."""
    header = struct.pack("<I", 0xFD2FB528) + b"\xa0" + struct.pack("<I", len(data))
    return header + struct.pack("<I", len(data) << 3 | 1)[:3] + data


def make_inputs(folder: Path) -> None:
    """Copies inputs/ to `folder` and adds what cannot be kept as text."""
    shutil.copytree(HERE / "inputs", folder, symlinks=True)
    (folder / "only-nul.log").write_bytes(b"\0" * 5000)
    (folder / "empty.log").write_bytes(b"")
    (folder / "nul.log").write_bytes(b"\0" * 100 + b"\n" + MATCH)
    (folder / "invalid.log").write_bytes(b"\x80\xff bad \xc3( " + MATCH)
    (folder / "latin.log").write_bytes("Übertragung gestört: ".encode("latin-1") + MATCH)
    (folder / "escapes.log").write_bytes(b"\x1b]0;title\x07\x1b[31mred\x1b[0m \x9b2J \xe2\x80\xae " + MATCH)
    (folder / "crlf.log").write_bytes(b"first\r\nx " + MATCH.replace(b"\n", b"\r\n"))
    (folder / "utf16.log").write_bytes(b"\xff\xfe" + ("first\r\nx " + MATCH.decode()).encode("utf-16-le"))
    (folder / "program").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(range(32)) * 50 + MATCH)
    write_compressed(folder)
    write_tree(folder)
    write_packs(folder / "packs")


def write_compressed(folder: Path) -> None:
    first, second = (f"2024-05-01 10:00:0{i} ".encode() + MATCH for i in (1, 2))
    two = gzip.compress(first, mtime=0) + gzip.compress(second, mtime=0)
    (folder / "two.log.gz").write_bytes(two)
    (folder / "cut.log.gz").write_bytes(two[:-9])
    (folder / "tail.log.gz").write_bytes(two + b"tail")
    (folder / "two.log.zst").write_bytes(zstd_frame(first) + zstd_frame(second))
    (folder / "cut.log.zst").write_bytes(zstd_frame(first) + zstd_frame(second)[:30])
    (folder / "records.jsonl.gz").write_bytes(gzip.compress((folder / "records.jsonl").read_bytes(), mtime=0))


def write_tree(folder: Path) -> None:
    tree = folder / "tree"
    (tree / "b" / "loop").symlink_to("..")
    (tree / "link-to-z.log").symlink_to("z.log")
    (tree / "nowhere").symlink_to("missing")
    (tree / "program").write_bytes((folder / "program").read_bytes())
    shutil.copytree(folder / "packs" / "demo", tree / "pack")


def write_packs(packs: Path) -> None:
    """Packs that are wrong, each in one way."""
    wrong: dict[str, Callable[[str], str]] = {
        "broken": lambda text: text.replace('"order": 1,', '"order": 1'),
        "duplicate-key": lambda text: text.replace('"order": 1,', '"order": 1, "order": 2,'),
        "unknown-key": lambda text: text.replace('"order": 1,', '"order": 1, "odrer": 2,'),
        "deep": lambda text: text.replace('"order": 1,', '"order": ' + "[" * 5000 + "]" * 5000 + ","),
        "huge": lambda text: text.replace('"order": 1,', '"order": 1,' + " " * (17 << 20)),
        "no-json": lambda text: "connection refused\n",
        # Hyperscan takes 2,000 repeats, RE2 at most 1,000.
        "one-engine": lambda text: text.replace(
            '"pattern": "connection refused"', '"pattern": "connection (?:x{2000})"'
        ),
        "nested": lambda text: text.replace(
            '"pattern": "connection refused"', '"pattern": "' + "(?:" * 9 + "a" + "*)" * 9 + '"'
        ),
        "silent": lambda text: text.replace('"pattern": "connection refused"', '"pattern": "connection reset"'),
    }
    for name, change in wrong.items():
        shutil.copytree(packs / "demo", packs / name)
        section = packs / name / "sections" / "refused.json"
        before = section.read_text("utf-8")
        after = change(before)
        if before == after:
            raise AssertionError(f"the pack {name} is not wrong")
        section.write_text(after, "utf-8")
    shutil.copytree(packs / "demo", packs / "twin")
    (packs / "no-pack").mkdir()
    shutil.copytree(packs / "demo", packs / "no-tests")
    for path in (packs / "no-tests").glob("*/*.json"):
        strip_examples(path)
    strip_examples(packs / "no-tests" / "frames.json")


def strip_examples(path: Path) -> None:
    import json

    def strip(value: object) -> object:
        if isinstance(value, dict):
            return {key: strip(item) for key, item in value.items() if key not in ("examples", "counter_examples")}
        return [strip(item) for item in value] if isinstance(value, list) else value

    path.write_text(json.dumps(strip(json.loads(path.read_text("utf-8"))), indent=2), "utf-8")


def run(
    arguments: list[str | bytes], folder: Path, *, stdin: bytes = b"", **more: str
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in `folder`, never longer than a minute."""
    command: list[str | bytes] = [str(find_telltale()), *arguments]
    return subprocess.run(
        command, cwd=folder, input=stdin, capture_output=True, env=environment(**more), timeout=60, check=False
    )
