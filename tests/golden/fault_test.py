#!/usr/bin/env python3
"""Reads and writes that fail, end early or are interrupted, at every call: a clear message, the right exit status, and
never half a record."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import unittest
from pathlib import Path

from golden import MATCH, FolderTest, environment, find_telltale, log_of

LIBRARY = Path(os.environ.get("TELLTALE_BUILD_DIR", ".")) / "tests" / "golden" / "telltale_fault.so"
SOURCES = ("big.log", "big.jsonl", "big.log.gz")


def is_sanitized() -> bool:
    return b"__asan_init" in find_telltale().read_bytes() or b"__tsan_init" in find_telltale().read_bytes()


@unittest.skipUnless(LIBRARY.is_file(), f"{LIBRARY} is not built")
@unittest.skipIf(is_sanitized(), "a sanitizer wants to be the first library")
class Faults(FolderTest):
    expected: dict[str, bytes]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        log = log_of(2000) + b"2024-05-01 10:00:00 all is well\n" * 100_000
        (cls.folder / "big.log").write_bytes(log)
        (cls.folder / "big.log.gz").write_bytes(gzip.compress(log, 1, mtime=0))
        record = json.dumps({"text": "x " + MATCH.decode()}) + "\n"
        (cls.folder / "big.jsonl").write_text(record * 10_000)
        cls.expected = {source: cls.classify(source, "none:none:0").stdout for source in SOURCES}

    @classmethod
    def classify(cls, source: str, fault: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(find_telltale()), "classify", "--pack", "packs/demo", "--format", "ndjson", source],
            cwd=cls.folder,
            env=environment(LD_PRELOAD=str(LIBRARY), TELLTALE_FAULT=fault),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=120,
            check=False,
        )

    def test_reads_that_fail_are_said(self) -> None:
        for source in SOURCES:
            told = 0
            for at in range(20):  # the pack is read first: C++ streams of the library count as well
                done = self.classify(source, f"read:eio:{at + 1}")
                self.assertTrue(self.expected[source].startswith(done.stdout), (source, at))
                self.assertTrue(done.stdout in (b"",) or done.stdout.endswith(b"}\n"), (source, at))
                if done.returncode == 3:
                    told += 1
                    self.assertIn(f"telltale: {source}: Input/output error".encode(), done.stderr)
                else:  # the pack could not be read, or there were not so many reads
                    self.assertIn(done.returncode, (0, 2), done.stderr)
            self.assertGreater(told, 0, source)

    def test_short_and_interrupted_reads_change_nothing(self) -> None:
        done = self.classify("one.log", "read:short:1")
        self.assertEqual((done.returncode, done.stdout.count(b"\n")), (0, 1), done.stderr)
        for source in SOURCES:
            for at in range(20):
                done = self.classify(source, f"read:eintr:{at + 1}")
                self.assertEqual((done.returncode, done.stdout), (0, self.expected[source]), (source, at, done.stderr))

    def test_writes_that_fail(self) -> None:
        for source in ("big.log", "big.jsonl"):
            for kind, code, words in (
                ("enospc", 3, b"No space left"),
                ("eio", 3, b"Input/output error"),
                ("epipe", 0, b""),
            ):
                for at in (1, 2, 3, 5):
                    done = self.classify(source, f"write:{kind}:{at}")
                    self.assertEqual(done.returncode, code, (source, kind, at))
                    self.assertTrue(self.expected[source].startswith(done.stdout))
                    self.assertTrue(done.stdout in (b"",) or done.stdout.endswith(b"}\n"), (source, kind, at))
                    if words:
                        self.assertIn(words, done.stderr)

    def test_short_and_interrupted_writes_change_nothing(self) -> None:
        done = self.classify("one.log", "write:short:1")
        self.assertEqual((done.returncode, done.stdout), (0, self.classify("one.log", "none:none:0").stdout))
        for at in range(1, 10):
            done = self.classify("big.log", f"write:eintr:{at}")
            self.assertEqual((done.returncode, done.stdout), (0, self.expected["big.log"]))


if __name__ == "__main__":
    unittest.main()
